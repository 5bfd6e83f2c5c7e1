import { expect, it } from 'vitest';
import { sized } from '../form.ts';
import { type Kill, type Lane, playLane } from './play-lane.ts';
import { SEED } from './random.ts';
import { TARGETS } from './strikes.ts';
import { toTable } from './to-table.ts';

const LANES = sized({ quick: 2, ci: 4, whole: 4 });
const KILLS = sized({ quick: 10, ci: 200, whole: 1000 });
// Of all endings: who is told to leave while both cores are busy may need longer than the client grants.
const MOST_FORCED = 0.02;

it.skipIf(process.platform !== 'linux')(
  `${KILLS} SIGKILLs at random moments leave nothing alive, lose nothing, and damage nothing`,
  async ({ signal }) => {
    console.log(`HOLDFAST_LAB_SEED=${SEED}`);
    const began = performance.now();
    const lanes = await Promise.all(Array.from({ length: LANES }, (_, lane) => playLane(SEED + lane, KILLS / LANES, signal)));
    const kills = lanes.flatMap((lane) => lane.kills);
    console.log(describe(lanes, kills, performance.now() - began));
    expect(lanes.flatMap(({ faults }) => faults)).toEqual([]);
    expect(kills).toHaveLength(KILLS);
    expect(kills.filter(({ forced }) => forced).length).toBeLessThanOrEqual(KILLS * MOST_FORCED);
  },
  sized({ quick: 120_000, ci: 900_000, whole: 3_600_000 }),
);

function describe(lanes: readonly Lane[], kills: readonly Kill[], ms: number): string {
  const sum = (count: (lane: Lane) => number): number => lanes.reduce((total, lane) => total + count(lane), 0);
  const rows = TARGETS.map((target) => {
    const gone = kills
      .filter((kill) => kill.target === target)
      .map(({ goneMs }) => goneMs)
      .toSorted((a, b) => a - b);
    return [target, gone.length, gone.at(gone.length >> 1) ?? 0, gone.at(-1) ?? 0];
  });
  const told = `${sum(({ acknowledged }) => acknowledged)} acknowledged events, ${sum(({ memories }) => memories)} memories, ${(ms / 1000).toFixed(0)} s`;
  return `${toTable(['killed', 'times', 'ms until nothing was left, median', 'most'], rows)}\n${told}`;
}
