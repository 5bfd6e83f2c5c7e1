import type { Span } from '../rule.ts';
import { startScan } from './program.ts';

/** A place in a text where a hint begins: the longest, where several do. */
export interface Hit {
  readonly hint: string;
  readonly at: number;
}

/** What a text has that is worth a closer look, in its order. */
export interface Scanned {
  readonly hits: readonly Hit[];
  /** Words of 20 characters or more with three digits, and some of the longest without. */
  readonly words: readonly Span[];
}

/**
 * Makes a scanner for these hints: each in lower case, once, of 3 to 64 characters of ASCII. It finds them in any case, and long
 * words, in one pass of a program that is as fast in a process that optimises no JavaScript. Linear.
 */
export function startScanner(hints: readonly string[]): (text: string) => Scanned {
  const { memory, scan } = startScan();
  const known = writeHints(hints, memory.buffer);
  const piece = Buffer.from(memory.buffer, 0, 2 * MOST);
  const hits = new Uint32Array(memory.buffer, HITS, LOOKED_AT);
  const words = new Int32Array(memory.buffer, WORDS, (TABLE - WORDS) / Int32Array.BYTES_PER_ELEMENT);
  return (text) => {
    const found: { readonly hits: Hit[]; readonly words: Span[] } = { hits: [], words: [] };
    // Once more where it ends with a piece, which ends its last word.
    for (let base = 0; base <= text.length; base += LOOKED_AT) {
      const length = piece.write(text.slice(base, base + MOST), 'utf16le') / 2;
      const counts = scan(base, length, Math.min(length + 1, LOOKED_AT));
      for (let i = 0; i < (counts & 0xffff); i += 1) found.hits.push({ hint: known.get(hits[i]! >>> 16)!, at: base + (hits[i]! & 0xffff) });
      for (let i = 0; i < counts >>> 16; i += 1) found.words.push({ start: words[2 * i]!, end: words[2 * i + 1]! });
    }
    return found;
  };
}

// Characters that are looked at in a piece, and with what a hint may have behind them.
const LOOKED_AT = 8192;
const MOST = LOOKED_AT + 64;
// Where scan.wat has what.
const HITS = 20_480;
const WORDS = 53_248;
const TABLE = 65_536;
const HINTS = 131_072;

// Returns which hint stands where.
function writeHints(hints: readonly string[], memory: ArrayBuffer): ReadonlyMap<number, string> {
  const table = new Uint16Array(memory, TABLE, 2 ** 15);
  const known = new Map<number, string>();
  // None stands at zero.
  let all = '\0';
  // In this order a longer one comes before those with which it begins.
  for (const [hash, same] of Map.groupBy(hints.toSorted().toReversed(), hashOf)) {
    table[hash] = all.length;
    for (const hint of same) {
      known.set(all.length, hint);
      all += String.fromCharCode(hint.length) + hint;
    }
    all += '\0';
  }
  Buffer.from(memory, HINTS).write(all, 'latin1');
  return known;
}

function hashOf(hint: string): number {
  return ((hint.charCodeAt(0) << 10) ^ (hint.charCodeAt(1) << 5) ^ hint.charCodeAt(2)) & 0x7fff;
}
