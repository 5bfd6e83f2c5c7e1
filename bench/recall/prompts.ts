import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promptContext } from '../../src/app/recall/prompt-context.ts';
import { search } from '../../src/app/recall/search.ts';
import type { Memory } from '../../src/model/memory.ts';
import { describeShare } from './metrics.ts';
import { type Moment, readSessions, replay } from './replay.ts';
import { type After, readAfter } from './used-after.ts';

/** What a way of choosing memories puts beside one prompt. */
interface Chosen {
  readonly memories: readonly Memory[];
  readonly tokens: number;
}

/** The same, judged. */
interface Said {
  readonly memories: readonly Judged[];
  readonly tokens: number;
}

interface Judged {
  /** Files that it changed are touched after the prompt, or an error that it tells is met. */
  readonly isUsed: boolean;
  /** 0: about something else, 1: on topic, 2: plainly useful. Undefined: nobody looked. */
  readonly label: number | undefined;
}

type Labels = Readonly<Record<string, Readonly<Record<string, number | undefined>>>>;

const BEST = 3;
const CALLS = 80;
const LABELS = new URL('./prompt-labels.json', import.meta.url);

// The ways that are measured: what the product does, and what it would be without a gate, or without looking at the prompt.
const WAYS: Readonly<Record<string, (moment: Moment) => Promise<Chosen>>> = {
  'the gate': bySpeaking,
  'always the best three': byRelevance,
  'the three newest': byDate,
};

/**
 * Rows of a table: at the prompts of real sessions, asked in the order in which they came and with nothing known but what came
 * before, how much of what was said unasked was to the point, and how often something was said. Graded by what happened after
 * the prompt, and by labels. The halves are the sessions that began first and those that began later. `folder` is scratch.
 * Undefined: the data is not here.
 */
export async function benchPrompts(folder: string): Promise<readonly (readonly string[])[] | undefined> {
  const read = await readSessions(folder);
  if (read === undefined) return undefined;
  const { sessions, middle } = read;
  const labels = JSON.parse(readFileSync(LABELS, 'utf8')) as Labels;
  const said = Object.keys(WAYS).map(() => ({ older: [] as Said[], newer: [] as Said[] }));
  for await (const moment of replay(sessions, folder)) {
    const half = moment.session.startedAt < middle ? 'older' : 'newer';
    const after = readAfter(moment, CALLS);
    const known = labels[toKey(moment.session.id, moment.prompt.id)] ?? {};
    for (const [place, way] of Object.values(WAYS).entries()) said[place]![half].push(judge(after, await way(moment), known));
  }
  return Object.keys(WAYS).flatMap((name, place) => {
    const { older, newer } = said[place]!;
    return [describe(name, 'older', older), describe(name, 'newer', newer), describe(name, 'all', [...older, ...newer])];
  });
}

async function bySpeaking({ ports, project, session, prompt }: Moment): Promise<Chosen> {
  const call = { session: session.id, cwd: session.cwd, events: [prompt], moment: 'prompt', settled: false } as const;
  const before = (await ports.store.injections(session.id)).length;
  await promptContext(ports, { notes: () => [] }, { call, project });
  const told = (await ports.store.injections(session.id)).slice(before);
  const memories = await ports.store.memories(told.flatMap((injection) => injection.memories.map(({ id }) => id)));
  return { memories, tokens: told.reduce((sum, { tokens }) => sum + tokens, 0) };
}

async function byRelevance({ ports, project, session, prompt }: Moment): Promise<Chosen> {
  const hits = await search(ports, { text: prompt.text ?? '', project: project.id, limit: 12, offset: 0, order: 'relevance' });
  return whole(hits.map(({ memory }) => memory).filter((memory) => memory.session !== session.id));
}

async function byDate({ ports, project, session }: Moment): Promise<Chosen> {
  const newest = await ports.store.list({ project: project.id, status: 'active', order: 'newest', limit: 50, offset: 0 });
  return whole(newest.filter((memory) => memory.session !== session.id));
}

function whole(memories: readonly Memory[]): Chosen {
  const best = memories.slice(0, BEST);
  return { memories: best, tokens: best.reduce((sum, { tokens }) => sum + tokens, 0) };
}

function judge({ isUsed }: After, { memories, tokens }: Chosen, labels: Labels[string]): Said {
  const judged = memories.map((memory) => ({
    isUsed: isUsed(memory),
    label: labels[toKey(memory.session, memory.turn, memory.title)],
  }));
  return { memories: judged, tokens };
}

function describe(name: string, half: string, prompts: readonly Said[]): readonly string[] {
  const speaking = prompts.filter(({ memories }) => memories.length > 0);
  const memories = speaking.flatMap((said) => said.memories);
  const labelled = memories.flatMap(({ label }) => label ?? []);
  const tokens = Math.round(speaking.reduce((sum, said) => sum + said.tokens, 0) / Math.max(1, speaking.length));
  return [
    `prompts: ${name}`,
    half,
    `${prompts.length}`,
    `says something at ${describeShare(prompts.map((said) => said.memories.length > 0))}; ${tokens} tokens then`,
    `of ${memories.length} memories used after ${describeShare(memories.map(({ isUsed }) => isUsed))}; of ${labelled.length} labelled on topic ${describeShare(labelled.map((label) => label > 0))}, plainly useful ${describeShare(labelled.map((label) => label > 1))}`,
  ];
}

/** A prompt or a memory in the labels, which hold no word of anybody. */
function toKey(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}
