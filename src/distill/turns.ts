import type { EventStub } from '../ports/store.ts';

/** The events of one turn, by id, in the order they happened. */
export interface TurnGroup {
  /** The prompt id that opened it; empty for what came before the first prompt. */
  readonly prompt: string;
  readonly ids: readonly string[];
}

/**
 * Groups the ordered events of one session into turns by their prompt id. Events whose prompt id has no prompt of the
 * user's own (a notification, a late result) join the turn that was running when the first of them came.
 */
export function groupTurns(stubs: readonly EventStub[]): readonly TurnGroup[] {
  const opened = new Set(stubs.filter((stub) => stub.kind === 'prompt' && !stub.subagent && stub.prompt !== '').map((stub) => stub.prompt));
  const turns = new Map<string, string[]>();
  const homes = new Map<string, string>();
  let running = '';
  for (const { id, prompt } of stubs) {
    if (opened.has(prompt) && !turns.has(prompt)) running = prompt;
    const home = opened.has(prompt) ? prompt : prompt === '' ? running : homeOf(homes, prompt, running);
    const turn = turns.get(home);
    if (turn === undefined) turns.set(home, [id]);
    else turn.push(id);
  }
  return [...turns].map(([prompt, ids]) => ({ prompt, ids }));
}

/** 16 hex digits that stay the same as long as the turn has the same events, in whatever order. */
export function fingerprintTurn(ids: readonly string[]): string {
  let low = ids.length;
  let high = 0;
  for (const id of ids) {
    low = (low + hash(id, 0x811c9dc5)) >>> 0;
    high = (high + hash(id, 0x9747b28c)) >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}

function homeOf(homes: Map<string, string>, prompt: string, running: string): string {
  const home = homes.get(prompt) ?? running;
  homes.set(prompt, home);
  return home;
}

/** FNV-1a over UTF-16 units, then mixed, so that sums of hashes of similar ids do not meet. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
