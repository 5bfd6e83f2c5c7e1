import type { Neighbours, Passage, PassageMatch, PassageRole, RecordScope } from '../../ports/record.ts';
import type { TermQuery } from '../../ports/term-query.ts';
import type { Database } from './database.ts';
import { toMatchExpression } from './match-expression.ts';
import { withinBudget } from './postings.ts';

/** Passages that match, best first. */
export function matchPassages(database: Database, terms: TermQuery, { project, from, to }: RecordScope, limit: number): PassageMatch[] {
  const expression = toMatchExpression(withinBudget(database, 'passage_terms', terms));
  if (expression === undefined) return [];
  const rows = database
    .sql(`
    select hit as seq, i.session, role, at, score from (
      select p.seq as hit, p.session as place, p.role, p.at, -bm25(passage_terms, 1.0, 0.7) as score
      from passage_terms join passage p on p.seq = passage_terms.rowid
      where passage_terms match ?1 and (?2 is null or p.session in (select i.number from session_index i join session s on s.id = i.session where s.project = ?2))
        and (?3 is null or p.at >= ?3) and (?4 is null or p.at < ?4)
      order by score desc, hit desc limit ?5)
    join session_index i on i.number = place order by score desc, hit desc`)
    .all(expression, project ?? null, from ?? null, to ?? null, limit);
  return rows.map((row) => ({ ...toPassage(row), score: Number(row['score']) }));
}

/** What was said just before and after passages. */
export function findNeighbours({ sql }: Database, passages: readonly Passage[]): Map<number, Neighbours> {
  const before = sql(`
    select p.seq from passage p, session_index i
    where i.session = ? and p.session = i.number and p.role <> 'tool' and (p.at, p.seq) < (?, ?) order by p.at desc, p.seq desc limit 2`);
  const after = sql(`
    select p.seq from passage p, session_index i
    where i.session = ? and p.session = i.number and p.role <> 'tool' and (p.at, p.seq) > (?, ?) order by p.at, p.seq limit 2`);
  const seqs = (rows: readonly Record<string, unknown>[]): number[] => rows.map((row) => Number(row['seq']));
  return new Map(
    passages.map(({ seq, session, at }) => [seq, { before: seqs(before.all(session, at, seq)), after: seqs(after.all(session, at, seq)) }]),
  );
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
