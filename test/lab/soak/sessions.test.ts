import { expect, it } from 'vitest';
import { sized } from '../form.ts';
import { openScene } from '../incidents/open-scene.ts';
import { countFds, verify } from '../verify.ts';
import { findGrowth, mean } from './find-growth.ts';
import { type Hundred, playHundred } from './play-hundred.ts';
import { SEED } from './random.ts';
import { toTable } from './to-table.ts';

const ROWS = sized({ quick: 3, ci: 10, whole: 10 });
const SESSIONS_A_ROW = sized({ quick: 4, ci: 15, whole: 100 });
const LANES = sized({ quick: 2, ci: 3, whole: 3 });
const HEADS = [
  'sessions',
  'RSS MB',
  'CPU ms',
  'fds',
  'processes',
  'database KB',
  'WAL KB, most',
  'WAL KB, at rest',
  'log KB',
  'spool KB',
  'events',
  'memories',
  'kills',
  'ms a session',
];

it.skipIf(process.platform !== 'linux')(
  `${ROWS * SESSIONS_A_ROW} sessions with 20 tool calls each, many of them killed, need no more than their memories`,
  async ({ signal }) => {
    console.log(`HOLDFAST_LAB_SEED=${SEED}`);
    const fds = countFds();
    const scene = openScene();
    const rows: Hundred[] = [];
    for (let row = 0; row < ROWS && rows.every(({ faults }) => faults.length === 0); row += 1) {
      const plan = { first: row * SESSIONS_A_ROW, count: SESSIONS_A_ROW, lanes: LANES, seed: SEED };
      rows.push(await playHundred(scene, plan, signal));
    }
    console.log(toTable(HEADS, rows.map(describe)));
    expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
    expect(findGrowth(rows, LANES)).toEqual([]);
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  },
  sized({ quick: 120_000, ci: 900_000, whole: 3_600_000 }),
);

function describe(row: Hundred): readonly (string | number)[] {
  const { sessions, needs, rest, events, memories } = row;
  const most = (what: 'fds' | 'processes' | 'wal'): number => Math.max(...needs.map((one) => one[what]));
  const kilobytes = (bytes: number): number => Math.round(bytes / 1024);
  return [
    sessions,
    mean([row], 'rss'),
    mean([row], 'cpuMs'),
    most('fds'),
    most('processes'),
    kilobytes(rest.database),
    kilobytes(most('wal')),
    kilobytes(rest.wal),
    kilobytes(rest.log),
    kilobytes(rest.spool),
    events,
    memories,
    needs.reduce((sum, { kills }) => sum + kills, 0),
    Math.round(mean([row], 'ms')),
  ];
}
