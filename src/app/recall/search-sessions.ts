import type { Session } from '../../model/event.ts';
import type { Query, SessionHit } from '../../model/query.ts';
import type { RecordScope } from '../../ports/record.ts';
import { rankSessions } from '../../recall/rank-sessions.ts';
import { weigh } from '../../recall/weigh.ts';
import { DATE_WEIGHT } from '../../recall/weights.ts';
import type { Ports } from '../ports.ts';
import { describeSessions, type FoundIn, type ScoredSession } from './describe-sessions.ts';
import { type ReadQuery, readQuery, type Span } from './read-query.ts';
import { searchRecord } from './search-record.ts';

/** What finding sessions needs. */
export type SessionPorts = Pick<Ports, 'store' | 'clock'>;

/** Which sessions to look for. One that went on within the span is in it. */
export type SessionQuery = Pick<Query, 'text' | 'project' | 'from' | 'to' | 'limit' | 'offset'> & Partial<Pick<Query, 'order'>>;

const MEMORIES = 200;
const SESSIONS = 10_000;

/**
 * Finds the sessions in which something was said or done: by relevance where the query has words, else the latest. A time
 * that it names alone is a filter, else a hint.
 */
export async function searchSessions(
  ports: SessionPorts,
  { text, limit, offset, order = 'relevance', ...scope }: SessionQuery,
): Promise<readonly SessionHit[]> {
  const read = await readQuery(ports, { text, ...scope });
  if (read.asks === 'nothing') return [];
  const { sessions, ...found } = read.asks === 'time' ? await list(ports, scope, read.span) : await find(ports, scope, read);
  return describeSessions(ports, sort(sessions, order).slice(offset, offset + limit), found);
}

interface Found extends FoundIn {
  readonly sessions: readonly ScoredSession[];
}

async function find(ports: SessionPorts, scope: RecordScope, { terms, during }: ReadQuery & { readonly asks: 'words' }): Promise<Found> {
  const { store, clock } = ports;
  const matches = await store.match(terms, { ...scope, offset: 0, limit: MEMORIES });
  const { turns, sessions } = await searchRecord(ports, terms, scope);
  const ranked = rankSessions({ turns, sessions, memories: weigh(matches, { now: clock() }) });
  const rows = await Promise.all(ranked.map(({ session }) => store.session(session)));
  const scored = ranked.flatMap(({ score }, i) => {
    const session = rows[i];
    return session === undefined ? [] : [{ session, score: score * (during !== undefined && isWithin(session, during) ? DATE_WEIGHT : 1) }];
  });
  return { sessions: scored.toSorted((a, b) => b.score - a.score), matches, turns };
}

async function list({ store }: SessionPorts, { project }: RecordScope, span: Span): Promise<Found> {
  const projects = project === undefined ? (await store.projects()).map(({ id }) => id) : [project];
  const sessions = (await Promise.all(projects.map((id) => store.sessions(id, SESSIONS)))).flat();
  const within = sessions.filter((session) => isWithin(session, span)).map((session) => ({ session, score: 0 }));
  return { sessions: sort(within, 'newest'), matches: [], turns: [] };
}

function isWithin({ startedAt, lastEventAt }: Session, { from = -Infinity, to = Infinity }: Span): boolean {
  return lastEventAt >= from && startedAt < to;
}

function sort(sessions: readonly ScoredSession[], order: Query['order']): readonly ScoredSession[] {
  if (order === 'relevance') return sessions;
  const direction = order === 'oldest' ? 1 : -1;
  return sessions.toSorted((a, b) => direction * (a.session.lastEventAt - b.session.lastEventAt));
}
