import { COMMANDS } from './commands.ts';
import { hooks } from './hooks.ts';
import { marketplace, mcpServers, pluginManifest, pluginPackage } from './manifest.ts';
import { MEM_SEARCH } from './skills.ts';

/** Where the plugin's folder is, seen from the root of the project. */
export const PLUGIN_FOLDER = 'plugin/claude-code';

/** The files of the plugin but the server: path inside its folder to content. */
export function pluginFiles(version: string): ReadonlyMap<string, string> {
  return new Map([
    ['.claude-plugin/plugin.json', json(pluginManifest(version))],
    ['.mcp.json', json(mcpServers())],
    ['package.json', json(pluginPackage())],
    ['hooks/hooks.json', json(hooks())],
    ['skills/mem-search/SKILL.md', MEM_SEARCH],
    ...[...COMMANDS].map(([name, text]): [string, string] => [`commands/${name}.md`, text]),
  ]);
}

/** The files that make the project itself a marketplace: path from its root to content. */
export function marketplaceFiles(): ReadonlyMap<string, string> {
  return new Map([['.claude-plugin/marketplace.json', json(marketplace())]]);
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
