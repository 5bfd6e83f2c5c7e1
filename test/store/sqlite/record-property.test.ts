import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { any, find, index, LATER, neighbours } from '../../contract/store/record-scene.ts';
import { openScene, type Scene } from '../../contract/store/scene.ts';
import { NOON, sampleDraft } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';

const EVENTS = 6;
const SESSIONS = 2;

it('the index of the record holds the words of the events there are, each in its turn, and no other, whatever happens to them', async () => {
  const path = join(tempFolder(), 'holdfast.db');
  await using scene = await openScene(() => open(path));
  await using other = await open(path);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep(), { maxLength: 20 }), async (steps) => {
      run += 1;
      for (const step of steps) await take(scene, step.elsewhere ? other : scene.store, run, step);
      await index(scene);
      expect(await indexed(scene, run)).toEqual(await told(scene, run));
      // A turn of which nothing is left is no neighbour either.
      const live = await scene.store.stubs(`run-${run}-0`);
      for (const { id } of live)
        expect((await neighbours(scene, wordOf(id))).flat().filter((turn) => live.every(({ prompt }) => prompt !== turn))).toEqual([]);
      expect(await scene.store.indexRecord(9, LATER)).toBe(0);
    }),
    { numRuns: 60 },
  );
  expect(await scene.store.check()).toEqual([]);
});

interface Step {
  readonly what: 'tell' | 'tell more' | 'move' | 'forget' | 'index';
  readonly event: number;
  readonly session: number;
  readonly turn: number;
  /** By another process. */
  readonly elsewhere: boolean;
}

function anyStep(): fc.Arbitrary<Step> {
  return fc.record({
    what: fc.constantFrom('tell', 'tell', 'tell more', 'move', 'forget', 'index', 'index'),
    event: fc.nat(EVENTS - 1),
    session: fc.nat(SESSIONS - 1),
    turn: fc.nat(2),
    elsewhere: fc.boolean(),
  });
}

async function take({ project }: Scene, store: Store, run: number, { what, event, session: place, turn }: Step): Promise<void> {
  const session = `run-${run}-${place}`;
  const id = `${session}-${event}`;
  if (what === 'index') await store.indexRecord(1 + event, turn === 0 ? NOON + 2 : LATER);
  if (what === 'forget') await forget(store, session, id);
  if (what === 'index' || what === 'forget') return;
  const call = { tool: 'Bash', input: { command: wordOf(id) }, output: `failed${wordOf(id)}`, failed: what === 'tell more' };
  const origin = what === 'move' ? { origin: `line of ${id}` } : {};
  await store.append({
    events: [{ id, kind: 'tool_call', agent: 'test', session, prompt: `turn-${turn}`, at: NOON + event, call, ...origin }],
    session: { id: session, agent: 'test', project: project.id, cwd: '/work' },
  });
}

async function forget(store: Store, id: string, event: string): Promise<void> {
  const session = await store.session(id);
  if (session === undefined) return;
  const draft = sampleDraft({ slot: event, evidence: [event] });
  const [memory] = (await store.saveDistilled({ session, turn: 'any', fingerprint: '', drafts: [draft], distilledBy: 'test' })) ?? [];
  if (memory !== undefined) await store.forget([memory.id], NOON);
  const isThere = (await store.events([event])).length > 0;
  expect(isThere ? [] : await store.matchTurns(any(wordOf(event)), {}, 9)).toEqual([]);
}

// A word that an event alone has.
function wordOf(event: string): string {
  return `word${event.replaceAll('-', 'x')}`;
}

// The events of a run, the turns they are in, and whether they failed.
async function told({ store }: Scene, run: number): Promise<unknown[]> {
  const stubs = await Promise.all(Array.from({ length: SESSIONS }, (_, i) => store.stubs(`run-${run}-${i}`)));
  const events = await store.events(stubs.flat().map(({ id }) => id));
  return events.map(({ id, session, prompt, call }) => [id, `${session} ${prompt}`, call!.failed]).toSorted();
}

async function indexed(scene: Scene, run: number): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let i = 0; i < SESSIONS * EVENTS; i += 1) {
    const id = `run-${run}-${i % SESSIONS}-${Math.floor(i / SESSIONS)}`;
    const failed = (await find(scene, `failed${wordOf(id)}`)).length > 0;
    for (const { session, prompt } of await scene.store.matchTurns(any(wordOf(id)), {}, 9))
      found.push([id, `${session} ${prompt}`, failed]);
  }
  return found.toSorted();
}

function open(path: string): Promise<Store> {
  return openSqliteStore({ path, busyTimeoutMs: 10_000, clock: () => NOON });
}
