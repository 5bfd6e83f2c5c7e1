import type { Event } from '../../model/event.ts';
import type { Authority } from '../../model/memory.ts';
import { isForeign, sourceOf, weakest } from '../../model/source.ts';

/** Words that were said, and whose they are. */
export interface Voice {
  readonly source: Authority;
  readonly text: string;
}

/** Tells of texts whose words they are, by what was said before. */
export interface Witness {
  /** For each text the weakest source that it quotes nearly word for word; `undefined`: it quotes nobody but the user and the assistant. */
  quotedIn(texts: readonly string[]): readonly (Authority | undefined)[];
}

// So many words in a row are nobody's by chance; a clause or a whole text may be shorter.
const RUN = 6;
const SHORTEST_CLAUSE = 4;
const SHORTEST_TEXT = 4;
// In UTF-16 units: a text of a memory is shorter, and of a long one its start tells.
const LONGEST_TEXT = 4_000;
const CLAUSE_END = /[.,:;!?()[\]{}"“”«»„`|\n]|\s[-–—→]\s|[。，、；：！？「」]/u;
// A path and an identifier are one word each: whoever names a file says nothing by that. In scripts without blanks each character is one.
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+(?:[._/\\]+[\p{L}\p{M}\p{N}]+)*/gu;
const PLAIN_WORD = /[a-z\d]+(?:[._/\\]+[a-z\d]+)*/g;
const NOT_PLAIN = /[\u0080-\uffff]/;
// What git prints beside the subject that the assistant wrote.
const HASH = /^(?=[a-f]*\d)[\da-f]{7,40}$/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** What is known of events: who said what, in the order it happened. The assistant's own arguments for a tool come before what that gave back. */
export function voicesOf(events: readonly Event[]): readonly Voice[] {
  return events.flatMap((event) => {
    const said = { source: sourceOf(event), text: event.call?.output ?? event.text ?? '' };
    return event.call === undefined ? [said] : [{ source: 'assistant' as const, text: textIn(event.call.input) }, said];
  });
}

/**
 * A witness of these voices. Words are those of whoever said them first: what the assistant wrote and then read is its own, what it
 * read and then wrote is not. What the user says, at whatever time, is the user's.
 */
export function createWitness(voices: readonly Voice[]): Witness {
  const said = [...voices.filter(({ source }) => source === 'user'), ...voices.filter(({ source }) => source !== 'user')];
  const isAnyForeign = said.some(({ source, text }) => isForeign(source) && text !== '');
  let heard: readonly { readonly source: Authority; readonly words: readonly string[] }[] | undefined;
  return {
    quotedIn(texts) {
      if (!isAnyForeign) return texts.map(() => undefined);
      heard ??= said.map(({ source, text }) => ({ source, words: wordsOf(text) }));
      const known = new Map<string, Run>();
      const runs = texts.map((text) => runsOf(text).map((words) => runOf(known, words)));
      const byStart = groupByStart([...known.values()]);
      for (const { source, words } of heard) findFirst(byStart, words, source);
      return runs.map(foreignIn);
    },
  };
}

/** Words in a row, and who said them first. */
interface Run {
  readonly words: readonly string[];
  by?: Authority;
}

/** By their first two words: many start with "the". */
type Starts = Map<string, Map<string, Run[]>>;

function runOf(known: Map<string, Run>, words: readonly string[]): Run {
  const key = words.join(' ');
  const run = known.get(key) ?? { words };
  known.set(key, run);
  return run;
}

function groupByStart(runs: readonly Run[]): Starts {
  const starts: Starts = new Map();
  for (const run of runs) {
    const [first = '', second = ''] = run.words;
    const seconds = starts.get(first) ?? new Map<string, Run[]>();
    const same = seconds.get(second) ?? [];
    same.push(run);
    starts.set(first, seconds.set(second, same));
  }
  return starts;
}

function findFirst(starts: Starts, said: readonly string[], source: Authority): void {
  for (let at = 0; at + 1 < said.length; at += 1) {
    const same = starts.get(said[at]!)?.get(said[at + 1]!) ?? [];
    for (const run of same) if (run.by === undefined && standsAt(run.words, said, at)) run.by = source;
  }
}

function standsAt(words: readonly string[], said: readonly string[], at: number): boolean {
  for (let i = 1; i < words.length; i += 1) if (said[at + i] !== words[i]) return false;
  return true;
}

function foreignIn(runs: readonly Run[]): Authority | undefined {
  const found = runs.flatMap(({ by }) => (by !== undefined && isForeign(by) ? [by] : []));
  return found.length === 0 ? undefined : weakest(found);
}

/** What a text is recognised by: every run of so many words, and shorter clauses as a whole. */
function runsOf(text: string): readonly (readonly string[])[] {
  const start = text.slice(0, LONGEST_TEXT);
  const words = wordsOf(start).filter((word) => !HASH.test(word));
  if (words.length < RUN) return words.length < SHORTEST_TEXT ? [] : [words, ...clausesOf(start)];
  return [...Array.from({ length: words.length - RUN + 1 }, (_, at) => words.slice(at, at + RUN)), ...clausesOf(start)];
}

function clausesOf(text: string): readonly (readonly string[])[] {
  const clauses = text.split(CLAUSE_END).map(wordsOf);
  return clauses.filter((words) => words.length >= SHORTEST_CLAUSE && words.length < RUN);
}

/** The words of a text, lower case, without marks. */
export function wordsOf(text: string): readonly string[] {
  if (!NOT_PLAIN.test(text)) return text.toLowerCase().match(PLAIN_WORD) ?? [];
  return text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase().match(WORD) ?? [];
}

function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(textIn).join('\n');
}
