import type { Event } from '../../src/model/event.ts';
import type { MemoryDraft } from '../../src/model/memory.ts';
import { QUIET_MS } from '../../src/ports/store.ts';
import { BLANK, NOON, sampleDraft, sampleEvent } from '../samples.ts';
import { indexRecord } from '../../src/app/work/index-record.ts';
import { type Bench, runAll } from './bench.ts';

/** A turn: what was said, the prompt first, and the memories made of it, with nothing in them but what is given. */
export interface ToldTurn {
  readonly said: readonly string[];
  readonly made?: readonly Partial<MemoryDraft>[];
}

/**
 * Stores a session of the project in `folder`, an event a second, with what was made of each of its turns, and indexes the
 * record. Event ids are `session/turn/place`, turns are numbered from 0. Returns the project.
 */
export async function tellTurns(
  bench: Bench,
  turns: readonly ToldTurn[],
  { session: id = 'session-1', folder = '/work', at = NOON }: { session?: string; folder?: string; at?: number } = {},
): Promise<string> {
  const { store } = bench.ports;
  const { id: project } = await store.project({ aliases: [`folder:${folder}`], name: folder }, NOON);
  let seconds = 0;
  const events = turns.flatMap(({ said }, turn) =>
    said.map((text, place): Event => {
      const kind = place === 0 ? 'prompt' : 'assistant_message';
      return sampleEvent({ id: `${id}/${turn}/${place}`, session: id, prompt: `${turn}`, kind, text, at: at + 1000 * (seconds += 1) });
    }),
  );
  await store.append({ events, session: { id, agent: 'test', project, cwd: folder } });
  const session = (await store.session(id))!;
  for (const [turn, { made = [] }] of turns.entries()) {
    const evidence = events.filter(({ prompt }) => prompt === `${turn}`).map((event) => event.id);
    const drafts = made.map((draft, i) => sampleDraft({ ...BLANK, content: {}, slot: `${i}`, evidence, at, ...draft }));
    await store.saveDistilled({ session, turn: `${turn}`, fingerprint: '', drafts, distilledBy: 'test' });
  }
  bench.now = Math.max(bench.now, session.lastEventAt + QUIET_MS);
  await runAll(indexRecord(bench.ports));
  return project;
}
