const NAME = 'holdfast';
const DESCRIPTION = 'A memory that lasts: what happened in one session is there for the next. No daemon, no model needed, nothing leaves the machine.';
const OWNER = { name: 'The Holdfast authors' };

/** `.claude-plugin/plugin.json`. */
export function pluginManifest(version: string): object {
  return { name: NAME, version, description: DESCRIPTION, author: OWNER, license: 'Apache-2.0', keywords: ['memory', 'recall', 'mcp', 'sqlite'], network: { hosts: [] } };
}

/** `package.json`: makes the server a module wherever the plugin is copied to. Names no dependency, so nothing is installed. */
export function pluginPackage(): object {
  return { private: true, type: 'module' };
}

// Young objects of a process that mostly waits need one megabyte, not the sixteen that V8 lets them grow to. Every Node,
// also one that is too old for us, knows this flag; the others are set by the server itself.
const NODE_FLAGS = ['--max-semi-space-size=1'];

/** `.mcp.json`: the one process. Its key is part of the names by which hooks and the model call its tools. */
export function mcpServers(): object {
  return { mcpServers: { [NAME]: { command: 'node', args: [...NODE_FLAGS, '${CLAUDE_PLUGIN_ROOT}/server/mcp.js'] } } };
}

/** `.claude-plugin/marketplace.json` at the root of the project, from which the plugin is installed. */
export function marketplace(): object {
  return {
    name: NAME,
    owner: OWNER,
    metadata: { description: DESCRIPTION },
    plugins: [{ name: NAME, source: './plugin/claude-code', description: DESCRIPTION }],
  };
}
