import type { Event } from '../../model/event.ts';
import type { Authority } from '../../model/memory.ts';
import { isForeign, sourceOf, weakest } from '../../model/source.ts';
import { textIn } from '../../model/text-in.ts';
import { choicesOf, isQuestion } from '../evidence/choices.ts';
import { GRAM, type Grams, hasAll, hashGrams, tabulate } from './grams.ts';

/** Words that were said, and whose they are. */
export interface Voice {
  readonly source: Authority;
  readonly text: string;
  /** Names the text of an event, which is asked about turn after turn. */
  readonly key?: string;
}

/** Tells of texts whose words they are, by what was said before. */
export interface Witness {
  /** For each text the weakest source that it quotes nearly word for word; `undefined`: it quotes nobody but the user and the assistant. */
  quotedIn(texts: readonly string[]): readonly (Authority | undefined)[];
}

// So many words in a row are nobody's by chance; a clause or a whole text may be shorter.
const RUN = 6;
const SHORTEST_CLAUSE = GRAM;
const SHORTEST_TEXT = GRAM;
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
// What stands between the words of a text only as it is shown: numbers of lines, tags, entities, targets of links.
const MARKUP = /^(?:[^\s:]{1,200}:)?[ \t]{0,20}\d{1,9}[→\t:]|<\/?[a-z][^<>]{0,300}>|&#?\w{1,10};|(?<=\])\([^()\s]{0,500}\)/gim;

// The window before a turn is nearly that of the turn before: so many texts are not taken apart again.
const MOST_KNOWN = 256;
const known = new Map<string, Grams>();

/** What is known of events: who said what, in the order it happened. The assistant's own arguments for a tool come before what that gave back. */
export function voicesOf(events: readonly Event[]): readonly Voice[] {
  return events.flatMap(readVoices);
}

function readVoices(event: Event): readonly Voice[] {
  const { call, text = '' } = event;
  if (call === undefined) return [{ source: sourceOf(event), text, key: nameText(event, text) }];
  const told = { source: 'assistant' as const, text: textIn(call.input) };
  // Of a question the user said what they answered.
  if (isQuestion(call)) return [told, ...choicesOf(call).map(({ answer }) => ({ source: 'user' as const, text: answer }))];
  return [told, { source: sourceOf(event), text: call.output, key: nameText(event, call.output) }];
}

// An event that is told again may have more to say: its length and its ends show it.
function nameText({ id }: Event, text: string): string {
  return `${id} ${text.length} ${text.slice(0, 40)} ${text.slice(-40)}`;
}

// The rows of words of a text, and where markup breaks them up, also those without it.
function gramsOf({ text, key }: Voice): Grams {
  if (key === undefined) return readGrams(text);
  const grams = known.get(key) ?? readGrams(text);
  known.delete(key);
  known.set(key, grams);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
  return grams;
}

function readGrams(text: string): Grams {
  const bare = text.replace(MARKUP, ' ');
  const hashes = hashGrams(wordsOf(text));
  return tabulate(bare === text ? hashes : [...hashes, ...hashGrams(wordsOf(bare))]);
}

/**
 * A witness of these voices. Words are those of whoever said them first: what the assistant wrote and then read is its own, what it
 * read and then wrote is not. What the user says, at whatever time, is the user's.
 */
export function createWitness(voices: readonly Voice[]): Witness {
  const said = [...voices.filter(({ source }) => source === 'user'), ...voices.filter(({ source }) => source !== 'user')];
  const isAnyForeign = said.some(({ source, text }) => isForeign(source) && text !== '');
  let heard: readonly { readonly source: Authority; readonly grams: Grams }[] | undefined;
  return {
    quotedIn(texts) {
      if (!isAnyForeign) return texts.map(() => undefined);
      const all = (heard ??= said.filter(({ text }) => text !== '').map((voice) => ({ source: voice.source, grams: gramsOf(voice) })));
      const firstToSay = (run: readonly number[]): Authority | undefined => all.find(({ grams }) => hasAll(grams, run))?.source;
      return texts.map((text) => foreignIn(runsOf(text).map(hashGrams).map(firstToSay)));
    },
  };
}

function foreignIn(sources: readonly (Authority | undefined)[]): Authority | undefined {
  const foreign = sources.filter((source) => source !== undefined && isForeign(source));
  return foreign.length === 0 ? undefined : weakest(foreign as readonly Authority[]);
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
