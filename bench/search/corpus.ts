import type { Event, Session } from '../../src/model/event.ts';
import { MEMORY_TYPES, type MemoryDraft } from '../../src/model/memory.ts';
import { createRandom } from '../random.ts';
import { createZipf, pick } from './random.ts';
import { makeWords, type Words } from './vocabulary.ts';

/** Projects, by size: half of all memories, a quarter, and so on. */
export const PROJECTS = 8;
/** Two years, in milliseconds since the epoch. */
export const SPAN: { readonly from: number; readonly to: number } = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2026, 0, 1) };

const TURNS = 20;
const WORDS = 40;
const MOST_SPOKEN = 100_000;
const MINUTE = 60_000;
// Words that a session keeps coming back to, and how often.
const TOPIC = { words: 60, share: 0.25 };

/** A turn: what was said and done in it, and the memory made of it. */
export interface SampleTurn {
  readonly id: string;
  readonly events: readonly Event[];
  readonly draft: MemoryDraft;
}

/** A session with its turns; its project is a place in the list of projects. */
export interface SampleSession {
  readonly session: Omit<Session, 'project'>;
  readonly project: number;
  readonly turns: readonly SampleTurn[];
}

/** What is searched in the bench: any session by its place, always the same for the same place. */
export interface Corpus {
  readonly words: Words;
  readonly sessions: number;
  read(place: number): SampleSession;
  /** So many words, as they follow each other in a session. */
  speak(place: number, random: () => number, count: number): string[];
}

/** `count` memories, 20 to a session; the last 100,000 with the three events that each was made of. */
export function makeCorpus(count: number): Corpus {
  const words = makeWords();
  const drawWord = createZipf(words.all.length);
  const drawPath = createZipf(words.paths.length);
  const sessions = Math.ceil(count / TURNS);
  const speak: Corpus['speak'] = (place, random, length) => {
    const topic = createRandom(place * 2 + 1);
    const own = Array.from({ length: TOPIC.words }, () => pick(words.all, topic));
    return Array.from({ length }, () => (random() < TOPIC.share ? pick(own, random) : words.all[drawWord(random)]!));
  };
  return {
    words,
    sessions,
    speak,
    read(place) {
      const random = createRandom(place * 2);
      const project = Math.min(PROJECTS - 1, Math.floor(-Math.log2(1 - random())));
      const startedAt = Math.floor(SPAN.from + (place / sessions) * (SPAN.to - SPAN.from));
      const id = `session-${place}`;
      const turns = Array.from({ length: Math.min(TURNS, count - place * TURNS) }, (_, i): SampleTurn => {
        const number = place * TURNS + i;
        const say = (length: number): string => speak(place, random, length).join(' ');
        const files = (most: number): string[] => drawFiles(most, random, () => words.paths[drawPath(random)]!);
        const turn = { id: `prompt-${number}`, session: id, at: startedAt + i * MINUTE };
        const draft = makeDraft(turn.at, random, say, files);
        return { id: turn.id, draft, events: number < count - MOST_SPOKEN ? [] : makeEvents(turn, draft, say) };
      });
      return { project, turns, session: toSession(id, project, startedAt) };
    },
  };
}

function toSession(id: string, project: number, startedAt: number): SampleSession['session'] {
  return { id, agent: 'claude-code', cwd: `/work/${project}`, startedAt, lastEventAt: startedAt + TURNS * MINUTE };
}

function drawFiles(most: number, random: () => number, draw: () => string): string[] {
  return [...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, draw))];
}

function makeDraft(
  at: number,
  random: () => number,
  say: (length: number) => string,
  files: (most: number) => readonly string[],
): MemoryDraft {
  return {
    slot: 'work',
    // Those at the start of the list are more frequent.
    type: MEMORY_TYPES[Math.floor(random() ** 2 * MEMORY_TYPES.length)]!,
    title: say(8),
    subtitle: '',
    narrative: say(WORDS - 18),
    facts: [say(5), say(5)],
    concepts: [],
    filesRead: files(2),
    filesModified: files(3),
    content: {},
    authority: 'assistant',
    confidence: 0.8,
    evidence: [],
    at,
  };
}

function makeEvents(
  { id: prompt, session, at }: { readonly id: string; readonly session: string; readonly at: number },
  { filesModified: [file = 'README.md'] }: MemoryDraft,
  say: (length: number) => string,
): readonly Event[] {
  const told = { agent: 'claude-code', session, prompt };
  const call = { tool: 'Edit', input: { file_path: file, old_string: say(8), new_string: say(8) }, output: 'ok', failed: false };
  return [
    { ...told, id: `${prompt}-asked`, kind: 'prompt', at, text: say(25) },
    { ...told, id: `${prompt}-done`, kind: 'tool_call', at: at + 1000, call },
    { ...told, id: `${prompt}-said`, kind: 'assistant_message', at: at + 2000, text: say(WORDS) },
  ];
}
