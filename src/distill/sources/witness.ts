import type { Event } from '../../model/event.ts';
import type { Authority } from '../../model/memory.ts';
import { hashShingle, readShingles, SHINGLE } from '../../model/shingles/shingles.ts';
import { isForeign, sourceOf, weakest } from '../../model/source.ts';
import { textIn } from '../../model/text-in.ts';
import { withoutMarkup, wordsOf } from '../../model/compared-words.ts';
import { choicesOf, isQuestion } from '../evidence/choices.ts';
import { GRAM, type Grams, hasAll, hashGrams, tabulate } from './grams.ts';

/** Words that were said, and whose they are. */
export interface Voice {
  readonly source: Authority;
  readonly text: string;
  /** A sample of the shingles of what the text leaves out. */
  readonly shingles?: string;
  /** Names the text of an event, which is asked about turn after turn. */
  readonly key?: string;
}

/** Tells of texts whose words they are, by what was said before. */
export interface Witness {
  /** For each text the weakest source that it quotes nearly word for word; `undefined`: it quotes nobody but the user and the assistant. */
  quotedIn(texts: readonly string[]): readonly (Authority | undefined)[];
  /**
   * The same for the texts of one memory: where one of them repeats what was not kept of an output, what the assistant said after
   * that output is the output's as well, for it may have more from there.
   */
  quotedTogether(texts: readonly string[]): readonly (Authority | undefined)[];
}

// So many words in a row are nobody's by chance; a clause or a whole text may be shorter.
const RUN = SHINGLE;
const SHORTEST_CLAUSE = GRAM;
const SHORTEST_TEXT = GRAM;
// In UTF-16 units: a text of a memory is shorter, and of a long one its start tells.
const LONGEST_TEXT = 4_000;
const CLAUSE_END = /[.,:;!?()[\]{}"“”«»„`|\n]|\s[-–—→]\s|[。，、；：！？「」]/u;
// What git prints beside the subject that the assistant wrote.
const HASH = /^(?=[a-f]*\d)[\da-f]{7,40}$/;

// The window before a turn is nearly that of the turn before: so many texts are not taken apart again.
const MOST_KNOWN = 256;
const known = new Map<string, Heard>();

/** What is known of events: who said what, in the order it happened. The assistant's own arguments for a tool come before what that gave back. */
export function voicesOf(events: readonly Event[]): readonly Voice[] {
  return events.flatMap(readVoices);
}

function readVoices(event: Event): readonly Voice[] {
  const { call, text = '' } = event;
  if (call === undefined) return [{ source: sourceOf(event), text, key: nameText(event, text) }];
  const { output, shingles = {} } = call;
  const told = { source: 'assistant' as const, text: textIn(call.input), ...sampled(shingles.input) };
  // Of a question the user said what they answered.
  if (isQuestion(call)) return [told, ...choicesOf(call).map(({ answer }) => ({ source: 'user' as const, text: answer }))];
  return [told, { source: sourceOf(event), text: output, key: nameText(event, output, shingles.output), ...sampled(shingles.output) }];
}

function sampled(shingles: string | undefined): Pick<Voice, 'shingles'> {
  return shingles === undefined ? {} : { shingles };
}

// An event that is told again may have more to say: its length and its ends show it.
function nameText({ id }: Event, text: string, shingles = ''): string {
  return `${id} ${text.length} ${text.slice(0, 40)} ${text.slice(-40)} ${shingles.length} ${shingles.slice(-16)}`;
}

// What is known of the words of a text, and of those that it leaves out.
interface Heard {
  readonly grams: Grams;
  readonly shingles?: Grams;
}

function hear({ text, key, shingles }: Voice): Heard {
  const heard = (key === undefined ? undefined : known.get(key)) ?? {
    grams: readGrams(text),
    ...(shingles === undefined ? {} : { shingles: tabulate(readShingles(shingles)) }),
  };
  if (key === undefined) return heard;
  known.delete(key);
  known.set(key, heard);
  if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
  return heard;
}

// The rows of words of a text, and where markup breaks them up, also those without it.
function readGrams(text: string): Grams {
  const bare = withoutMarkup(text);
  const hashes = hashGrams(wordsOf(text));
  return tabulate(bare === text ? hashes : [...hashes, ...hashGrams(wordsOf(bare))]);
}

/**
 * A witness of these voices. Words are those of whoever said them first: what the assistant wrote and then read is its own, what it
 * read and then wrote is not. What the user says, at whatever time, is the user's.
 */
export function createWitness(voices: readonly Voice[]): Witness {
  const said = [...voices.filter(({ source }) => source === 'user'), ...voices.filter(({ source }) => source !== 'user')].filter(
    ({ text }) => text !== '',
  );
  const isAnyForeign = said.some(({ source }) => isForeign(source));
  let heard: readonly Heard[] | undefined;
  const findAll = (texts: readonly string[]): readonly (readonly First[])[] => {
    if (!isAnyForeign) return texts.map(() => []);
    const all = (heard ??= said.map(hear));
    const isAnySampled = all.some(({ shingles }) => shingles !== undefined);
    return texts.map((text) => runsOf(text).map((run) => findFirst(all, run, isAnySampled)));
  };
  const sourceAt = ({ at }: First): Authority | undefined => said[at]?.source;
  return {
    quotedIn: (texts) => findAll(texts).map((firsts) => foreignIn(firsts.map(sourceAt))),
    quotedTogether(texts) {
      const found = findAll(texts);
      const hidden = found.flat().filter((first) => first.isLeftOut && isForeign(sourceAt(first)!));
      const page = hidden.reduce<First | undefined>((first, one) => (first === undefined || one.at < first.at ? one : first), undefined);
      const sourceOfRun = (first: First): Authority | undefined =>
        page !== undefined && first.at > page.at && sourceAt(first) === 'assistant' ? sourceAt(page) : sourceAt(first);
      return found.map((firsts) => foreignIn(firsts.map(sourceOfRun)));
    },
  };
}

// The first to say a run of words: their place, `Infinity` for nobody, and whether it is not in what was kept of their text.
interface First {
  readonly at: number;
  readonly isLeftOut: boolean;
}

function findFirst(all: readonly Heard[], run: readonly string[], isAnySampled: boolean): First {
  const grams = hashGrams(run);
  const shingle = isAnySampled && run.length === SHINGLE ? hashShingle(run) : undefined;
  for (const [at, heard] of all.entries()) {
    if (hasAll(heard.grams, grams)) return { at, isLeftOut: false };
    if (shingle !== undefined && heard.shingles !== undefined && hasAll(heard.shingles, [shingle])) return { at, isLeftOut: true };
  }
  return { at: Infinity, isLeftOut: false };
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
