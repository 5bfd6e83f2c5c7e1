import { accept, listUnaccepted } from '../../../app/recall/accept.ts';
import { wireToLook } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { formatMemory } from '../format-memory.ts';
import { refuseAgent } from '../of-agent.ts';
import { printJson, printLine } from '../print.ts';

/** `holdfast accept`: what waits becomes the user's word. No agent does this: an agent could be talked into it. */
export const acceptCommand: Command = {
  usage: 'accept [<number|id>...] [--json]',
  summary: 'Let rules hold that others proposed; without numbers, list them.',
  words: true,
  options: { json: { type: 'boolean' } },
  async run({ positionals, flags }) {
    refuseAgent();
    await using ports = await wireToLook();
    if (positionals.length > 0) {
      const accepted = await accept(ports, positionals);
      const numbers = accepted.map((memory) => memory.number);
      return flags['json'] === true ? printJson({ accepted: numbers }) : printLine(`Accepted: ${numbers.map((n) => `#${n}`).join(', ')}.`);
    }
    const waiting = await listUnaccepted(ports);
    if (flags['json'] === true) return printJson(waiting);
    if (waiting.length === 0) return printLine('Nothing waits.');
    // Whole: who accepts one has seen all of it.
    for (const memory of waiting) printLine(`${formatMemory(memory)}\n`);
    return printLine('Let one hold: holdfast accept <number>. Wipe one: holdfast forget <number>.');
  },
};
