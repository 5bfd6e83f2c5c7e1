import type { Ports } from '../../src/app/ports.ts';
import type { Hit } from '../../src/model/query.ts';
import { parseQuery } from '../../src/recall/parse.ts';
import type { WordEvidence } from './gates.ts';

// More memories than any set here makes.
const ALL = 10_000;

/** For each word of a question how rare it is among all memories, and which of the hits has it first; by the index itself. */
export async function weighWords(
  { store }: Pick<Ports, 'store'>,
  question: string,
  hits: readonly Hit[],
): Promise<readonly WordEvidence[]> {
  const { memories: count } = await store.stats();
  const weighed: WordEvidence[] = [];
  for (const word of parseQuery(question).words) {
    const matches = await store.match(parseQuery(word).terms, { limit: ALL, offset: 0 });
    const having = new Set(matches.map(({ memory }) => memory.id));
    const at = hits.findIndex(({ memory }) => having.has(memory.id));
    weighed.push({
      word,
      share: having.size / count,
      idf: Math.log(1 + (count - having.size + 0.5) / (having.size + 0.5)),
      rank: at < 0 ? undefined : at + 1,
    });
  }
  return weighed;
}
