import { indexTerms } from '../../index/terms.ts';
import type { Memory, MemoryStatus } from '../../model/memory.ts';
import type { Query } from '../../model/query.ts';
import type { Candidate, Match } from '../../ports/store.ts';
import type { TermQuery } from '../../ports/term-query.ts';
import type { Database } from './database.ts';
import { toMatchExpression } from './match-expression.ts';
import { CANDIDATE_COLUMNS, fromRow, toCandidate } from './memory-row.ts';
import { MOST_RANKED, withinBudget } from './postings.ts';

// Title, body, files, identifiers. A word of the title says more than one of the body; parts of identifiers less.
const WEIGHTS = '3.0, 1.0, 2.0, 0.7';

const COLUMNS = CANDIDATE_COLUMNS.split(', ')
  .map((column) => `m.${column}`)
  .join();

// Quick, and true wherever the file is: the lists are JSON texts, and what is looked for is written as in them.
const MAY_HAVE_FILE = 'instr(lower(m.files_modified || m.files_read), lower(?)) > 0';
const HAS_FILE = `exists (
  select 1 from (select value from json_each(m.files_modified) union all select value from json_each(m.files_read))
  where instr(lower(value), lower(?)) > 0)`;

/** Memories that match, best first. What is sorted are numbers only: hundreds of memories are found for each that is returned. */
export function match(database: Database, terms: TermQuery, query: Omit<Query, 'text' | 'order'>): Match[] {
  const expression = toMatchExpression(withinBudget(database, 'memory_terms', terms));
  if (expression === undefined) return [];
  const filter = toFilter({ ...query, status: undefined });
  const rows = database
    .sql(`
    select ${CANDIDATE_COLUMNS}, score from (${filter.values.length === 0 ? BEST : filtered(filter.where)})
    join memory on memory.number = hit
    order by score desc, at desc, hit desc`)
    .all(expression, ...filter.values, query.limit, query.offset);
  return rows.map((row) => ({ memory: toCandidate(row), score: Number(row['score']) }));
}

// With a filter, looking at the memory comes first: a score costs more.
function filtered(where: string): string {
  return `
    select hit, at, score from (
      select m.number as hit, m.created_at as at, -bm25(memory_terms, ${WEIGHTS}) as score
      from memory_terms cross join memory m on m.number = memory_terms.rowid
      where memory_terms match ? and ${where} order by memory_terms.rowid desc limit ${MOST_RANKED})
    order by score desc, at desc, hit desc limit ? offset ?`;
}

// Without one, no memory is looked at that scores less than the last that is wanted. Forgotten ones are not in the index.
const BEST = `
    with found as materialized (
      select rowid as number, -bm25(memory_terms, ${WEIGHTS}) as score
      from memory_terms where memory_terms match ?1 order by rowid desc limit ${MOST_RANKED})
    select m.number as hit, m.created_at as at, score from found f cross join memory m using (number)
    where score >= coalesce((select score from found order by score desc limit 1 offset ?2 + ?3 - 1), 0) and m.forgotten = 0
    order by score desc, at desc, hit desc limit ?2 offset ?3`;

/** Memories made of turns, by date, filters applied. */
export function listOf(
  database: Database,
  turns: readonly (readonly [string, string])[],
  query: Omit<Query, 'text' | 'order'>,
): Candidate[] {
  const filter = toFilter(query);
  return database
    .sql(
      `
    select ${COLUMNS} from (select distinct value ->> 0 as session, value ->> 1 as turn from json_each(?)) t
    cross join memory m indexed by memory_by_slot on m.session = t.session and m.turn = t.turn
    where ${filter.where} order by m.created_at desc, m.number desc limit ?`,
    )
    .all(JSON.stringify(turns), ...filter.values, query.limit)
    .map(toCandidate);
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

/** Of the memories that were stored last, those that quote somebody, or are of an archive. */
export function listQuoting({ sql }: Database, among: number): Memory[] {
  return sql(`
    select * from (select * from memory where forgotten = 0 order by number desc limit ?)
    where instr(content, '"quoted"') > 0 or authority = 'import'`)
    .all(among)
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
  const { title, body, files } = toFields(memory);
  sql('insert into memory_terms (rowid, title, body, files, identifiers) values (?, ?, ?, ?, ?)').run(
    memory.number,
    title,
    body,
    files,
    indexTerms(`${title}\n${body}\n${files}`),
  );
}

/** What of a memory is searched. */
export function toFields(memory: Memory): { readonly title: string; readonly body: string; readonly files: string } {
  return {
    title: memory.title,
    body: [memory.subtitle, memory.narrative, ...memory.facts, ...memory.concepts, memory.type].join('\n'),
    files: [...memory.filesModified, ...memory.filesRead].join('\n'),
  };
}

/** Takes a memory out of the index. */
export function unindexMemory({ sql }: Database, number: number): void {
  sql('delete from memory_terms where rowid = ?').run(number);
}

/** Conditions on a memory `m`, with their values; forgotten ones never pass. */
export function toFilter(query: Partial<Omit<Query, 'text'>> & { readonly session?: string; readonly status?: MemoryStatus | undefined }): {
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
  add(MAY_HAVE_FILE, query.file && JSON.stringify(query.file).slice(1, -1));
  add(HAS_FILE, query.file);
  return { where: where.join(' and '), values };
}
