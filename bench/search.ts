import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { search } from '../src/app/recall/search.ts';
import type { Query } from '../src/model/query.ts';
import { parseQuery } from '../src/recall/parse.ts';
import { type Config, readConfig, wire } from '../src/wire.ts';
import { quantiles } from './quantiles.ts';
import { makeCorpus } from './search/corpus.ts';
import { fill } from './search/fill.ts';
import { makeQueries } from './search/queries.ts';

const SIZES = [10_000, 100_000];
// As many as `search` asks for.
const CANDIDATES = 200;

/**
 * Search at so many memories, with a record of three events for each, up to 300,000: by words alone (`store.match`) and all of
 * it (`search`). Each kind of query finds the store just opened. Prints a Markdown table for each size.
 */
export async function runSearch(sizes: readonly number[]): Promise<void> {
  for (const count of sizes.length > 0 ? sizes : SIZES) {
    const home = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
    try {
      await measure(count, readConfig({ HOLDFAST_HOME: home }));
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  }
}

async function measure(count: number, config: Config): Promise<void> {
  const corpus = makeCorpus(count);
  const begin = performance.now();
  const projects = await withPorts(config, ({ store }) => fill(store, corpus));
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  console.log(`${count} memories, set up in ${seconds} s, ${await sizeOf(config.home)} MB\n`);
  console.log('| query | match ms p50 | p95 | max | search ms p50 | p95 | max | memories matched |\n|---|---|---|---|---|---|---|---|');
  for (const { name, queries } of makeQueries(corpus, projects)) {
    const match = await time(config, queries, async ({ store }, { text, order: _, ...filter }) => {
      const found = await store.match(parseQuery(text).terms, { ...filter, offset: 0, limit: CANDIDATES });
      return found.length;
    });
    const whole = await time(config, queries, async (ports, query) => (await search(ports, query)).length);
    const figures = [match, whole].flatMap(({ times }) => Object.values(quantiles(times)));
    console.log(`| ${[name, ...figures, (match.found / queries.length).toFixed(0)].join(' | ')} |`);
  }
  console.log();
}

type Open = Awaited<ReturnType<typeof wire>>;

async function withPorts<Result>(config: Config, work: (ports: Open) => Promise<Result>): Promise<Result> {
  await using ports = await wire(config);
  return await work(ports);
}

async function time(
  config: Config,
  queries: readonly Query[],
  ask: (ports: Open, query: Query) => Promise<number>,
): Promise<{ readonly times: readonly number[]; readonly found: number }> {
  return withPorts(config, async (ports) => {
    const times: number[] = [];
    let found = 0;
    for (const query of queries) {
      const begin = performance.now();
      found += await ask(ports, query);
      times.push(performance.now() - begin);
    }
    return { times, found };
  });
}

async function sizeOf(folder: string): Promise<string> {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ name }) => (await stat(join(folder, name))).size));
  return (sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(0);
}
