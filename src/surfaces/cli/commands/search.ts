import type { Ports } from '../../../app/ports.ts';
import { searchSessions } from '../../../app/recall/search-sessions.ts';
import { search } from '../../../app/recall/search.ts';
import { HoldfastError } from '../../../model/error.ts';
import type { Query } from '../../../model/query.ts';
import { wireToLook } from '../../../wire.ts';
import { parseSpan } from '../../parse-span.ts';
import { READING, type Command } from '../command.ts';
import { formatEntry } from '../format-memory.ts';
import { formatSession } from '../format-session.ts';
import { printJson, printLine } from '../print.ts';
import { findScope, isEmpty, NOTHING_STORED, readCount } from '../scope.ts';

/** `holdfast search`: finds memories, or sessions; without words, the latest. */
export const searchCommand: Command = {
  usage:
    'search [words] [--sessions] [--from <day>] [--to <day>] [--project <folder|name>] [--all-projects] [--type <types>] [--limit <n>] [--json]',
  summary: 'Find memories, or whole sessions; without words, the latest.',
  words: true,
  options: {
    ...READING,
    sessions: { type: 'boolean' },
    type: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    limit: { type: 'string' },
  },
  async run(line) {
    const { sessions, type, from, to, json } = line.flags;
    if (sessions === true && type !== undefined) throw new HoldfastError('usage', 'Sessions have no type: leave out --type or --sessions.');
    const span = parseSpan(toText(from), toText(to));
    const limit = readCount(line, 'limit', 20);
    await using ports = await wireToLook();
    const project = await findScope(ports, line);
    const query = {
      text: line.positionals.join(' '),
      limit,
      offset: 0,
      order: 'relevance' as const,
      ...span,
      ...(project === undefined ? {} : { project: project.id }),
    };
    // Of one project, everybody knows which.
    const names = project === undefined ? await ports.store.projectNames() : undefined;
    if (sessions === true) return await printSessions(ports, query, json === true, names);
    const types = typeof type === 'string' ? { types: type.split(',').map((each) => each.trim()) } : {};
    return await printMemories(ports, { ...query, ...types }, json === true, names);
  },
};

type Names = ReadonlyMap<string, string> | undefined;

async function printMemories(ports: Ports, query: Query, json: boolean, names: Names): Promise<number> {
  const hits = await search(ports, query);
  if (json) return printJson(hits.map(({ memory, score, why }) => ({ ...memory, score, why })));
  if (hits.length === 0) return printLine((await isEmpty(ports)) ? NOTHING_STORED : 'Nothing found.');
  for (const { memory, why } of hits) {
    const name = names?.get(memory.project);
    printLine(formatEntry(memory, name === undefined ? why : `in ${name}; ${why}`));
  }
  return 0;
}

async function printSessions(ports: Ports, query: Query, json: boolean, names: Names): Promise<number> {
  const hits = await searchSessions(ports, query);
  if (json) return printJson(hits);
  if (hits.length === 0) return printLine((await ports.store.stats()).sessions === 0 ? NOTHING_STORED : 'Nothing found.');
  for (const hit of hits) printLine(formatSession(hit, names?.get(hit.project)));
  return 0;
}

function toText(flag: string | boolean | undefined): string | undefined {
  return typeof flag === 'string' ? flag : undefined;
}
