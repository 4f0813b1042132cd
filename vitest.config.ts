import { defineConfig } from 'vitest/config';

const secondMs = 1000;

/**
 * One project a folder of test/. Those that wait for a real Redis, Wechaty or process have more time; faults come last.
 * Without isolation the files of a worker share loaded modules, Wechaty among them, which takes seconds to load: no module may keep a test's state.
 */
const projects = [
  { name: 'unit', testTimeout: 20 * secondMs, isolate: false },
  { name: 'contract', testTimeout: 30 * secondMs, isolate: false },
  // Some of these, and of the faults, run the built program.
  { name: 'integration', testTimeout: 60 * secondMs, globalSetup: 'test/harness/build-cli.ts' },
  { name: 'scenario', testTimeout: 60 * secondMs, isolate: false },
  { name: 'fault', testTimeout: 120 * secondMs, sequence: { groupOrder: 1 }, globalSetup: 'test/harness/build-cli.ts' },
];

export default defineConfig({
  test: {
    pool: 'forks',
    // Most tests wait for a Redis, a browser or a process of their own while another works.
    maxWorkers: 2,
    projects: projects.map((project) => ({
      extends: true as const,
      test: { ...project, hookTimeout: project.testTimeout, include: [`test/${project.name}/**/*.test.ts`] },
    })),
    // The product's clock is an argument; the machine's zone must not matter, so it is one that nobody has in mind.
    env: { TZ: 'Pacific/Chatham' },
    allowOnly: false,
    passWithNoTests: false,
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary', 'html'], reportsDirectory: 'coverage' },
  },
});
