import type { Neighbours, Passage, PassageMatch, PassageRole, RecordScope } from '../../ports/record.ts';
import type { TermQuery } from '../../ports/term-query.ts';
import type { Database } from './database.ts';
import { toMatchExpression } from './match-expression.ts';
import { withinBudget } from './postings.ts';

const SCORE = '-bm25(passage_terms, 1.0, 0.7) as score';
// Only what is returned is looked at.
const BEST = `
  select hit, p.session as place, p.role, p.at, score from (
    select rowid as hit, ${SCORE} from passage_terms where passage_terms match ?1 order by score desc, hit desc limit ?2)
  join passage p on p.seq = hit`;
const FILTERED = `
  select p.seq as hit, p.session as place, p.role, p.at, ${SCORE}
  from passage_terms join passage p on p.seq = passage_terms.rowid
  where passage_terms match ?1 and (?3 is null or p.session in (select i.number from session_index i join session s on s.id = i.session where s.project = ?3))
    and (?4 is null or p.at >= ?4) and (?5 is null or p.at < ?5)
  order by score desc, hit desc limit ?2`;

/** Passages that match, best first. */
export function matchPassages(database: Database, terms: TermQuery, { project, from, to }: RecordScope, limit: number): PassageMatch[] {
  const expression = toMatchExpression(withinBudget(database, 'passage_terms', terms));
  if (expression === undefined) return [];
  const isAnywhere = project === undefined && from === undefined && to === undefined;
  const rows = database
    .sql(`
    select hit as seq, i.session, role, at, score from (${isAnywhere ? BEST : FILTERED})
    join session_index i on i.number = place order by score desc, hit desc`)
    .all(expression, limit, ...(isAnywhere ? [] : [project ?? null, from ?? null, to ?? null]));
  return rows.map((row) => ({ ...toPassage(row), score: Number(row['score']) }));
}

/** What was said just before and after passages. */
export function findNeighbours({ sql }: Database, passages: readonly Passage[]): Map<number, Neighbours> {
  const rows = sql(`
    select p.seq, ${nearest('< (p.at, p.seq) order by n.at desc, n.seq desc')} as before, ${nearest('> (p.at, p.seq) order by n.at, n.seq')} as after
    from json_each(?) j cross join passage p on p.seq = j.value`).all(JSON.stringify(passages.map(({ seq }) => seq)));
  const seqs = (list: unknown): number[] => JSON.parse(String(list)) as number[];
  return new Map(rows.map((row) => [Number(row['seq']), { before: seqs(row['before']), after: seqs(row['after']) }]));
}

// As a JSON list: one statement for all of them takes half as long as two for each.
function nearest(side: string): string {
  return `(select json_group_array(seq) from (
      select n.seq from passage n where n.session = p.session and n.role <> 'tool' and (n.at, n.seq) ${side} limit 2))`;
}

/** Scores of sessions as a whole, by id. Words of their files weigh more. */
export function matchSessions(
  database: Database,
  terms: TermQuery,
  { project, from, to }: RecordScope,
  limit: number,
): Map<string, number> {
  const expression = toMatchExpression(withinBudget(database, 'session_terms', terms));
  if (expression === undefined) return new Map();
  const rows = database
    .sql(`
    select i.session, -bm25(session_terms, 1.0, 2.0, 0.7) as score
    from session_terms join session_index i on i.number = session_terms.rowid join session s on s.id = i.session
    where session_terms match ?1 and (?2 is null or s.project = ?2)
      and (?3 is null or s.last_event_at >= ?3) and (?4 is null or s.started_at < ?4)
    order by score desc limit ?5`)
    .all(expression, project ?? null, from ?? null, to ?? null, limit);
  return new Map(rows.map((row) => [String(row['session']), Number(row['score'])]));
}

/** Ids and prompts of events. */
export function findPlaces({ sql }: Database, seqs: readonly number[]): Map<number, { id: string; prompt: string }> {
  const rows = sql('select seq, id, prompt from event where seq in (select value from json_each(?))').all(JSON.stringify(seqs));
  return new Map(rows.map((row) => [Number(row['seq']), { id: String(row['id']), prompt: String(row['prompt']) }]));
}

function toPassage(row: Record<string, unknown>): Passage {
  return { seq: Number(row['seq']), session: String(row['session']), role: row['role'] as PassageRole, at: Number(row['at']) };
}
