import { drain } from '../../../app/work/drain.ts';
import { forget } from '../../../app/recall/forget.ts';
import { HoldfastError } from '../../../model/error.ts';
import { wireToLook } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { printJson, printLine } from '../print.ts';

/** `holdfast forget`: memories wiped for good. */
export const forgetCommand: Command = {
  usage: 'forget <number|id>... [--json]',
  summary: 'Wipe memories for good, with the events they rest on.',
  words: true,
  options: { json: { type: 'boolean' } },
  async run({ positionals, flags }) {
    if (positionals.length === 0) throw new HoldfastError('usage', 'Which one? Usage: holdfast forget <number|id>...');
    await using ports = await wireToLook();
    const wiped = await forget(ports, positionals);
    // What was made of the same events is made anew without them, now rather than at the next session.
    for await (const _ of drain(ports)) continue;
    const numbers = wiped.map((memory) => memory.number);
    return flags['json'] === true ? printJson({ forgotten: numbers }) : printLine(`Forgotten: ${numbers.map((n) => `#${n}`).join(', ')}.`);
  },
};
