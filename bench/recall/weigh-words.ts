import type { Ports } from '../../src/app/ports.ts';
import type { Hit } from '../../src/model/query.ts';
import { parseQuery } from '../../src/recall/parse.ts';
import type { Answer, WordEvidence } from './gates.ts';

// More memories than any set here makes.
const ALL = 10_000;

/** How many memories there are, and for each word of a question how many of them have it and which of the hits has it first; by the index itself. */
export async function weighWords(
  { store }: Pick<Ports, 'store'>,
  question: string,
  hits: readonly Hit[],
): Promise<Pick<Answer, 'words' | 'memories'>> {
  const { memories } = await store.stats();
  const weighed: WordEvidence[] = [];
  for (const word of parseQuery(question).words) {
    const matches = await store.match(parseQuery(word).terms, { limit: ALL, offset: 0 });
    const having = new Set(matches.map(({ memory }) => memory.id));
    const at = hits.findIndex(({ memory }) => having.has(memory.id));
    weighed.push({
      word,
      count: having.size,
      idf: Math.log(1 + (memories - having.size + 0.5) / (having.size + 0.5)),
      rank: at < 0 ? undefined : at + 1,
    });
  }
  return { words: weighed, memories };
}
