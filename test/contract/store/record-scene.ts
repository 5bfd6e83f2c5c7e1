import type { Event } from '../../../src/model/event.ts';
import type { Passage, RecordScope } from '../../../src/ports/record.ts';
import { QUIET_MS } from '../../../src/ports/store.ts';
import type { TermQuery } from '../../../src/ports/term-query.ts';
import { NOON } from '../../samples.ts';
import type { Scene } from './scene.ts';

// When every session has been quiet for long.
export const LATER: number = NOON + 100 * QUIET_MS;

export async function index({ store }: Scene, at: number = LATER): Promise<void> {
  while ((await store.indexRecord(9, at)) > 0);
}

export function any(...words: readonly string[]): TermQuery {
  return { any: words.map((word) => [word]), required: [] };
}

// The events whose passages have any of the words.
export function find(scene: Scene, ...words: readonly string[]): Promise<string[]> {
  return findIn(scene, {}, ...words);
}

export async function findIn(scene: Scene, scope: RecordScope, ...words: readonly string[]): Promise<string[]> {
  return ids(scene, await scene.store.matchPassages(any(...words), scope, 99));
}

export async function ids({ store }: Scene, passages: readonly Pick<Passage, 'seq'>[]): Promise<string[]> {
  const places = await store.placesOf(passages.map(({ seq }) => seq));
  return passages.map(({ seq }) => places.get(seq)!.id);
}

export function sessions(scene: Scene, ...words: readonly string[]): Promise<string[]> {
  return sessionsIn(scene, {}, ...words);
}

export async function sessionsIn({ store }: Scene, scope: RecordScope, ...words: readonly string[]): Promise<string[]> {
  return [...(await store.matchSessions(any(...words), scope, 99)).keys()];
}

// What was said before and after the one passage that has a word.
export async function neighbours(scene: Scene, word: string): Promise<[before: string[], after: string[]]> {
  const [passage] = await scene.store.matchPassages(any(word), {}, 1);
  const { before, after } = (await scene.store.neighbours([passage!])).get(passage!.seq)!;
  return [
    await ids(
      scene,
      before.map((seq) => ({ seq })),
    ),
    await ids(
      scene,
      after.map((seq) => ({ seq })),
    ),
  ];
}

export async function tellElsewhere({ store }: Scene, event: Partial<Event> & { readonly session: string }): Promise<string> {
  const { id } = await store.project({ aliases: ['folder:/other'], name: 'other' }, NOON);
  const whole = { kind: 'prompt', agent: 'test', prompt: 'prompt-1', ...event } as Event;
  await store.append({ events: [whole], session: { id: event.session, agent: 'test', project: id, cwd: '/other' } });
  return id;
}
