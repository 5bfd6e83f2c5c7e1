import { defineConfig, type ViteUserConfig } from 'vitest/config';

// For a machine ten times slower than a desk: what waits for something waits long, and is done as soon as it is there.
const expect = { poll: { timeout: 20_000 } };
// What talks to real processes has limits in real time, such as the second that a hook is granted. On whatever machine there is, what
// fails twice is no chance; at a desk one wants to know at once.
const retry = process.env['CI'] === 'true' ? 1 : 0;

const config: ViteUserConfig = defineConfig({
  test: {
    reporters: ['default', './test/lab/table.ts', './test/closing-line.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/client/**', 'test/lab/**', 'test/models/**', 'test/process/**', 'test/scenario/**', 'test/surfaces/**'],
          testTimeout: 120_000,
          expect,
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'process',
          include: ['test/{models,process,scenario,surfaces}/**/*.test.ts'],
          retry,
          testTimeout: 300_000,
          expect,
          maxWorkers: 2,
          hookTimeout: 120_000,
          globalSetup: 'test/build-once.ts',
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/lab/**/*.test.ts'],
          retry,
          testTimeout: 120_000,
          expect,
          hookTimeout: 120_000,
          // Alone on the machine: it measures time. But for the quick size it starts so many at once that a test beside it starves.
          maxWorkers: process.env['HOLDFAST_LAB'] === undefined ? 2 : 1,
          sequence: { groupOrder: 1 },
          globalSetup: 'test/build-once.ts',
        },
      },
      {
        test: {
          name: 'client',
          include: ['test/client/**/*.test.ts'],
          retry,
          testTimeout: 120_000,
          expect,
          hookTimeout: 300_000,
          fileParallelism: false,
          globalSetup: ['test/build-once.ts', 'test/client/install-once.ts'],
        },
      },
    ],
  },
});

export default config;
