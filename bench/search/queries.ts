import type { Query } from '../../src/model/query.ts';
import { type Corpus, SPAN } from './corpus.ts';
import { createRandom } from '../random.ts';
import { pick } from './random.ts';

/** Queries of one kind. */
export interface QueryKind {
  readonly name: string;
  readonly queries: readonly Query[];
}

const QUERIES = 200;
const PAGE = { limit: 10, offset: 0, order: 'relevance' } as const;
const MONTH = 30 * 86_400_000;
const MOST_COMMON = 40;
const RARE_FROM = 5000;

/** What the bench asks: 200 queries of each kind, always the same ones for the same corpus. */
export function makeQueries(corpus: Corpus, projects: readonly string[]): readonly QueryKind[] {
  const { words, sessions } = corpus;
  const ranks = new Map(words.all.map((word, rank) => [word, rank]));
  const common = words.all.slice(0, MOST_COMMON).filter((word) => !words.stop.has(word));
  const rare = (word: string): boolean => ranks.get(word)! >= RARE_FROM;
  const content = (word: string): boolean => !words.stop.has(word);
  const speak = (random: () => number, count: number): string[] => corpus.speak(Math.floor(random() * sessions), random, count);
  const say = (random: () => number, count: number, wanted: (word: string) => boolean): string =>
    [...new Set(speak(random, count * 20).filter(wanted))].slice(0, count).join(' ');
  const mixed = (random: () => number): string => say(random, 8, content);
  const asked = (name: string, ask: (random: () => number) => Partial<Query> & { readonly text: string }): QueryKind => {
    const random = createRandom(name.length * 7919);
    return { name, queries: Array.from({ length: QUERIES }, () => ({ ...PAGE, ...ask(random) })) };
  };
  return [
    asked('3 rare words', (random) => ({ text: say(random, 3, rare) })),
    asked('8 mixed words', (random) => ({ text: mixed(random) })),
    asked('a prompt of 60 words', (random) => ({ text: speak(random, 60).join(' ') })),
    asked('one very common word', (random) => ({ text: pick(common, random) })),
    asked('8 words, the largest project', (random) => ({ text: mixed(random), project: projects[0]! })),
    asked('8 words, a small project', (random) => ({ text: mixed(random), project: projects[5]! })),
    asked('8 words, one type', (random) => ({ text: mixed(random), types: ['bugfix'] })),
    asked('8 words, largest project, one type', (random) => ({ text: mixed(random), project: projects[0]!, types: ['bugfix'] })),
    asked('8 words, a common path', (random) => ({ text: mixed(random), file: pick(words.paths.slice(0, 10), random) })),
    asked('8 words, a rare path', (random) => ({ text: mixed(random), file: pick(words.paths.slice(1000), random) })),
    asked('8 words, a month', (random) => {
      const from = Math.floor(SPAN.from + random() * (SPAN.to - SPAN.from - MONTH));
      return { text: mixed(random), from, to: from + MONTH };
    }),
    asked('common word, largest project', (random) => ({ text: pick(common, random), project: projects[0]! })),
    asked('common word, a common path', (random) => ({ text: pick(common, random), file: pick(words.paths.slice(0, 10), random) })),
  ];
}
