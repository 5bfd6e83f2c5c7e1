import { turnSession } from '../../../app/exclude.ts';
import { readConfig, wireSurroundings } from '../../../wire.ts';
import type { Command, CommandLine } from '../command.ts';
import { currentFolder } from '../current-folder.ts';
import { refuseAgent } from '../of-agent.ts';
import { plainLine, printLine } from '../print.ts';

const OPTIONS = { session: { type: 'string' } } as const;

/** `holdfast off`: one session is not remembered from here on. */
export const offCommand: Command = {
  usage: 'off [--session <id>]',
  summary: 'Remember no more of a session; the latest here, or --session.',
  options: OPTIONS,
  run: async (line) => printLine(`Off for session ${await turn(line, 'off')}. What came before stays. To turn it on again: holdfast on`),
};

/** `holdfast on`: it is remembered again. */
export const onCommand: Command = {
  usage: 'on [--session <id>]',
  summary: 'Remember a session again that was turned off.',
  options: OPTIONS,
  async run(line) {
    refuseAgent();
    return printLine(`On again for session ${await turn(line, 'on')}. What happened meanwhile is not remembered.`);
  },
};

async function turn({ flags }: CommandLine, to: 'on' | 'off'): Promise<string> {
  const around = wireSurroundings(readConfig());
  try {
    const id = flags['session'];
    return plainLine(await turnSession(around, currentFolder(), to, typeof id === 'string' && id !== '' ? id : undefined));
  } finally {
    await around.close();
  }
}
