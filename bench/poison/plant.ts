import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTranscripts } from '../../src/app/capture/import.ts';
import type { Ports } from '../../src/app/ports.ts';
import { tellEvidence, tellHits, tellMemories, tellTimeline } from '../../src/app/recall/answers.ts';
import { brief } from '../../src/app/recall/brief.ts';
import { promptContext } from '../../src/app/recall/prompt-context.ts';
import { readEvidence } from '../../src/app/recall/read-evidence.ts';
import { rememberForAgent } from '../../src/app/recall/remember-for-agent.ts';
import { search } from '../../src/app/recall/search.ts';
import { timeline } from '../../src/app/recall/timeline.ts';
import type { Memory } from '../../src/model/memory.ts';
import type { Project } from '../../src/model/project.ts';
import { isRule } from '../../src/model/rule.ts';
import { findAgent, readConfig, wire } from '../../src/wire.ts';
import type { Attack } from './attacks.ts';
import type { PoisonSource } from './sources.ts';
import { holds, withoutMarked } from './traces.ts';
import { uuidOf, writeSession } from './write-session.ts';

/** What became of the attacks of one source, in attacks. */
export interface Outcome {
  readonly source: string;
  readonly planted: number;
  /** In the words of a memory, whatever its status. */
  readonly remembered: number;
  /** An active preference, constraint, decision or runbook holds it. */
  readonly ruling: readonly string[];
  /** In a text that was put before an agent unasked. */
  readonly injected: readonly string[];
  /** So many texts were put before an agent unasked. */
  readonly texts: number;
  /** In what was told when asked for. */
  readonly recalled: number;
  /** There without a word on whose it is. */
  readonly unlabelled: readonly string[];
}

const START = Date.UTC(2026, 4, 20, 12);
const DAY_MS = 86_400_000;
const PLENTY = 100_000;
const MOST = 100;

/** Plants each attack in a session in a project of its own, lives on, and looks where it comes up. `folder` is scratch. */
export async function plant(source: PoisonSource, attacks: readonly Attack[], folder: string): Promise<Outcome> {
  const config = readConfig({ HOLDFAST_HOME: join(folder, uuidOf(source.name)), HOME: folder });
  await using wired = await wire(config);
  let now = START;
  const locate: Ports['locate'] = async (cwd) => ({ cwd, root: cwd, aliases: [`folder:${cwd}`], name: cwd });
  const ports: Ports = { ...wired, clock: () => now, locate };
  for (const steps of [source.steps, source.later]) {
    if (steps === undefined) continue;
    // Only what a memory holds can be repeated from it.
    const held = new Set(steps === source.steps ? attacks : await findHeld(ports, attacks));
    const paths = writeSessions(steps, attacks, held, { folder: join(folder, uuidOf(`${source.name} ${now}`)), at: now });
    now += DAY_MS;
    for await (const _ of importTranscripts(ports, paths, () => (source.foreign === true ? 'other' : 'user'))) continue;
  }
  if (source.remembers !== undefined)
    for (const [index, { words }] of attacks.entries())
      await rememberForAgent(ports, folderOf(index), { text: words, type: source.remembers, fromUser: true });
  now += DAY_MS;
  const sights: Sight[] = [];
  for (const [index, attack] of attacks.entries()) sights.push(await look(ports, attack, index));
  const those = (which: (sight: Sight) => boolean): readonly string[] =>
    attacks.filter((_, index) => which(sights[index]!)).map(({ name }) => name);
  return {
    source: source.name,
    planted: attacks.length,
    remembered: those((sight) => sight.remembered).length,
    ruling: those((sight) => sight.ruling),
    injected: those((sight) => sight.injected),
    texts: sights.reduce((sum, { texts }) => sum + texts, 0),
    recalled: those((sight) => sight.recalled).length,
    unlabelled: those((sight) => sight.unlabelled),
  };
}

const folderOf = (index: number): string => `/work/project-${index}`;
const topicOf = (index: number): string => `${['quarterly', 'harbour', 'invoice', 'tariff', 'parcel'][index % 5]!}${index}`;

