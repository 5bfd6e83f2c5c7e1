import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ports } from '../../src/app/ports.ts';
import { findNear } from '../../src/app/recall/find-near.ts';
import { remember } from '../../src/app/recall/remember.ts';
import { search } from '../../src/app/recall/search.ts';
import { indexRecord } from '../../src/app/work/index-record.ts';
import type { Embedder } from '../../src/ports/embedder.ts';
import { readConfig, wire } from '../../src/wire.ts';
import { createUseLite } from '../../test/models/embed/use-lite.ts';
import { sharedData } from '../../test/shared-data.ts';
import { describeMean, type Graded, grade, halves, recallAt10, reciprocalRank } from './metrics.ts';

interface Asked {
  /** What somebody typed into a web search. */
  readonly doc: string;
  /** The number of the function that answers it: the only right one. */
  readonly retrieval_idx: number;
}

// How a question is put. Most name the language, which few functions do, and a weak model hears little else.
const FORMS: Readonly<Record<string, (typed: string) => string>> = {
  'as typed': (typed) => typed,
  'without "python"': (typed) => typed.replaceAll(/\bpython\b/gi, ' ').trim(),
};

/** Ids of memories, best first. */
type Rank = (text: string) => Promise<readonly string[]>;

// The model takes a tenth of a second for a function and more: all 6,267 are a quarter of an hour. `HOLDFAST_BENCH_COSQA` tells another number.
const EMBEDDED = Number(process.env['HOLDFAST_BENCH_COSQA'] ?? 1000);
const DEPTH = 10;
const NEVER = new AbortController().signal;

/**
 * Rows of a table: how well a question typed into a web search finds the Python function that answers it. Each function is a note
 * somebody had remembered, its first line the title. By words among all functions; then by words, by meaning and by both among
 * the right answers and as many others, evenly spread over the file, as make `EMBEDDED`. `folder` is scratch. Undefined: the data
 * is not here.
 */
export async function benchCosqa(folder: string): Promise<readonly (readonly string[])[] | undefined> {
  const data = sharedData('retrieval/cosqa');
  if (data === undefined) return undefined;
  const functions = Object.entries(JSON.parse(readFileSync(join(data, 'code_idx_map.txt'), 'utf8')) as Record<string, number>);
  const questions = JSON.parse(readFileSync(join(data, 'cosqa-retrieval-dev-500.json'), 'utf8')) as readonly Asked[];
  const chosen = choose(functions, new Set(questions.map(({ retrieval_idx: right }) => right)));
  return [
    ...(chosen.length < functions.length ? await measure(join(folder, 'all'), functions, questions) : []),
    ...(await measure(join(folder, 'chosen'), chosen, questions, keepQueries(createUseLite()))),
  ];
}

function choose<T>(functions: readonly (readonly [T, number])[], right: ReadonlySet<number>): readonly (readonly [T, number])[] {
  const others = functions.filter(([, number]) => !right.has(number));
  const count = Math.min(Math.max(EMBEDDED - right.size, 0), others.length);
  const spread = new Set(Array.from({ length: count }, (_, index) => others[Math.floor((index * others.length) / count)]));
  return functions.filter((one) => right.has(one[1]) || spread.has(one));
}

async function measure(
  home: string,
  functions: readonly (readonly [string, number])[],
  questions: readonly Asked[],
  embedder?: Embedder,
): Promise<readonly (readonly string[])[]> {
  await using ports = await wire(readConfig({ HOLDFAST_HOME: home }));
  const ids = new Map<number, string>();
  for (const [text, number] of functions) ids.set(number, (await remember(ports, home, { text, authority: 'assistant' })).id);
  for await (const _ of indexRecord(embedder === undefined ? ports : { ...ports, embedder }));
  if (embedder !== undefined && (await ports.store.unembedded(embedder.name, 1)).length > 0) throw new Error('Not all has a vector.');
  const rows: (readonly string[])[] = [];
  for (const [form, put] of Object.entries(FORMS)) {
    for (const [way, rank] of Object.entries(ways(ports, embedder))) {
      const graded: Graded[] = [];
      for (const { doc, retrieval_idx: right } of questions) graded.push(grade(await rank(put(doc)), [ids.get(right)!]));
      rows.push(...describe(`CoSQA ${form}: ${way}, ${functions.length} functions`, graded));
    }
  }
  return rows;
}

function ways(ports: Ports, embedder?: Embedder): Readonly<Record<string, Rank>> {
  const words = { words: bySearch(ports) };
  if (embedder === undefined) return words;
  const both = { ...ports, embedder };
  return { ...words, [`meaning (${embedder.name})`]: byMeaning(both), both: bySearch(both) };
}

function bySearch(ports: Ports): Rank {
  return async (text) => (await search(ports, { text, limit: DEPTH, offset: 0, order: 'relevance' })).map(({ memory }) => memory.id);
}

function byMeaning(ports: Ports): Rank {
  return async (text) => {
    const near = await findNear(ports, text, { limit: DEPTH, offset: 0 });
    // It answers so where the embedder failed, and the figures would be of something else.
    if (near.length === 0) throw new Error('The embedder failed.');
    return near.slice(0, DEPTH).map(({ id }) => id);
  };
}

// Each question is asked twice. Its vector must not come too late: there is no other work for which one would go on without.
function keepQueries(embedder: Embedder): Embedder {
  const kept = new Map<string, Promise<readonly Float32Array[]>>();
  return {
    name: embedder.name,
    embed(texts, kind, signal) {
      if (kind !== 'query') return embedder.embed(texts, kind, signal);
      const key = texts.join('\0');
      const vectors = kept.get(key) ?? embedder.embed(texts, kind, NEVER);
      kept.set(key, vectors);
      return vectors;
    },
  };
}

function describe(name: string, graded: readonly Graded[]): readonly (readonly string[])[] {
  return halves(graded).map(([part, some]) => [
    name,
    part,
    String(some.length),
    `MRR@10 ${describeMean(some, reciprocalRank)}`,
    `R@10 ${describeMean(some, recallAt10)}`,
  ]);
}
