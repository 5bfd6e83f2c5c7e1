import type { Memory } from '../model/memory.ts';

/** What an agent is told of a memory it wanted kept, as the user's word or not. */
export function tellRemembered({ number, authority, status }: Memory, fromUser: boolean): string {
  const doubt = fromUser && authority !== 'user' ? ' No recent prompt of the user says so, so it is not kept as their word.' : '';
  // No command: an agent would run it.
  const waits = status === 'archived' ? ' It waits: the user can accept it, and until then it does not hold.' : '';
  return `Remembered as #${number}.${doubt}${waits}`;
}
