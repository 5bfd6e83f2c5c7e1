import type { RecordScope } from '../../ports/record.ts';
import type { TermQuery } from '../../ports/term-query.ts';
import { spread, type SpreadTurn } from '../../recall/spread.ts';
import type { Ports } from '../ports.ts';

/** What the record has to say to a query. */
export interface FoundInRecord {
  /** Best first. */
  readonly turns: readonly SpreadTurn[];
  /** Raw scores of sessions as a whole. */
  readonly sessions: ReadonlyMap<string, number>;
}

const MATCHES = 200;
const SESSIONS = 200;
// So many of the best lend to their neighbours: looking those up costs more than finding the turns.
const LENDERS = 30;

/** Looks a query up in the record, word by word. */
export async function searchRecord({ store }: Pick<Ports, 'store'>, terms: TermQuery, scope: RecordScope): Promise<FoundInRecord> {
  const matches = await store.matchTurns(terms, scope, MATCHES);
  const sessions = await store.matchSessions(terms, scope, SESSIONS);
  return { turns: spread(matches, await store.neighbours(matches.slice(0, LENDERS)), sessions), sessions };
}
