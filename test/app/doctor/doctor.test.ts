import { describe, expect, it } from 'vitest';
import { examine } from '../../../src/app/doctor/doctor.ts';
import { turnKey } from '../../../src/app/work/turn-key.ts';
import { HoldfastError } from '../../../src/model/error.ts';
import type { JobKind } from '../../../src/ports/jobs.ts';
import type { Store } from '../../../src/ports/store.ts';
import type { HomeFacts } from '../../../src/ports/workspace.ts';
import { sampleEvent } from '../../samples.ts';
import { type Bench, openBench } from '../bench.ts';
import { recordCalls, sampleLimits } from '../record-calls.ts';
import { scriptModel } from '../scripted-model.ts';

const HOME: HomeFacts = {
  path: '/home/me/.holdfast',
  exists: true,
  writable: true,
  open: false,
  freeBytes: 1e12,
  setAside: { count: 0, bytes: 0 },
  warnings: [],
};

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const findings = await examine((await openBench()).around, HOME);
    expect(findings.map(({ subject, state }) => `${subject} ${state}`)).toEqual(['folder ok', 'database ok', 'spool ok', 'log ok']);
    expect(findings[1]!.text).toMatch(/^Sound, schema \d+: 0 memories, 0 events\.$/);
  });

  it('finds nothing wrong before the first event, and makes no database by looking', async () => {
    const bench = await openBench();
    const around = { ...bench.around, storeExists: () => false, openStore: () => Promise.reject(new Error('opened')) };
    expect((await examine(around, { ...HOME, exists: false })).map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('tells whether the model could be asked, without asking it', async () => {
    const bench = await openBench();
    const model = scriptModel();
    const examined = async (): Promise<unknown> =>
      (await examine({ ...bench.around, model }, HOME)).find(({ subject }) => subject === 'model');
    expect(await examined()).toMatchObject({ state: 'ok', text: 'scripted-model is asked for better words.' });
    model.check = () => Promise.reject(new HoldfastError('model_denied', 'There is no key.'));
    expect(await examined()).toMatchObject({ state: 'warn', text: 'There is no key.' });
    expect(model.asked).toEqual([]);
  });

  it.each<[string, Partial<HomeFacts>, string]>([
    ['cannot be written', { writable: false }, 'folder fail: /home/me/.holdfast cannot be written'],
    ['is open to others', { open: true }, 'folder warn: Others on this machine'],
    ['is on a disk that is nearly full', { freeBytes: 50 * 1024 * 1024 }, 'disk warn: Only 50 MB'],
    ['is on a network disk', { network: 'NFS' }, 'disk warn: /home/me/.holdfast is not on a local disk (NFS): '],
    ['will be on a network disk', { network: 'NFS', exists: false }, 'Set HOLDFAST_HOME to a folder on a local disk.'],
    ['holds damaged databases', { setAside: { count: 2, bytes: 3e6 } }, 'set aside warn: 2 damaged databases of 3 MB in all'],
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

  it('says so where calls wait for the store', async () => {
    const bench = await openBench();
    await bench.around.spool.put({ agent: 'test', call: { session: 's', cwd: '/work', events: [sampleEvent()], settled: false } });
    expect(await tell(bench)).toEqual([expect.stringMatching(/^spool warn: \d+ bytes in 1 files wait/)]);
  });

  it('names what was given up, why, and what to do about it', async () => {
    const bench = await openBench();
    const { store } = bench.ports;
    await giveUp(bench, 'distill', 's1');
    expect(await tell(bench)).toEqual([
      'work warn: Given up, the events are kept: distilling session s1: 1 attempt, the last error: no luck with s1. It is tried again when the session goes on, or with: holdfast drain --retry-dead',
    ]);
    for (const session of ['s2', 's3']) await giveUp(bench, 'distill', session);
    await giveUp(bench, 'enrich', turnKey('s4', 'p'));
    expect(await tell(bench)).toEqual([
      expect.stringMatching(/asking a model about a turn of session s4: .*session s3: .*session s2: .*; and 1 more\./),
    ]);
    await store.reviveDead(bench.now);
    expect(await tell(bench)).toEqual([]);
  });

  it('says what is left alone, why and until when', async () => {
    const bench = await openBench();
    const { store } = bench.ports;
    await store.report('claude-cli', bench.now, { ok: false, error: 'no credit', threshold: 1, pauseMs: 60_000, longestMs: 60_000 });
    expect(await tell(bench)).toEqual([
      'breaker warn: "claude-cli" is left alone until 2026-05-20T12:01:00.000Z, after 1 failure in a row, the last: no credit. What waits for it is done later.',
    ]);
    await store.admit('claude-cli', bench.now + 60_000, 1000);
    expect(await tell(bench)).toEqual([expect.stringMatching(/^breaker warn: "claude-cli" is being tried again, after 1 failure/)]);
  });

  it('says so where the budget of a model is used up or nearly, and of which project', async () => {
    const bench = await openBench();
    const { store } = bench.ports;
    const { id: project } = await store.project({ aliases: ['folder:/app'], name: 'app' }, bench.now);
    const modelLimits = sampleLimits({ tokensPerDay: 1000, usdPerHour: 2.5, tokensPerProject: 950 });
    await recordCalls(store, ...Array.from({ length: 9 }, () => ({ project, at: bench.now })));
    expect(await tell({ ...bench, around: { ...bench.around, modelLimits } })).toEqual([]);
    const around = { ...bench.around, modelLimits, model: scriptModel() };
    const rest = 'Memories are made without the model meanwhile. See: holdfast usage';
    expect(await tell({ ...bench, around })).toEqual([
      `budget warn: The model's budget is nearly used up: 900 of 1,000 tokens per day are used. ${rest}`,
      expect.stringMatching(
        /^budget warn: The model's budget is used up until \d{4}-\d\d-\d\d \d\d:\d\d: 900 of 950 tokens .* are used for app\. /,
      ),
      expect.stringContaining(': 2.25 of 2.50 US dollars per hour are used.'),
    ]);
  });

  it('tells of children at work, and of those that nobody answers for', async () => {
    const bench = await openBench();
    await bench.ports.store.enqueue('enrich', 'k', bench.now, bench.now);
    const child = { mark: 'm', cap: 1 };
    await bench.ports.store.claim({ kind: 'enrich', owner: 'me', at: bench.now, leaseMs: 1000, dueBy: bench.now, child });
    expect(await tell(bench)).toEqual([]);
    expect(await examine(bench.around, HOME)).toContainEqual({ subject: 'children', state: 'ok', text: '1 model process at work.' });
    bench.now += 1000;
    expect(await tell(bench)).toEqual([expect.stringContaining('children warn: 1 model process on record that nobody answers for')]);
  });

  it('says so where a write takes long', async () => {
    const bench = await openBench();
    const slow = { ...bench.ports.store, touch: () => Promise.resolve(void (bench.now += 300)) } as Store;
    expect(await tell({ ...bench, around: { ...bench.around, openStore: () => Promise.resolve(slow) } })).toEqual([
      expect.stringMatching(/^disk warn: One write to .*holdfast\.db took 300 ms/),
    ]);
  });
});

async function giveUp({ ports: { store }, now }: Bench, kind: JobKind, key: string): Promise<void> {
  await store.enqueue(kind, key, now, now);
  const job = await store.claim({ kind, owner: 'me', at: now, leaseMs: 1, dueBy: now });
  await store.fail(job!, `no luck with ${key}`, now + Number(/\d/.exec(key)), now, 1);
}

async function tell({ around }: Bench, facts: Partial<HomeFacts> = {}): Promise<string[]> {
  const findings = await examine(around, { ...HOME, ...facts });
  return findings.filter(({ state }) => state !== 'ok').map(({ subject, state, text }) => `${subject} ${state}: ${text}`);
}
