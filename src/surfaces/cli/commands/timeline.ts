import { timeline } from '../../../app/recall/timeline.ts';
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
    const [before, after] = [readCount(line, 'before', 10), readCount(line, 'after', 10)];
    const json = line.flags['json'] === true;
    await using ports = await wireToLook();
    if (await isEmpty(ports)) return json ? printJson({ anchor: null, memories: [] }) : printLine(NOTHING_STORED);
    const project = await findScope(ports, line);
    const { anchor, memories } = await timeline(ports, {
      ...where(line.positionals),
      ...(project === undefined ? {} : { project: project.id }),
      before,
      after,
    });
    if (json) return printJson({ anchor: anchor.number, memories });
    for (const memory of memories) printLine(`${memory.id === anchor.id ? paint('green', '>') : ' '}${formatEntry(memory)}`);
    return 0;
  },
};

function where(words: readonly string[]): { anchor: string } | { query: string } {
  const [first = ''] = words;
  const isKey = words.length === 1 && /^#?\d+$|^[0-9a-f]{8}-/.test(first);
  return isKey ? { anchor: first } : { query: words.join(' ') };
}
