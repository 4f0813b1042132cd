/** Checks who imports whom by .dependency-cruiser.cjs. Fails when it saw no module, since then it has checked nothing. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { root } from './run.mjs';

process.chdir(root);
const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));
const { output } = await cruise(['src'], options, undefined, { tsConfig: extractTSConfig('tsconfig.json') });
const { modules, summary } = output;
const seen = modules.filter(({ source }) => source.startsWith('src/')).length;
const present = readdirSync(join(root, 'src'), { recursive: true }).filter((file) => file.endsWith('.ts')).length;
const violations = summary.violations.filter(({ rule }) => rule.severity === 'error');

for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} → ${to}`);
if (seen === 0 || seen < present) console.error(`dependency-cruiser saw ${seen} of ${present} modules; is its TypeScript supported?`);
else console.log(`${seen} modules, ${violations.length} violations`);
process.exitCode = violations.length > 0 || seen < present || seen === 0 ? 1 : 0;
