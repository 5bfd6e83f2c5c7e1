import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../plugin/claude-code', import.meta.url));

/** The folder of the plugin under test, as built. */
export function pluginFolder(): string {
  if (!existsSync(`${FOLDER}/server`)) throw new Error('The plugin is not built. Run: npm run build');
  return FOLDER;
}

/** The name the model knows a tool of the plugin's server by. */
export function pluginTool(name: string): string {
  return `mcp__plugin_holdfast_holdfast__${name}`;
}
