import type { Command } from '../command.ts';

/** `holdfast hook`: one event of an agent whose hooks start a process. */
export const hookCommand: Command = {
  usage: 'hook <agent> [event]',
  summary: 'Take one hook event as JSON on stdin. Always exits 0.',
  options: {},
  lenient: true,
  async run({ positionals: [agent = '', event] }) {
    const { runHook } = await import('../../hook/run.ts');
    await runHook(agent, event);
    return 0;
  },
};
