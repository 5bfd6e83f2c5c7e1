import { startProgram } from '../web-assembly.ts';

/** The memory that hashing works in, and `hash` of hash.wat. */
export interface HashProgram {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly hash: (end: number, mask: number) => number;
}

/** What hash.wat assembles to, in base64. */
export const HASH_PROGRAM: string = [
  'AGFzbQEAAAABDAJgAn9/AX9gAX8BfwMDAgABBQMBAAcHEQIGbWVtb3J5AgAEaGFzaAAACoMCAtMBAQl/QQBBAEEY/AsAQcAAIQJBxbvyiHghBAJAA0AgAiAATw0B',
  'IAItAAAhAyACQQFqIQIgAwRAIAQgA3NBk4OACGwhBAwBCyAEQcW78oh4RgRAIAYhBwwBCyAIQZODgAhsIARqIAUoAgBB+e/XYmxrIQggBSAENgIAQcW78oh4IQQg',
  'BUEEaiEFIAVBGEYEQEEAIQULIAZBAWohBiAGQQZJDQAgCBABIQkgBkEGayAHRwRAIAkgAXENAQsgCkECdCAJNgLAgAggCkEBaiEKDAALCyAKCywAIAAgAEEQdnNB',
  '65Svr3hsIQAgACAAQQ12c0G13MqVfGwhACAAIABBEHZzCw==',
].join('');

/** Makes the program ready to run, with a memory of its own. */
export function startHash(): HashProgram {
  return startProgram(HASH_PROGRAM) as HashProgram;
}
