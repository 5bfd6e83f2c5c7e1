import { search } from '../../../app/recall/search.ts';
import { wireToLook } from '../../../wire.ts';
import { READING, type Command } from '../command.ts';
import { formatEntry } from '../format-memory.ts';
import { printJson, printLine } from '../print.ts';
import { findScope, isEmpty, NOTHING_STORED, readCount } from '../scope.ts';

/** `holdfast search`: finds memories; without words, the latest. */
export const searchCommand: Command = {
  usage: 'search [words] [--project <folder|name>] [--all-projects] [--type <types>] [--limit <n>] [--json]',
  summary: 'Find memories; without words, the latest.',
  words: true,
  options: { ...READING, type: { type: 'string' }, limit: { type: 'string' } },
  async run(line) {
    await using ports = await wireToLook();
    const project = await findScope(ports, line);
    const types = typeof line.flags['type'] === 'string' ? line.flags['type'].split(',').map((type) => type.trim()) : undefined;
    const hits = await search(ports, {
      text: line.positionals.join(' '),
      limit: readCount(line, 'limit', 20),
      offset: 0,
      order: 'relevance',
      ...(project === undefined ? {} : { project: project.id }),
      ...(types === undefined ? {} : { types }),
    });
    if (line.flags['json'] === true) return printJson(hits.map(({ memory, score, why }) => ({ ...memory, score, why })));
    if (hits.length === 0) return printLine((await isEmpty(ports)) ? NOTHING_STORED : 'Nothing found.');
    for (const { memory, why } of hits) printLine(formatEntry(memory, why));
    return 0;
  },
};
