/** Imports run one way: domain ← application ← adapters ← main. Checked by scripts/check-architecture.mjs. */
const roots = '^src/(main|cli)([.]ts$|/)';
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'domain-is-pure',
      'The domain decides; it knows no files, no network, no library but dayjs.',
      { path: '^src/domain/' },
      { pathNot: '^(src/domain/|node_modules/dayjs/)' },
    ),
    rule(
      'application-knows-the-domain-only',
      'Use cases reach the world through ports.',
      { path: '^src/application/' },
      { pathNot: '^src/(domain|application)/' },
    ),
    rule(
      'adapters-do-not-know-each-other',
      'What two adapters share belongs to a port.',
      { path: '^src/adapters/([^/]+)/' },
      { path: '^src/adapters/([^/]+)/', pathNot: '^src/adapters/$1/' },
    ),
    rule(
      'only-main-builds-adapters',
      'Adapters are constructed in one place.',
      { path: '^src/', pathNot: ['^src/adapters/', roots] },
      { path: '^src/adapters/' },
    ),
    rule('nobody-imports-main', 'The composition root is the end of the line.', { path: '^src/', pathNot: roots }, { path: roots }),
    rule(
      'wechaty-behind-its-gateway',
      'Chat has one gateway.',
      { path: '^src/', pathNot: '^src/adapters/wechaty/' },
      { path: '^node_modules/(wechaty[^/]*|@chatie/[^/]+|file-box)/' },
    ),
    rule(
      'redis-behind-its-stores',
      'Redis is known in one folder.',
      { path: '^src/', pathNot: '^src/adapters/redis/' },
      { path: '^node_modules/ioredis/' },
    ),
    rule('nothing-circular', 'A circle has no first file to read.', {}, { circular: true }),
    rule('everything-resolves', 'An import that resolves to nothing is checked by no rule.', {}, { couldNotResolve: true }),
    rule(
      'no-dev-packages',
      'They are not there in production; what the page is made of is bundled by the build.',
      { path: '^src/', pathNot: '^src/adapters/console/page/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
