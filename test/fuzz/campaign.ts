import type { Parameters, RunDetails } from 'fast-check';
import { inspect } from 'node:util';

/** Where all fuzzing starts from: the same one every time, unless `HOLDFAST_FUZZ_SEED` says another. */
export const SEED: number = readNumber('HOLDFAST_FUZZ_SEED', 20_260_520);

/** So many times as much as usual is tried: `HOLDFAST_FUZZ_RUNS`. */
const TIMES: number = Math.max(1, readNumber('HOLDFAST_FUZZ_RUNS', 1));

// A slow machine tries less rather than holding up everybody.
const LONGEST_MS = 6_000;
const LONGEST_TOLD = 4_000;

/** How long a test with one property may take, in milliseconds. */
export const PATIENCE_MS: number = 2 * LONGEST_MS * TIMES + 20_000;

/** What a property is tried with: the seed, and so many runs. */
export function campaign<T>(runs: number): Parameters<T> {
  return { seed: SEED, numRuns: Math.ceil(runs * TIMES), reporter: tell };
}

/** A check that does nothing any more once its time is up: what was begun is ended, as nothing that goes on behind a test may be. */
export function inTime<Tried extends unknown[]>(check: (...tried: Tried) => Promise<void>): (...tried: Tried) => Promise<void> {
  const until = performance.now() + LONGEST_MS * TIMES;
  return async (...tried) => {
    if (performance.now() < until) await check(...tried);
  };
}

// Shortly: what was tried may be a megabyte.
function tell<T>({ failed, numRuns, seed, counterexamplePath, counterexample, errorInstance }: RunDetails<T>): void {
  if (!failed) return;
  const values = Array.isArray(counterexample) ? counterexample.map((value) => (Buffer.isBuffer(value) ? value.toString() : value)) : [];
  const tried = inspect(values, { depth: 4, maxStringLength: 600, maxArrayLength: 30, breakLength: 140 });
  const where = `HOLDFAST_FUZZ_SEED=${seed}, run ${numRuns}, path ${counterexamplePath}`;
  throw new Error(`Failed with ${where} for ${tried.slice(0, LONGEST_TOLD)}`, { cause: errorInstance });
}

function readNumber(variable: string, otherwise: number): number {
  const text = process.env[variable] ?? '';
  if (text === '') return otherwise;
  if (!/^-?\d+$/.test(text)) throw new Error(`${variable} has to be a whole number`);
  return Number(text);
}
