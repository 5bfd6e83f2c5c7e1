import { bigrams } from '../model/bigrams.ts';
import { join } from '../model/identifier.ts';
import type { Identifier } from '../model/identifier.ts';
import { fold } from '../model/word.ts';
import type { Word } from '../model/word.ts';
import { naming, wording } from './alternative.ts';
import type { Alternative } from './alternative.ts';
import type { Compound } from './compound.ts';
import { STOP_WORDS } from './stop-words.ts';

/** The ways in which a text may say what one compound of a query says, the fullest first. At least one. */
export function expand(compound: Compound): readonly Alternative[] {
  const first = compound[0]!;
  if (first.words[0]!.unspaced) return expandRun(first.parts[0]!);
  if (isWord(compound)) return [isCode(first.words[0]!) ? naming(...first.parts) : wording(...first.parts)];
  return compound.length === 1 ? expandIdentifier(first) : expandPath(compound);
}

/** Whether a compound is one plain word. */
export function isWord(compound: Compound): boolean {
  return compound.length === 1 && compound[0]!.parts.length === 1;
}

// `E0308`, `EADDRINUSE`, `k8s`.
function isCode({ text }: Word): boolean {
  return /^\p{Lu}{4,}$/u.test(text) || (/\p{L}/u.test(text) && /\p{N}/u.test(text));
}

// A run may be a sentence: besides all of it, two neighbouring characters may match. Two hiragana are mostly grammar.
function expandRun(run: string): readonly Alternative[] {
  const all = bigrams(run);
  const content = all.filter((pair) => !/^\p{scx=Hiragana}+$/u.test(pair));
  const alone = (content.length > 0 ? content : all).map((pair) => wording(pair));
  return all.length > LONGEST_RUN ? alone : [wording(...all), ...alone];
}

// A longer one is not what anybody wrote again word for word.
const LONGEST_RUN = 16;

function expandIdentifier(identifier: Identifier): readonly Alternative[] {
  const { words } = identifier;
  // "session-based" is English: its words may match alone.
  const hyphenated = words.length < 4 && words.slice(1).every(({ gap }) => gap === '-');
  return [...expandName(identifier), ...(hyphenated ? standAlone(words) : [])];
}

function expandPath(compound: Compound): readonly Alternative[] {
  const terms = compound.flatMap(({ words }) => words.map(toTerm));
  const names = compound.slice(-2).filter(({ parts }) => parts.length === 1);
  return [
    ...(isVersion(terms) ? spellings(terms) : tails(terms)).map((phrase) => naming(...phrase)),
    ...compound.flatMap(expandName),
    ...standAlone(names.flatMap(({ words }) => words)),
  ];
}

function isVersion([first = '', second = '']: readonly string[]): boolean {
  return /^v?\d+$/.test(first) && isNumber(second);
}

// With a `v` and without.
function spellings([first, ...rest]: readonly string[]): readonly (readonly string[])[] {
  const bare = first!.replace('v', '');
  return [
    [bare, ...rest],
    [`v${bare}`, ...rest],
  ];
}

// All of it, then ever less from its left end, which depends on where one stands: /home/me/app/src/a.ts, src/a.ts, a.ts.
function tails(terms: readonly string[]): readonly (readonly string[])[] {
  return [terms, ...terms.slice(2).map((_, i) => terms.slice(i + 1))];
}

// `ensureWorkerStarted`: its parts, all of it as one word, two neighbouring parts in either form.
function expandName({ words, parts }: Identifier): readonly Alternative[] {
  const unusual = words.filter(({ plain }) => !plain).map((word) => wording(toTerm(word)));
  if (parts.length === 1) return unusual;
  const neighbours = pairs(parts);
  const joined = [parts, ...neighbours].map(join).filter((term) => term !== undefined);
  return [naming(...parts), ...joined.map((term) => naming(term)), ...neighbours.map((pair) => naming(...pair)), ...unusual];
}

// Of `auth/login.ts`, `auth` and `login` may match alone; `ts` says nothing.
function standAlone(words: readonly Word[]): readonly Alternative[] {
  const terms = words.map(toTerm).filter((term) => term.length > 2 && !isNumber(term) && !STOP_WORDS.has(term));
  return terms.map((term) => wording(term));
}

function toTerm(word: Word): string {
  return fold(word.text);
}

function pairs(parts: readonly string[]): readonly (readonly string[])[] {
  if (parts.length < 3) return [];
  const all = parts.slice(1).map((part, i) => [parts[i]!, part]);
  return all.filter((pair) => !pair.every(isNumber));
}

function isNumber(term: string): boolean {
  return /^\d+$/.test(term);
}
