import { indexTerms } from '../../index/terms.ts';
import type { Memory, MemoryStatus } from '../../model/memory.ts';
import type { Query } from '../../model/query.ts';
import type { Match, TermQuery } from '../../ports/store.ts';
import type { Database } from './database.ts';
import { fromRow } from './memory-row.ts';

// Title, body, files, identifiers. A word of the title says more than one of the body; parts of identifiers less.
const WEIGHTS = '3.0, 1.0, 2.0, 0.7';

const HAS_FILE = `exists (
  select 1 from (select value from json_each(m.files_modified) union all select value from json_each(m.files_read))
  where instr(lower(value), lower(?)) > 0)`;

/** Memories that match, best first. What is sorted are numbers only: hundreds of memories are found for each that is returned. */
export function match(database: Database, terms: TermQuery, query: Omit<Query, 'text' | 'order'>): Match[] {
  const expression = toMatchExpression(terms);
  if (expression === undefined) return [];
  const filter = toFilter({ ...query, status: undefined });
  const rows = database
    .sql(`
    select memory.*, score from (
      select m.number as hit, m.created_at as at, -bm25(memory_terms, ${WEIGHTS}) as score
      from memory_terms join memory m on m.number = memory_terms.rowid
      where memory_terms match ? and ${filter.where}
      order by score desc, at desc, hit desc limit ? offset ?)
    join memory on memory.number = hit
    order by score desc, at desc, hit desc`)
    .all(expression, ...filter.values, query.limit, query.offset);
  return rows.map((row) => ({ memory: fromRow(row), score: Number(row['score']) }));
}

/** Memories by date, filters applied. */
export function list(
  database: Database,
  query: Omit<Query, 'text'> & { readonly session?: string; readonly status?: MemoryStatus },
): Memory[] {
  const filter = toFilter(query);
  const direction = query.order === 'oldest' ? 'asc' : 'desc';
  return database
    .sql(`
    select m.* from memory m where ${filter.where}
    order by m.created_at ${direction}, m.number ${direction} limit ? offset ?`)
    .all(...filter.values, query.limit, query.offset)
    .map(fromRow);
}

/** The neighbours of a memory in its project, oldest first, itself included. */
export function around(database: Database, memory: Memory, before: number, after: number): Memory[] {
  const earlier = database
    .sql(`
    select * from memory where project = ? and forgotten = 0 and (created_at, number) <= (?, ?)
    order by created_at desc, number desc limit ?`)
    .all(memory.project, memory.createdAt, memory.number, before + 1);
  const later = database
    .sql(`
    select * from memory where project = ? and forgotten = 0 and (created_at, number) > (?, ?)
    order by created_at, number limit ?`)
    .all(memory.project, memory.createdAt, memory.number, after);
  return [...earlier.toReversed(), ...later].map(fromRow);
}

/** Puts a memory into the index. */
export function indexMemory({ sql }: Database, memory: Memory): void {
  const body = [memory.subtitle, memory.narrative, ...memory.facts, ...memory.concepts, memory.type].join('\n');
  const files = [...memory.filesModified, ...memory.filesRead].join('\n');
  sql('insert into memory_terms (rowid, title, body, files, identifiers) values (?, ?, ?, ?, ?)').run(
    memory.number,
    memory.title,
    body,
    files,
    indexTerms(`${memory.title}\n${body}\n${files}`),
  );
}

/** Takes a memory out of the index. */
export function unindexMemory({ sql }: Database, number: number): void {
  sql('delete from memory_terms where rowid = ?').run(number);
}

// Where something is required, the alternatives only rank: what is required is among them, so they exclude nothing.
function toMatchExpression({ any, required }: TermQuery): string | undefined {
  const needed = required.map(quote);
  const alternatives = new Set([...needed, ...any.map(quote)]);
  if (alternatives.size === 0) return undefined;
  return [...needed, `(${[...alternatives].join(' OR ')})`].join(' AND ');
}

// Terms are letters and digits already; the quotes make sure that none is ever read as syntax.
function quote(phrase: readonly string[]): string {
  return `"${phrase.join(' ').replaceAll(/["\0]/g, ' ')}"`;
}

function toFilter(query: Partial<Omit<Query, 'text'>> & { readonly session?: string; readonly status?: MemoryStatus | undefined }): {
  where: string;
  values: (string | number)[];
} {
  const where = ['m.forgotten = 0'];
  const values: (string | number)[] = [];
  const add = (condition: string, value: string | number | undefined): void => {
    if (value === undefined) return;
    where.push(condition);
    values.push(value);
  };
  add('m.project = ?', query.project);
  add('m.session = ?', query.session);
  add('m.status = ?', query.status);
  add('m.created_at >= ?', query.from);
  add('m.created_at < ?', query.to);
  // One type is found by an index that has the order by date as well; for several, going by date is quicker than sorting.
  if (query.types?.length === 1) add('m.type = ?', query.types[0]);
  else add('+m.type in (select value from json_each(?))', query.types && JSON.stringify(query.types));
  add(HAS_FILE, query.file);
  return { where: where.join(' and '), values };
}
