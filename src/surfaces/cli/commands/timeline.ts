import { timeline } from '../../../app/timeline.ts';
import { wireToLook } from '../../../wire.ts';
import { READING, type Command } from '../command.ts';
import { formatEntry } from '../format-memory.ts';
import { paint, printJson, printLine } from '../print.ts';
import { findScope, isEmpty, NOTHING_STORED, readCount } from '../scope.ts';

/** `holdfast timeline`: what happened before and after. */
export const timelineCommand: Command = {
  usage: 'timeline [<number|id> | words] [--before <n>] [--after <n>] [--project <folder|name>] [--json]',
  summary: 'What happened before and after a memory, or lately.',
  words: true,
  options: { ...READING, before: { type: 'string' }, after: { type: 'string' } },
  async run(line) {
    await using ports = await wireToLook();
    if (await isEmpty(ports)) return line.flags['json'] === true ? printJson({ anchor: null, memories: [] }) : printLine(NOTHING_STORED);
    const project = await findScope(ports, line);
    const [first = ''] = line.positionals;
    const isKey = line.positionals.length === 1 && /^#?\d+$|^[0-9a-f]{8}-/.test(first);
    const { anchor, memories } = await timeline(ports, {
      ...(isKey ? { anchor: first } : { query: line.positionals.join(' ') }),
      ...(project === undefined ? {} : { project: project.id }),
      before: readCount(line, 'before', 10),
      after: readCount(line, 'after', 10),
    });
    if (line.flags['json'] === true) return printJson({ anchor: anchor.number, memories });
    for (const memory of memories) printLine(`${memory.id === anchor.id ? paint('green', '>') : ' '}${formatEntry(memory)}`);
    return 0;
  },
};