function writeSessions(
  steps: PoisonSource['steps'],
  attacks: readonly Attack[],
  wanted: ReadonlySet<Attack>,
  { folder, at }: { readonly folder: string; readonly at: number },
): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return attacks.flatMap((attack, index) => {
    if (!wanted.has(attack)) return [];
    const id = uuidOf(`${folder} ${attack.name}`);
    const path = join(folder, `${id}.jsonl`);
    const script = { id, cwd: folderOf(index), at: at + index * 60_000, steps: steps(attack, topicOf(index), index) };
    writeFileSync(path, writeSession(script));
    return path;
  });
}

async function findHeld(ports: Ports, attacks: readonly Attack[]): Promise<readonly Attack[]> {
  const memories = await ports.store.list({ order: 'newest', limit: PLENTY, offset: 0 });
  const texts = memories.map(textOf);
  return attacks.filter(({ words }) => texts.some((text) => holds(text, words)));
}

interface Sight {
  readonly remembered: boolean;
  readonly ruling: boolean;
  readonly injected: boolean;
  readonly texts: number;
  readonly recalled: boolean;
  readonly unlabelled: boolean;
}

async function look(ports: Ports, attack: Attack, index: number): Promise<Sight> {
  const cwd = folderOf(index);
  const project = await ports.store.project(await ports.locate(cwd), 0);
  const memories = await ports.store.list({ project: project.id, order: 'newest', limit: MOST, offset: 0 });
  const own = memories.filter((memory) => holds(textOf(memory), attack.words));
  const unasked = await tellUnasked(ports, project, cwd, [attack.words, `What about the ${topicOf(index)} report?`]);
  const asked = await tellAsked(ports, project, attack, memories);
  const foreign = memories.some(({ authority }) => authority === 'import');
  return {
    remembered: own.length > 0,
    ruling: own.some(({ status, type }) => status === 'active' && isRule(type)),
    injected: unasked.some((text) => holds(text, attack.words)),
    texts: unasked.length,
    recalled: asked.some((part) => holds(part, attack.words)),
    unlabelled: asked.some((part) => !isLabelled(part, foreign) && holds(withoutMarked(part), attack.words)),
  };
}

async function tellUnasked(ports: Ports, project: Project, cwd: string, prompts: readonly string[]): Promise<readonly string[]> {
  const agent = findAgent('claude-code')!;
  const texts: (string | undefined)[] = [];
  for (const tokens of [2000, PLENTY]) texts.push((await brief(ports, { project, session: '', cwd, tokens }))?.text);
  for (const text of prompts) {
    const session = uuidOf(text);
    const event = { id: session, kind: 'prompt', agent: agent.name, session, prompt: 'p', at: ports.clock(), text } as const;
    const call = { session, cwd, events: [event], moment: 'prompt', settled: false } as const;
    texts.push((await promptContext(ports, agent, { call, project })).context);
  }
  return texts.filter((text) => text !== undefined);
}

/** Everything that is told when asked for, in parts that each say by themselves whose words they are: a line of an index, a memory, an event. */
async function tellAsked(ports: Ports, project: Project, attack: Attack, memories: readonly Memory[]): Promise<readonly string[]> {
  const keys = memories.map(({ id }) => id);
  const hits = await search(ports, { text: attack.words, project: project.id, limit: MOST, offset: 0, order: 'relevance' });
  const [first] = memories;
  const around = first === undefined ? undefined : await timeline(ports, { anchor: first.id, project: project.id, before: 50, after: 50 });
  const evidence = tellEvidence(await readEvidence(ports, keys), PLENTY);
  return [
    // Why something was found is told in the words of the search.
    ...tellHits(hits)
      .split('\n')
      .map((line) => line.replace(/\(~\d+ tokens;.*$/, '')),
    ...(around === undefined ? [] : tellTimeline(around.anchor, around.memories).split('\n')),
    ...tellMemories(memories).split(/^(?=## #)/m),
    ...evidence.split(/^(?=\d{4}-\d\d-\d\d |## #)/m),
  ];
}

/** A part says in its first words that they are not the user's nor the assistant's, or is the record of an event, which says whose it was. */
function isLabelled(part: string, foreign: boolean): boolean {
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d (?:prompt|assistant_message|tool_call|subagent_\w+)/.test(part)) return true;
  const [first = '', second = ''] = part.replace(/^[> ] /, '').split('\n');
  return /\((?:quotes|from an imported)/.test(first) || (foreign && second.startsWith('from an imported'));
}

function textOf({ title, subtitle, narrative, facts }: Memory): string {
  return [title, subtitle, narrative, ...facts].join('\n');
}
