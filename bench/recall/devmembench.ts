import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../src/app/capture/capture.ts';
import { redactEvent } from '../../src/redact/redact.ts';
import type { Ports } from '../../src/app/ports.ts';
import { findSpeaking } from '../../src/app/recall/find-speaking.ts';
import { search } from '../../src/app/recall/search.ts';
import type { Hit } from '../../src/model/query.ts';
import { searchSessions } from '../../src/app/recall/search-sessions.ts';
import { drain } from '../../src/app/work/drain.ts';
import { indexRecord } from '../../src/app/work/index-record.ts';
import type { Event } from '../../src/model/event.ts';
import { readConfig, wire } from '../../src/wire.ts';
import { sharedData } from '../../test/shared-data.ts';
import { describeMean, describeShare, gradeAt, halves } from './metrics.ts';

interface Talk {
  readonly sessionId: string;
  readonly metadata: { readonly date: string };
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
}

interface Question {
  readonly questionType: string;
  readonly question: string;
  /** Sessions that have the answer; none for what was never said. */
  readonly haystackSessionIds: readonly string[];
}

interface Asked {
  readonly type: string;
  readonly wanted: readonly string[];
  readonly hits: readonly Hit[];
  /** The gate at prompts would say something. */
  readonly speaks: boolean;
  /** Ids, best first. */
  readonly sessions: readonly string[];
}

const AGENT = 'devmembench';
const TOP = 5;
const MEMORIES = 50;
const MORNING_MS = 9 * 3_600_000;
const MESSAGE_MS = 60_000;
// The day after the last session: figures must not change with the day they are taken on, and age counts.
const NOW = Date.parse('2025-02-11T09:00:00Z');

/**
 * Rows of a table: whether a session that has the answer is among the first five, and whether one of the first five memories is
 * of such a session, by type of question; then how often the gate at prompts keeps silent on what was never said, and how often it
 * speaks where there is an answer. The halves are every other question, as all numbers here are odd. `folder` is scratch. Undefined:
 * the data is not here.
 */
export async function benchDevmembench(folder: string): Promise<readonly (readonly string[])[] | undefined> {
  const data = sharedData('retrieval/devmembench');
  if (data === undefined) return undefined;
  const talks = JSON.parse(readFileSync(join(data, 'sessions.json'), 'utf8')) as readonly Talk[];
  const questions = JSON.parse(readFileSync(join(data, 'questions.json'), 'utf8')) as readonly Question[];
  await using wired = await wire(readConfig({ HOLDFAST_HOME: join(folder, AGENT) }));
  for (const talk of talks) await tell(wired, talk);
  for await (const _ of drain(wired, { eager: true }));
  for await (const _ of indexRecord(wired));
  const asked: Asked[] = [];
  for (const question of questions) asked.push(await ask({ ...wired, clock: () => NOW }, question));
  return [...describeFinding(asked), ...describeGate(asked)];
}

async function tell(ports: Ports, { sessionId: session, metadata, messages }: Talk): Promise<void> {
  const start = Date.parse(metadata.date) + MORNING_MS;
  const events: Event[] = [];
  let prompt = '';
  for (const [place, { role, content: text }] of messages.entries()) {
    const id = `${session}:${place}`;
    if (role === 'user') prompt = id;
    const kind = role === 'user' ? 'prompt' : 'assistant_message';
    events.push({ id, kind, agent: AGENT, session, prompt, at: start + place * MESSAGE_MS, text });
  }
  await capture(ports, AGENT, { session, cwd: '/devmembench', events: events.map(redactEvent), settled: true });
}

async function ask(ports: Ports, { questionType: type, question, haystackSessionIds: wanted }: Question): Promise<Asked> {
  const hits = await search(ports, { text: question, limit: MEMORIES, offset: 0, order: 'relevance' });
  const sessions = await searchSessions(ports, { text: question, limit: TOP, offset: 0 });
  const speaking = await findSpeaking(ports, question, {});
  return { type, wanted, hits, speaks: speaking.length > 0, sessions: sessions.map(({ session }) => session) };
}

function describeFinding(asked: readonly Asked[]): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const add = (name: string, part: string, all: readonly Asked[]): void => {
    const some = all.filter(({ wanted }) => wanted.length > 0);
    if (some.length === 0) return;
    rows.push([
      name,
      part,
      String(some.length),
      `session hit@5 ${describeShare(some.map(({ sessions, wanted }) => sessions.some((id) => wanted.includes(id))))}`,
      `memory hit@5 ${describeShare(some.map(hasMemory))}; session R@5 ${describeMean(some, ({ sessions, wanted }) => gradeAt(TOP, sessions, wanted))}`,
    ]);
  };
  for (const [type, some] of Map.groupBy(asked, ({ type: of }) => of)) add(`devmembench: ${type}`, 'all', some);
  for (const [part, some] of halves(asked)) add('devmembench', part, some);
  return rows;
}

function hasMemory({ hits, wanted }: Asked): boolean {
  return hits.slice(0, TOP).some(({ memory }) => wanted.includes(memory.session));
}

function describeGate(asked: readonly Asked[]): readonly (readonly string[])[] {
  return halves(asked).map(([part, some]) => {
    const [known, unknown] = [some.filter(({ wanted }) => wanted.length > 0), some.filter(({ wanted }) => wanted.length === 0)];
    return [
      'devmembench: the gate at prompts',
      part,
      `${unknown.length} + ${known.length}`,
      `silent on the unknown ${describeShare(unknown.map(({ speaks }) => !speaks))}`,
      `speaks on the known ${describeShare(known.map(({ speaks }) => speaks))}`,
    ];
  });
}
