import { HoldfastError } from '../../../model/error.ts';
import { wireToLook } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { formatTime } from '../format-memory.ts';
import { plainLine, printJson, printLine } from '../print.ts';

/** `holdfast events`: what was recorded of a session, word for word. */
export const eventsCommand: Command = {
  usage: 'events --session <id> [--json]',
  summary: 'What was recorded of a session, word for word.',
  options: { session: { type: 'string' }, json: { type: 'boolean' } },
  async run({ flags }) {
    const session = flags['session'];
    if (typeof session !== 'string') throw new HoldfastError('usage', 'Of which session? Usage: holdfast events --session <id>');
    await using ports = await wireToLook();
    const stubs = await ports.store.stubs(session);
    const events = await ports.store.events(stubs.map((stub) => stub.id));
    if (flags['json'] === true) return printJson(events);
    if (events.length === 0) return printLine('Nothing was recorded of that session.');
    for (const event of events) {
      const what =
        event.call === undefined
          ? (event.text ?? '')
          : `${event.call.tool}${event.call.failed ? ' (failed)' : ''} ${JSON.stringify(event.call.input)}`;
      printLine(`${formatTime(event.at)} ${event.kind.padEnd(17)} ${plainLine(what.slice(0, 1000)).slice(0, 160)}`);
    }
    return 0;
  },
};
