import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A build under test: what the plugin starts, and what `holdfast` starts, as commands. */
export interface Build {
  readonly server: readonly string[];
  readonly holdfast: readonly string[];
}

/** The build of this checkout, or of the one that `HOLDFAST_LAB_BUILD` names. */
export const OWN_BUILD: Build = findBuild(process.env['HOLDFAST_LAB_BUILD'] ?? resolve(import.meta.dirname, '../..'));

/** The build in a folder laid out as this checkout. The server is started as the plugin says. */
export function findBuild(folder: string): Build {
  const plugin = join(folder, 'plugin/claude-code');
  const { mcpServers } = JSON.parse(readFileSync(join(plugin, '.mcp.json'), 'utf8')) as { mcpServers: { holdfast: { args: string[] } } };
  const args = mcpServers.holdfast.args.map((argument) => argument.replace('${CLAUDE_PLUGIN_ROOT}', plugin));
  return { server: [process.execPath, ...args], holdfast: [process.execPath, join(folder, 'bin/holdfast.js')] };
}
