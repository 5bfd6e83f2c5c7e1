import { expect, it } from 'vitest';
import { WHOLE } from '../incidents/whole.ts';
import { openScene } from '../incidents/open-scene.ts';
import { countFds, verify } from '../verify.ts';
import { findGrowth, mean } from './find-growth.ts';
import { type Hundred, playHundred } from './play-hundred.ts';
import { SEED } from './random.ts';
import { toTable } from './to-table.ts';

const ROWS = WHOLE ? 10 : 3;
const SESSIONS_A_ROW = WHOLE ? 100 : 4;
const LANES = WHOLE ? 3 : 2;
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
  async () => {
    console.log(`HOLDFAST_LAB_SEED=${SEED}`);
    const fds = countFds();
    const scene = openScene();
    const rows: Hundred[] = [];
    for (let row = 0; row < ROWS && rows.every(({ faults }) => faults.length === 0); row += 1) {
      rows.push(await playHundred(scene, row * SESSIONS_A_ROW, SESSIONS_A_ROW, LANES, SEED));
    }
    console.log(toTable(HEADS, rows.map(describe)));
    expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
    expect(findGrowth(rows, LANES)).toEqual([]);
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  },
  WHOLE ? 1_200_000 : 60_000,
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
