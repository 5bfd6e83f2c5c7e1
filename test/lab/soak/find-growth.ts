import type { Hundred } from './play-hundred.ts';
import type { Needs } from './play-session.ts';

const MOST_RSS_MB = 90;
const RSS_GROWTH_MB = 8;
const FDS_GROWTH = 2;
const CPU_GROWTH = 1.6;
// It is cut to 4 MB; while somebody reads, and after a kill, it grows beyond that for a moment.
const MOST_WAL_BYTES = 16 * 1024 * 1024;
const MOST_LOG_BYTES = 2 * 1024 * 1024;
const MOST_SPOOL_BYTES = 256 * 1024;
const BYTES_GROWTH = 1.3;
const FEW_MEMORIES = 500;

/** What grew that should not have, over rows of the table; each line says what of us would do that. */
export function findGrowth(rows: readonly Hundred[], lanes: number): readonly string[] {
  const third = Math.max(1, Math.floor(rows.length / 3));
  const compare = (what: keyof Needs): readonly [number, number] => [mean(rows.slice(0, third), what), mean(rows.slice(-third), what)];
  const most = (what: keyof Needs, of: readonly Hundred[] = rows): number =>
    Math.max(...of.flatMap(({ needs }) => needs.map((one) => one[what])));
  const [rss, cpu] = [compare('rss'), compare('cpuMs')];
  const checks: readonly (readonly [boolean, string])[] = [
    // A store, an index or a start context that is read whole.
    [
      rss[1] - rss[0] > RSS_GROWTH_MB || most('rss') > MOST_RSS_MB,
      `memory of a session process: ${rss.join(' -> ')} MB, at most ${most('rss')}`,
    ],
    // A look-up without an index; work of dead sessions that everybody does again.
    [cpu[1] > cpu[0] * CPU_GROWTH, `CPU time of a session process: ${cpu.join(' -> ')} ms`],
    // A descriptor for each session, transcript or child that ever was.
    [most('fds', rows.slice(-1)) > most('fds', rows.slice(0, 1)) + FDS_GROWTH, `descriptors: ${most('fds')}`],
    // Anything beside the one process of each session.
    [most('processes') > lanes, `${most('processes')} processes of ${lanes} sessions`],
    // A reader that is never done, so that no checkpoint ever is.
    [most('wal') > MOST_WAL_BYTES, `the write-ahead log: ${most('wal')} bytes`],
    // A log without rotation, or a warning for each kill.
    [most('log') > MOST_LOG_BYTES, `the log: ${most('log')} bytes`],
    // A spool that nobody empties.
    [rows.some(({ rest }) => rest.spool > MOST_SPOOL_BYTES), `the spool: ${Math.max(...rows.map(({ rest }) => rest.spool))} bytes`],
    // Rows that are not about a memory and never go: jobs, children, ledger entries, terms of replaced memories.
    [growsFaster(rows), `the database grows faster than its memories: ${rows.map(bytesOfMemory).join(' -> ')} bytes a memory`],
  ];
  return checks.filter(([grew]) => grew).map(([, told]) => told);
}

/** The mean of what sessions needed. */
export function mean(rows: readonly Hundred[], what: keyof Needs): number {
  const values = rows.flatMap(({ needs }) => needs.map((one) => one[what]));
  return Math.round((10 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 10;
}

// Linear in its memories: what the second half of them took, one by one, is what the first half did.
function growsFaster(rows: readonly Hundred[]): boolean {
  const [first, middle, last] = [rows[0]!, rows[rows.length >> 1]!, rows.at(-1)!];
  const perMemory = (from: Hundred, to: Hundred): number => (to.used - from.used) / (to.memories - from.memories);
  // Of a few memories, empty tables are most of it.
  return last.memories > FEW_MEMORIES && perMemory(middle, last) > BYTES_GROWTH * perMemory(first, middle);
}

function bytesOfMemory({ used, memories }: Hundred): number {
  return Math.round(used / memories);
}
