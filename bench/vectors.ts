import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { quantiles } from './quantiles.ts';
import { ENGINES } from './vectors/engines.ts';
import { findNearest } from './vectors/exact.ts';

const NEAREST = 20;
// More take long to make and gigabytes of disk: 1000000 in HOLDFAST_BENCH_VECTORS measures what issue and design promise there.
const SIZES = (process.env['HOLDFAST_BENCH_VECTORS'] ?? '10000,100000').split(',').map(Number);
const QUERIES = 100;

/**
 * Search by vector: 256 dimensions, the 20 nearest, 100 queries, each engine in a new process. Recall is against the exact answer;
 * `first` goes from opening to the first answer; memory is what the process gained by opening and answering. Prints a Markdown
 * table for each number of vectors.
 */
export async function runVectors(): Promise<void> {
  for (const count of SIZES) {
    console.log(
      `${count} vectors\n\n| engine | recall@20 | ms p50 | p95 | first ms | MB of memory | MB on disk | s to build |\n|---|---|---|---|---|---|---|---|`,
    );
    const exact = findNearest(count, QUERIES, NEAREST);
    for (const name of Object.keys(ENGINES)) console.log(await measure(name, count, exact));
    console.log();
  }
}

async function measure(name: string, count: number, exact: readonly (readonly number[])[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  try {
    const { ms } = (await run('build', name, folder, count)) as { readonly ms: number };
    const disk = await sizeOf(folder);
    const { answers, times, firstMs, resident } = (await run('ask', name, folder, count)) as Asked;
    const { p50, p95 } = quantiles(times);
    const figures = [
      recall(answers, exact).toFixed(4),
      p50,
      p95,
      firstMs.toFixed(0),
      resident.toFixed(0),
      disk.toFixed(0),
      (ms / 1000).toFixed(0),
    ];
    return `| ${[name, ...figures].join(' | ')} |`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Asked {
  readonly firstMs: number;
  readonly times: readonly number[];
  readonly resident: number;
  readonly answers: readonly (readonly number[])[];
}

async function run(phase: 'build' | 'ask', name: string, folder: string, count: number): Promise<unknown> {
  const child = fileURLToPath(import.meta.resolve('./vectors/child.ts'));
  // As the plugin starts the session process.
  const args = ['--no-warnings', '--max-semi-space-size=1', child, phase, name, folder, String(count), String(QUERIES)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 24 });
  return JSON.parse(stdout);
}

function recall(answers: readonly (readonly number[])[], exact: readonly (readonly number[])[]): number {
  const found = answers.map((answer, i) => answer.filter((row) => exact[i]!.includes(row)).length / NEAREST);
  return found.reduce((sum, share) => sum + share, 0) / found.length;
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}
