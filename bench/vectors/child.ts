// One engine in a process of its own: builds, or answers queries and tells how long that took and how much memory it gained.
import { readFileSync } from 'node:fs';
import { ENGINES } from './engines.ts';
import { sampleVectors } from './sample.ts';

const NEAREST = 20;

const [phase, name, folder, count, queries] = process.argv.slice(2);
const engine = ENGINES[name!]!;
const vectors = sampleVectors(Number(count) + Number(queries));
// The first ones are asked for, the rest is stored.
const asked = Array.from({ length: Number(queries) }, () => vectors.next().value!);
if (phase === 'build') {
  const began = performance.now();
  await engine.build(folder!, vectors);
  console.log(JSON.stringify({ ms: performance.now() - began }));
} else {
  const before = residentMb();
  const began = performance.now();
  const ask = await engine.open(folder!);
  const answers = [await ask(asked[0]!, NEAREST)];
  const firstMs = performance.now() - began;
  const times: number[] = [];
  for (const vector of asked.slice(1)) {
    const start = performance.now();
    answers.push(await ask(vector, NEAREST));
    times.push(performance.now() - start);
  }
  console.log(JSON.stringify({ firstMs, times, resident: residentMb() - before, answers }));
}

function residentMb(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;
}
