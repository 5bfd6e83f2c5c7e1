import { defineConfig } from 'tsdown';

const base = { format: 'esm', platform: 'node', fixedExtension: false, hash: false, dts: false } as const;
const migrations = (to: string): { from: string; to: string }[] => [{ from: 'src/store/sqlite/migrations', to }];

const config: ReturnType<typeof defineConfig> = defineConfig([
  // The package: the library, and what `holdfast` starts.
  {
    ...base,
    entry: { index: 'src/index.ts', bin: 'src/surfaces/cli/bin.ts' },
    outDir: 'dist',
    target: 'node22.16',
    dts: { entry: 'src/index.ts' },
    copy: migrations('dist'),
  },
  // What the plugin of Claude Code starts: one server, nothing beside it to install.
  {
    ...base,
    entry: { mcp: 'src/surfaces/mcp/bin.ts' },
    outDir: 'plugin/claude-code/server',
    target: 'node22.16',
    copy: migrations('plugin/claude-code/server'),
  },
  // What stands between us and a model command where there is no shell: a program of its own beside each, so that what it
  // shares with them is not cut into files that they would have to load as well.
  ...['dist', 'plugin/claude-code/server'].map((outDir) => ({
    ...base,
    entry: { guard: 'src/process/guard-program.ts' },
    outDir,
    target: 'node22.16',
    clean: false,
  })),
]);

export default config;
