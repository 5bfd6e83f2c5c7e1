import type { Session } from '../../model/event.ts';
import type { Memory } from '../../model/memory.ts';
import type { SessionHit } from '../../model/query.ts';
import { shorten } from '../../model/shorten.ts';
import { isForeign } from '../../model/source.ts';
import type { Candidate, Store } from '../../ports/store.ts';
import { type Findings, fuse } from '../../recall/fuse.ts';
import { weigh } from '../../recall/weigh.ts';
import { SESSION_TURN } from '../work/summary-of.ts';
import type { Ports } from '../ports.ts';

/** A session with its score. */
export interface ScoredSession {
  readonly session: Session;
  readonly score: number;
}

/** What was found, in any session. */
export type FoundIn = Pick<Findings, 'matches' | 'turns'>;

const MEMORIES = 10_000;
const BEST = 3;
const TITLE = 120;

/** Tells of each session what it was, how much is remembered of it, and what of that speaks to the query. */
export async function describeSessions(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  sessions: readonly ScoredSession[],
  found: FoundIn,
): Promise<readonly SessionHit[]> {
  const memories = await Promise.all(sessions.map(({ session }) => listMemories(store, session.id)));
  const best = chooseBest(memories.flat(), found, clock());
  return Promise.all(
    sessions.map(async ({ session: { id, ...session }, score }, place) => {
      const own = memories[place]!;
      const summary = own.find(({ turn }) => turn === SESSION_TURN);
      const first = [summary ?? own[0]].flatMap((memory) => memory?.number ?? []);
      const source = session.imported === true ? 'import' : summary?.authority;
      const title = summary?.title ?? (await readFirstPrompt(store, id));
      return {
        session: id,
        ...session,
        title: shorten(title.replaceAll(/\s+/g, ' ').trim(), TITLE),
        ...(source === undefined || !isForeign(source) ? {} : { source }),
        memories: own.length,
        best: best.get(id) ?? first,
        score,
      };
    }),
  );
}

function listMemories(store: Store, session: string): Promise<readonly Memory[]> {
  return store.list({ session, order: 'newest', limit: MEMORIES, offset: 0 });
}

// Numbers by session. As a search ranks them, but for meaning: by their own words, and by those of their turns.
function chooseBest(memories: readonly Candidate[], { matches, turns }: FoundIn, now: number): ReadonlyMap<string, readonly number[]> {
  const ids = new Set(memories.map(({ id }) => id));
  const saying = turns.filter(({ own }) => own > 0);
  const fused = fuse({ matches, others: memories, near: [], turns: saying }).filter(({ memory, score }) => ids.has(memory.id) && score > 0);
  const bySession = Map.groupBy(weigh(fused, { now }), ({ memory }) => memory.session);
  return new Map([...bySession].map(([session, best]) => [session, best.slice(0, BEST).map(({ memory }) => memory.number)]));
}

async function readFirstPrompt(store: Store, session: string): Promise<string> {
  const first = (await store.stubs(session)).find(({ kind, subagent }) => kind === 'prompt' && !subagent);
  const [event] = first === undefined ? [] : await store.events([first.id]);
  return event?.text ?? '';
}
