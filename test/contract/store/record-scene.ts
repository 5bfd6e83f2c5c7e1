import type { Event } from '../../../src/model/event.ts';
import type { RecordedTurn, RecordScope } from '../../../src/ports/record.ts';
import { QUIET_MS } from '../../../src/ports/store.ts';
import type { TermQuery } from '../../../src/ports/term-query.ts';
import { NOON, sampleCall } from '../../samples.ts';
import type { Scene } from './scene.ts';

// When everything has been quiet for long.
export const LATER: number = NOON + 100 * QUIET_MS;

// A turn: what was asked, done and answered.
export const ASKED: Pick<Event, 'id' | 'at' | 'text'> = { id: 'asked', at: NOON, text: 'Why does the login loop?' };
export const RAN: Pick<Event, 'id' | 'kind' | 'at'> & Required<Pick<Event, 'call'>> = {
  id: 'ran',
  kind: 'tool_call',
  at: NOON + 1,
  call: sampleCall('everything passed', false),
};
export const SAID: Pick<Event, 'id' | 'kind' | 'at' | 'text'> = {
  id: 'said',
  kind: 'assistant_message',
  at: NOON + 2,
  text: 'The proxy dropped the cookie.',
};

export async function index({ store }: Scene, at: number = LATER): Promise<void> {
  while ((await store.indexRecord(9, at)) > 0);
}

export function any(...words: readonly string[]): TermQuery {
  return { any: words.map((word) => [word]), required: [] };
}

// The prompts of the turns that have any of the words.
export function find(scene: Scene, ...words: readonly string[]): Promise<string[]> {
  return findBy(scene, any(...words));
}

export async function findBy({ store }: Scene, terms: TermQuery, scope: RecordScope = {}): Promise<string[]> {
  return prompts(await store.matchTurns(terms, scope, 99));
}

export function prompts(turns: readonly RecordedTurn[]): string[] {
  return turns.map(({ prompt }) => prompt);
}

export function sessions(scene: Scene, ...words: readonly string[]): Promise<string[]> {
  return sessionsIn(scene, {}, ...words);
}

export async function sessionsIn({ store }: Scene, scope: RecordScope, ...words: readonly string[]): Promise<string[]> {
  return [...(await store.matchSessions(any(...words), scope, 99)).keys()];
}

// The prompts of the turns before and after the one that has a word.
export async function neighbours({ store }: Scene, word: string): Promise<[before: string[], after: string[]]> {
  const [turn] = await store.matchTurns(any(word), {}, 1);
  const { before, after } = (await store.neighbours([turn!])).get(turn!.number)!;
  return [prompts(before), prompts(after)];
}

export async function tellElsewhere({ store }: Scene, event: Partial<Event> & { readonly session: string }): Promise<string> {
  const { id } = await store.project({ aliases: ['folder:/other'], name: 'other' }, NOON);
  const whole = { kind: 'prompt', agent: 'test', prompt: 'prompt-1', ...event } as Event;
  await store.append({ events: [whole], session: { id: event.session, agent: 'test', project: id, cwd: '/other' } });
  return id;
}
