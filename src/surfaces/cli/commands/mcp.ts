import type { Command } from '../command.ts';

/** `holdfast mcp`: the session process; an agent starts it. */
export const mcpCommand: Command = {
  usage: 'mcp [--agent <name>]',
  summary: 'The session process, an MCP server that an agent starts.',
  options: { agent: { type: 'string' } },
  async run({ flags }) {
    const { serveMcp } = await import('../../mcp/serve.ts');
    serveMcp(typeof flags['agent'] === 'string' ? flags['agent'] : 'claude-code');
    // It ends with its parent, not with this call.
    return new Promise<number>(() => undefined);
  },
};
