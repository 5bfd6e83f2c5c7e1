import { expect, it } from 'vitest';
import { sized } from '../form.ts';
import { countFds, verify } from '../verify.ts';
import { awaitWork } from './await-work.ts';
import { findChildren } from './find-children.ts';
import { measureFiles } from './measure-files.ts';
import { openScene } from './open-scene.ts';
import { readRss } from './process-stats.ts';
import { startSession } from './start-session.ts';

const SESSIONS = sized({ quick: 12, ci: 100, whole: 989 });
const RSS_GROWTH_MB = 5;
const MOST_RSS_MB = 90;
const WAL_BYTES = 5 * 1024 * 1024;
// Of the database, for a session of one turn with three tool calls.
const SESSION_BYTES = 40 * 1024;

// There, the worker had grown to 52 GB after 989 sessions.
it.skipIf(process.platform !== 'linux')(
  `#789: ${SESSIONS} sessions one after another each need as much memory as the first, and leave what they remember, no more`,
  async ({ signal }) => {
    const fds = countFds();
    const scene = openScene();
    const rss: number[] = [];
    for (let index = 0; index < SESSIONS; index += 1) {
      signal.throwIfAborted();
      const session = await startSession(scene, `session-${index}`);
      await session.tellTurn(1);
      await awaitWork(scene, 'distill');
      rss.push(readRss(session.link.pid));
      expect(await findChildren(scene, [session])).toEqual([]);
      expect(measureFiles(scene.box.memory).wal).toBeLessThan(WAL_BYTES);
      expect(await session.end()).toBe('0');
    }
    const sizes = measureFiles(scene.box.memory);
    const quarter = Math.ceil(SESSIONS / 4);
    console.log(`989: MB ${mean(rss.slice(0, quarter)).toFixed(1)} -> ${mean(rss.slice(-quarter)).toFixed(1)}; ${JSON.stringify(sizes)}`);
    expect(Math.max(...rss)).toBeLessThan(MOST_RSS_MB);
    expect(mean(rss.slice(-quarter)) - mean(rss.slice(0, quarter))).toBeLessThan(RSS_GROWTH_MB);
    expect(sizes.database).toBeLessThan(512 * 1024 + SESSIONS * SESSION_BYTES);
    // The last one left it where it took the disk for a slow one.
    expect(sizes.wal).toBeLessThan(WAL_BYTES);
    expect(sizes).toMatchObject({ log: 0, spool: 0 });
    expect((await verify(scene, { endedAt: performance.now() }, fds)).faults).toEqual([]);
  },
  sized({ quick: 120_000, ci: 600_000, whole: 3_600_000 }),
);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
