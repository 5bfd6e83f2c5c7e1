import type { Memory } from '../../model/memory.ts';
import type { Query } from '../../model/query.ts';
import type { Candidate } from '../../ports/store.ts';
import { couldSpeak, speaks, sumScores } from '../../recall/gate.ts';
import { parseQuery } from '../../recall/parse.ts';
import type { Ports } from '../ports.ts';

const MOST = 3;
const CANDIDATES = 20;
const TURNS = 200;
const SESSIONS = 50;

/** The memories that are worth being said beside a prompt unasked, at most three, best first; of most prompts none. */
export async function findSpeaking(
  { store }: Pick<Ports, 'store'>,
  prompt: string,
  { project, isWanted = () => true }: Pick<Query, 'project'> & { readonly isWanted?: (memory: Candidate) => boolean },
): Promise<readonly Memory[]> {
  // What somebody quotes need not have been said before.
  const { terms: asked, words } = parseQuery(prompt);
  const terms = { any: asked.any, required: [] };
  const scope = project === undefined ? {} : { project };
  const measure = { memories: await store.memoryCount(), words: words.length };
  const matches = await store.match(terms, { ...scope, limit: CANDIDATES, offset: 0 });
  const candidates = matches.filter(
    ({ memory, score }) => memory.status === 'active' && isWanted(memory) && couldSpeak({ own: score }, measure),
  );
  // All that most prompts cost.
  if (candidates.length === 0) return [];
  const turns = await store.matchTurns(terms, scope, TURNS);
  const sessions = await store.matchSessions(terms, scope, SESSIONS);
  const speaking = candidates
    .map(({ memory, score }) => ({
      memory,
      scores: {
        own: score,
        turn: turns.find(({ session, prompt: turn }) => session === memory.session && turn === memory.turn)?.score ?? 0,
        session: sessions.get(memory.session) ?? 0,
      },
    }))
    .filter(({ scores }) => speaks(scores, measure))
    .toSorted((a, b) => sumScores(b.scores) - sumScores(a.scores))
    .slice(0, MOST)
    .map(({ memory }) => memory.id);
  return store.memories(speaking);
}
