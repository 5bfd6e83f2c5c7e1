import { describe, expect, it } from 'vitest';
import { examine } from '../../src/app/doctor.ts';
import type { Store } from '../../src/ports/store.ts';
import type { HomeFacts } from '../../src/ports/workspace.ts';
import { sampleEvent } from '../samples.ts';
import { type Bench, openBench } from './bench.ts';

const HOME: HomeFacts = { path: '/home/me/.holdfast', exists: true, writable: true, open: false, freeBytes: 1e12, warnings: [] };

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const findings = await examine((await openBench()).around, HOME);
    expect(findings.map(({ subject, state }) => `${subject} ${state}`)).toEqual(['folder ok', 'database ok', 'spool ok', 'log ok']);
    expect(findings[1]!.text).toBe('Sound, schema 1: 0 memories, 0 events.');
  });

  it('finds nothing wrong before the first event, and makes no database by looking', async () => {
    const bench = await openBench();
    const around = { ...bench.around, storeExists: () => false, openStore: () => Promise.reject(new Error('opened')) };
    expect((await examine(around, { ...HOME, exists: false })).map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it.each<[string, Partial<HomeFacts>, string]>([
    ['cannot be written', { writable: false }, 'folder fail: /home/me/.holdfast cannot be written'],
    ['is open to others', { open: true }, 'folder warn: Others on this machine'],
    ['is on a disk that is nearly full', { freeBytes: 50 * 1024 * 1024 }, 'disk warn: Only 50 MB'],
    ['holds warnings', { warnings: ['first', 'second'] }, 'log warn: 2 warnings, the last: second'],
  ])('says so where the folder %s', async (_, facts, expected) => {
    expect(await tell(await openBench(), facts)).toEqual([expect.stringContaining(expected)]);
  });

  it('says what the store says where it cannot be opened', async () => {
    const bench = await openBench();
    bench.trouble = true;
    expect(await tell(bench)).toEqual(['database fail: store_busy: It is locked.']);
  });

  it('says so where the database is damaged', async () => {
    const bench = await openBench();
    const damaged = { ...bench.ports.store, check: () => Promise.resolve(['row 7 missing from index', 'another']) } as Store;
    expect(await tell({ ...bench, around: { ...bench.around, openStore: () => Promise.resolve(damaged) } })).toEqual([
      expect.stringMatching(/^database fail: It is damaged: row 7 missing from index \(2 in all\).*--repair/),
    ]);
  });

  it('says so where sessions could not be distilled, and where calls wait for the store', async () => {
    const bench = await openBench();
    await bench.ports.store.enqueue('distill', 's', 0, 0);
    await bench.ports.store.fail((await bench.ports.store.claim('distill', 'me', 0, 1, 0))!, 'no luck', 0, 1);
    await bench.around.spool.put({ agent: 'test', call: { session: 's', cwd: '/work', events: [sampleEvent()], settled: false } });
    expect(await tell(bench)).toEqual([
      expect.stringContaining('distilling warn: 1 sessions could not be distilled'),
      expect.stringMatching(/^spool warn: \d+ bytes in 1 files wait/),
    ]);
  });
});

async function tell({ around }: Bench, facts: Partial<HomeFacts> = {}): Promise<string[]> {
  const findings = await examine(around, { ...HOME, ...facts });
  return findings.filter(({ state }) => state !== 'ok').map(({ subject, state, text }) => `${subject} ${state}: ${text}`);
}
