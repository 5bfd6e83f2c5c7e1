import { readEvidence } from '../../../app/recall/read-evidence.ts';
import { HoldfastError } from '../../../model/error.ts';
import { wireToLook } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { formatEvidence } from '../format-evidence.ts';
import { printJson, printLine } from '../print.ts';

/** `holdfast evidence`: what memories rest on, word for word and whole. */
export const evidenceCommand: Command = {
  usage: 'evidence <number|id>... [--json]',
  summary: 'Show what was said and done that memories rest on, word for word.',
  words: true,
  options: { json: { type: 'boolean' } },
  async run({ positionals, flags }) {
    if (positionals.length === 0) throw new HoldfastError('usage', 'Which one? Usage: holdfast evidence <number|id>...');
    await using ports = await wireToLook();
    const found = await readEvidence(ports, positionals);
    if (found.length === 0) throw new HoldfastError('not_found', `No memory has the number or id ${positionals.join(', ')}.`);
    if (flags['json'] !== true) return printLine(found.map(formatEvidence).join('\n\n'));
    return printJson(found.map(({ memory: { number, id, title }, events, total }) => ({ number, id, title, total, events })));
  },
};
