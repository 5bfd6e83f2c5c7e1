import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { marketplaceFiles, PLUGIN_FOLDER, pluginFiles } from '../src/agents/claude-code/plugin/plugin-files.ts';

// Writes what is generated of the plugin for Claude Code. Its server is bundled beside it by the build.
const root = resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

writeFiles(join(root, PLUGIN_FOLDER), pluginFiles(version));
writeFiles(root, marketplaceFiles());

function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, content] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
