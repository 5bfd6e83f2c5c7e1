import { HoldfastError } from '../../../model/error.ts';
import { wireToLook } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { formatMemory } from '../format-memory.ts';
import { printJson, printLine } from '../print.ts';

/** `holdfast show`: memories in full. */
export const showCommand: Command = {
  usage: 'show <number|id>... [--json]',
  summary: 'Show memories in full.',
  words: true,
  options: { json: { type: 'boolean' } },
  async run({ positionals, flags }) {
    if (positionals.length === 0) throw new HoldfastError('usage', 'Which one? Usage: holdfast show <number|id>...');
    await using ports = await wireToLook();
    const memories = await ports.store.memories(positionals);
    if (memories.length === 0) throw new HoldfastError('not_found', `No memory has the number or id ${positionals.join(', ')}.`);
    return flags['json'] === true ? printJson(memories) : printLine(memories.map(formatMemory).join('\n\n'));
  },
};
