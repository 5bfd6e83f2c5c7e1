import type { Rule } from '../rule.ts';
import { isVaried, prefixed, WORD_ENDS, WORD_STARTS } from './prefixed.ts';

/** Keys and tokens of Google: API keys, OAuth, service accounts. */
export const google: readonly Rule[] = [
  {
    family: 'google',
    hints: ['aiza'],
    pattern: new RegExp(String.raw`${WORD_STARTS}AIza[\w-]{35}${WORD_ENDS}`, 'y'),
    accept: (secret) => isVaried(secret) && !PUBLIC.has(fingerprint(secret)),
  },
  prefixed('google', ['ya29.'], String.raw`[\w-]{20,2000}`),
  prefixed('google', ['1//0'], String.raw`[\w-]{40,200}`),
  prefixed('google', ['GOCSPX-'], String.raw`[\w-]{28}`),
  {
    family: 'google',
    hints: ['private_key_id'],
    pattern: /private_key_id\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?(?<secret>[0-9a-f]{40})(?!\w)/y,
    accept: isVaried,
  },
];

// FNV-1a.
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

// Keys that are public: of Google's own documentation and samples, and of Chromium. Their text would trip scanners.
const PUBLIC: ReadonlySet<number> = new Set([
  0x739ddd87, 0xf0951274, 0x0af7ca9d, 0x4e1351cb, 0xb8782c2e, 0x965bd60a, 0x1845a427, 0x00d9b068, 0xaf8fab00, 0x722ef8d0, 0xc8a510e9,
  0x1751c16c, 0xf50c0e72, 0x6a41f911, 0x8ee1d847, 0xb1887211,
]);
