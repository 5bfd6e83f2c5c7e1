import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { BLANK, sampleDraft, sampleEvent } from '../samples.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;
const TURNS = 5;
const TOPICS = ['invoice', 'calendar', 'thumbnail', 'cursor', 'ledger', 'sidebar', 'webhook', 'migration', 'locale', 'cache'];

/** Puts so many sessions of another project into the memory, five turns each: only among many is it known which words are rare. */
export async function fillMemory(world: World, sessions: number): Promise<void> {
  await using store = await open(world);
  const at = Date.now() - 30 * DAY_MS;
  const project = await store.project({ aliases: ['folder:/elsewhere'], name: 'elsewhere' }, at);
  for (let place = 0; place < sessions; place += 1) {
    const session = { id: `elsewhere-${place}`, agent: 'test', project: project.id, cwd: '/elsewhere', startedAt: at, lastEventAt: at };
    for (let turn = 0; turn < TURNS; turn += 1) {
      const topic = TOPICS[(place + turn) % TOPICS.length]!;
      const text = `The ${topic} page ${place} was drawn twice, at ${turn} and after.`;
      const event = sampleEvent({ id: `${session.id}-${turn}`, session: session.id, prompt: `${turn}`, at, text });
      await store.append({ events: [event], session });
      const drafts = [
        sampleDraft({ ...BLANK, content: {}, evidence: [], title: `Changed the ${topic} page ${place}`, narrative: text, at }),
      ];
      await store.saveDistilled({ session, turn: `${turn}`, fingerprint: '', distilledBy: 'test', drafts });
    }
  }
}

/** Makes what happened in all sessions but one a day older, and has it indexed. */
export async function letADayPass(world: World, except: string): Promise<void> {
  const db = new DatabaseSync(join(world.store, 'holdfast.db'), { timeout: 5000 });
  db.prepare('update event set at = at - ? where session <> ?').run(DAY_MS, except);
  db.prepare('update session set started_at = started_at - ?1, last_event_at = last_event_at - ?1 where id <> ?2').run(DAY_MS, except);
  db.prepare('update memory set created_at = created_at - ? where session <> ?').run(DAY_MS, except);
  db.close();
  await using store = await open(world);
  while ((await store.indexRecord(100, Date.now())) > 0);
}

function open(world: World): ReturnType<typeof openSqliteStore> {
  return openSqliteStore({ path: join(world.store, 'holdfast.db'), busyTimeoutMs: 5000, clock: Date.now });
}
