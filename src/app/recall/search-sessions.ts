import type { Query } from '../../model/query.ts';
import { parseQuery } from '../../recall/parse.ts';
import { rankSessions, type SessionHit } from '../../recall/rank-sessions.ts';
import { weigh } from '../../recall/weigh.ts';
import type { Ports } from '../ports.ts';
import { searchRecord } from './search-record.ts';

const MEMORIES = 200;

/** Finds the sessions in which something was said or done, best first. */
export async function searchSessions(
  ports: Pick<Ports, 'store' | 'clock'>,
  { text, limit, offset, ...scope }: Pick<Query, 'text' | 'project' | 'from' | 'to' | 'limit' | 'offset'>,
): Promise<readonly SessionHit[]> {
  const { terms } = parseQuery(text);
  if (terms.any.length === 0) return [];
  const matches = await ports.store.match(terms, { ...scope, offset: 0, limit: MEMORIES });
  const found = await searchRecord(ports, terms, scope);
  const hits = weigh(matches, { now: ports.clock() });
  return rankSessions({ ...found, memories: hits }).slice(offset, offset + limit);
}
