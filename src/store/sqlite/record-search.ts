import type { Neighbours, RecordedTurn, RecordScope, TurnMatch } from '../../ports/record.ts';
import type { TermQuery } from '../../ports/term-query.ts';
import type { Database } from './database.ts';
import { toMatchExpression } from './match-expression.ts';
import { MOST_RANKED, withinBudget, withinBudgetOfSessions } from './postings.ts';

const SCORE = '-bm25(turn_terms, 1.0, 0.7) as score';
// Only what is returned is looked at.
const BEST = `
  select hit, t.session as place, t.prompt, score from (
    select * from (select rowid as hit, ${SCORE} from turn_terms where turn_terms match ?1 order by rowid desc limit ${MOST_RANKED})
    order by score desc, hit desc limit ?2)
  cross join turn_index t on t.number = hit`;
const FILTERED = `
  select t.number as hit, t.session as place, t.prompt, ${SCORE}
  from turn_terms cross join turn_index t on t.number = turn_terms.rowid
  where turn_terms match ?1 and (?3 is null or t.session in (select i.number from session_index i join session s on s.id = i.session where s.project = ?3))
    and (?4 is null or t.until >= ?4) and (?5 is null or t.at < ?5)
  order by turn_terms.rowid desc limit ${MOST_RANKED}`;

/** Turns that match, best first. */
export function matchTurns(database: Database, terms: TermQuery, { project, from, to }: RecordScope, limit: number): TurnMatch[] {
  const expression = toMatchExpression(withinBudget(database, 'turn_terms', terms));
  if (expression === undefined) return [];
  const isAnywhere = project === undefined && from === undefined && to === undefined;
  const rows = database
    .sql(`
    select hit as number, i.session, prompt, score from (${isAnywhere ? BEST : FILTERED})
    join session_index i on i.number = place order by score desc, hit desc limit ?2`)
    .all(expression, limit, ...(isAnywhere ? [] : [project ?? null, from ?? null, to ?? null]));
  return rows.map((row) => ({
    number: Number(row['number']),
    session: String(row['session']),
    prompt: String(row['prompt']),
    score: Number(row['score']),
  }));
}

/** What was said and done just before and after turns. */
export function findNeighbours({ sql }: Database, turns: readonly RecordedTurn[]): Map<number, Neighbours> {
  const rows = sql(`
    select t.number, ${nearest('< (t.at, t.number) order by n.at desc, n.number desc')} as before,
      ${nearest('> (t.at, t.number) order by n.at, n.number')} as after
    from json_each(?) j cross join turn_index t on t.number = j.value`).all(JSON.stringify(turns.map(({ number }) => number)));
  const sessions = new Map(turns.map(({ number, session }) => [number, session]));
  return new Map(
    rows.map((row) => {
      const number = Number(row['number']);
      const read = (list: unknown): RecordedTurn[] => toTurns(String(list), sessions.get(number)!);
      return [number, { before: read(row['before']), after: read(row['after']) }];
    }),
  );
}

// As a JSON list: one statement for all of them takes half as long as two for each.
function nearest(side: string): string {
  return `(select json_group_array(json_array(number, prompt)) from (
      select n.number, n.prompt from turn_index n where n.session = t.session and (n.at, n.number) ${side} limit 2))`;
}

function toTurns(list: string, session: string): RecordedTurn[] {
  return (JSON.parse(list) as [number, string][]).map(([number, prompt]) => ({ number, session, prompt }));
}

/** Scores of sessions as a whole, by id. Words of their files weigh more. */
export function matchSessions(
  database: Database,
  terms: TermQuery,
  { project, from, to }: RecordScope,
  limit: number,
): Map<string, number> {
  const expression = toMatchExpression(withinBudgetOfSessions(database, terms));
  if (expression === undefined) return new Map();
  const rows = database
    .sql(`
    select * from (
      select i.session, -bm25(session_terms, 1.0, 2.0, 0.7) as score
      from session_terms cross join session_index i on i.number = session_terms.rowid cross join session s on s.id = i.session
      where session_terms match ?1 and (?2 is null or s.project = ?2)
        and (?3 is null or s.last_event_at >= ?3) and (?4 is null or s.started_at < ?4)
      order by session_terms.rowid desc limit ${MOST_RANKED})
    order by score desc limit ?5`)
    .all(expression, project ?? null, from ?? null, to ?? null, limit);
  return new Map(rows.map((row) => [String(row['session']), Number(row['score'])]));
}
