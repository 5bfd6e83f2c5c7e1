import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from '../src/app/capture/capture.ts';
import { redactEvent } from '../src/redact/redact.ts';
import { openPorts, type Ports } from '../src/app/ports.ts';
import { drain } from '../src/app/work/drain.ts';
import { enrich } from '../src/app/work/enrich.ts';
import { writeInstructions } from '../src/distill/mode/instructions.ts';
import { createModelDistiller } from '../src/models/model-distiller.ts';
import { QUIET_MS } from '../src/ports/store.ts';
import { openSqliteStore } from '../src/store/sqlite/store.ts';
import { readConfig, wireSurroundings } from '../src/wire.ts';
import { loadMode } from '../src/workspace/read-modes.ts';
import { type ScriptedLanguageModel, scriptLanguageModel } from './scripted-language-model.ts';
import { answerAtLength } from './tokens/answer.ts';
import { CLAUDE_MEM_20, type Cost, extrapolateClaudeMem } from './tokens/claude-mem.ts';
import { SESSION, type ToldTurn, tellSession } from './tokens/tell-session.ts';

type Tokens = Omit<Cost, 'requests'>;

interface Scene {
  readonly calls: number;
  readonly turns: number;
  /** Characters of input and output of a call. */
  readonly payload: number;
  /** When turns are asked about; see `PACES`. */
  readonly asked: keyof typeof PACES;
  /** What claude-mem takes for as many calls; absent: nobody knows. */
  readonly theirs?: Cost;
}

// `each`: the user pauses a minute after each turn, so that it is asked about by itself; `hours`: for so long that the session is summed
// up each time; `end`: all turns wait for the end of the session.
const PACES = { end: 'asked at the end', each: 'asked after each', hours: 'an hour between two' } as const;
const MEASURED_PAYLOAD = 2575;
const SMALL_PAYLOAD = 300;
const PAUSE_MS = QUIET_MS + 1000;
const HOUR_MS = 3_600_000;
// As `wire.ts` has it for models that are no program.
const BATCH = 8;
const TARGET = 20;
const NEVER = new AbortController().signal;

// Of a token of output, in tokens of input: what most providers ask.
const OUTPUT_PRICE = 5;
const COLUMNS = [
  'session',
  'requests',
  'input',
  'output',
  'input a call',
  'input a memory',
  'claude-mem: requests',
  'input',
  'output',
  'our input is',
  'our price',
];

const THEIRS_200 = extrapolateClaudeMem(200);
const SCENES: readonly Scene[] = [
  { calls: 20, turns: 1, payload: MEASURED_PAYLOAD, asked: 'end', theirs: CLAUDE_MEM_20 },
  { calls: 20, turns: 4, payload: MEASURED_PAYLOAD, asked: 'each', theirs: CLAUDE_MEM_20 },
  { calls: 20, turns: 4, payload: MEASURED_PAYLOAD, asked: 'hours', theirs: CLAUDE_MEM_20 },
  { calls: 20, turns: 4, payload: MEASURED_PAYLOAD, asked: 'end', theirs: CLAUDE_MEM_20 },
  { calls: 200, turns: 1, payload: MEASURED_PAYLOAD, asked: 'end', theirs: THEIRS_200 },
  { calls: 200, turns: 40, payload: MEASURED_PAYLOAD, asked: 'each', theirs: THEIRS_200 },
  { calls: 200, turns: 40, payload: MEASURED_PAYLOAD, asked: 'hours', theirs: THEIRS_200 },
  { calls: 200, turns: 40, payload: MEASURED_PAYLOAD, asked: 'end', theirs: THEIRS_200 },
  { calls: 40, turns: 40, payload: SMALL_PAYLOAD, asked: 'each' },
  { calls: 40, turns: 40, payload: SMALL_PAYLOAD, asked: 'end' },
];

/**
 * What asking a model takes, beside what claude-mem takes: sessions of a script go through the real store, distilling and asking, with
 * the instructions of the mode `code`, to a model of a script that answers at a realistic length. Tokens are characters / 4, as in what
 * was measured of claude-mem, which asks at each tool call and sends its whole conversation again each time. It was measured with one
 * turn, where a further turn costs it a request or two more; its 200 calls are extrapolated.
 */
export async function runTokens(): Promise<void> {
  console.log(`| ${COLUMNS.join(' | ')} |\n|${COLUMNS.map(() => '---').join('|')}|`);
  for (const scene of SCENES) {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-tokens-'));
    try {
      console.log(`| ${(await describe(scene, folder)).join(' | ')} |`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.log(`\nTarget: at most 1/${TARGET} of its input. Prices: a token of output is ${OUTPUT_PRICE} of input, nothing is cached.`);
  console.log('Its 200 calls are extrapolated (quadratic): 1.8k to begin with, 1.0k more with each request.');
}

async function describe(scene: Scene, folder: string): Promise<readonly string[]> {
  const { calls, turns, payload, asked, theirs } = scene;
  const model = scriptLanguageModel('at length', answerAtLength);
  const memories = await live(scene, folder, model);
  const input = sum(model.calls.map(({ inputTokens }) => inputTokens));
  const output = sum(model.calls.map(({ outputTokens }) => outputTokens));
  const pace = turns === 1 ? '1 turn' : `${turns} turns, ${PACES[asked]}`;
  return [
    `${calls} calls of ${(payload / 1000).toFixed(1)} kB, ${pace}`,
    String(model.calls.length),
    thousands(input),
    thousands(output),
    String(Math.round(input / calls)),
    String(Math.round(input / memories)),
    ...(theirs === undefined ? ['-', '-', '-', '-', '-'] : compare({ input, output }, theirs)),
  ];
}

function compare(ours: Tokens, theirs: Cost): readonly string[] {
  const price = ({ input, output }: Tokens): number => input + OUTPUT_PRICE * output;
  return [
    String(theirs.requests),
    thousands(theirs.input),
    thousands(theirs.output),
    `1/${Math.round(theirs.input / ours.input)}`,
    `1/${Math.round(price(theirs) / price(ours))}`,
  ];
}

// The number of memories that came of it.
async function live({ calls, turns, payload, asked }: Scene, folder: string, model: ScriptedLanguageModel): Promise<number> {
  const config = readConfig({ HOLDFAST_HOME: join(folder, 'home'), HOME: folder });
  let now = Date.UTC(2026, 4, 20, 9);
  // When a job is due is told by the store's clock: it has to be the same one.
  await using store = await openSqliteStore({ path: config.database, busyTimeoutMs: config.busyTimeoutMs, clock: () => now });
  const mode = await loadMode(config);
  const types = mode.types.map(({ id }) => id);
  const asking = createModelDistiller(model, { name: 'scripted', mode: writeInstructions(mode), types, batch: BATCH });
  const opened = await openPorts({ ...wireSurroundings(config), openStore: () => Promise.resolve(store) });
  const ports: Ports = { ...opened, clock: () => now, model: { ...asking, cap: 1, usesProcess: false, check: () => Promise.resolve() } };
  const pass = async (...pauses: readonly number[]): Promise<void> => {
    for (const pause of pauses) {
      now += pause;
      await work(ports);
    }
  };
  for (const turn of tellSession({ calls, turns, payload, at: now })) {
    now = await tell(ports, turn, folder);
    if (asked === 'each') await pass(PAUSE_MS);
    if (asked === 'hours') await pass(HOUR_MS / 2, HOUR_MS / 2);
  }
  // What sums the session up is asked for once its turns are done, and due later.
  await pass(HOUR_MS, HOUR_MS);
  const { memories, jobs } = await ports.store.stats();
  if (jobs.pending + jobs.leased + jobs.dead > 0) throw new Error(`Not all was done: ${JSON.stringify(jobs)}.`);
  return memories;
}

// When its last event was.
async function tell(ports: Ports, { events }: ToldTurn, cwd: string): Promise<number> {
  await capture(ports, SESSION.agent, { session: SESSION.id, cwd, events: events.map(redactEvent), settled: true });
  return events.at(-1)!.at;
}

// What a session process does in idle time, until there is nothing left that is due.
async function work(ports: Ports): Promise<void> {
  for (let before = -1, done = 0; done !== before;) {
    before = done;
    for await (const _ of drain(ports, { eager: true })) done += 1;
    for await (const _ of enrich(ports, NEVER)) done += 1;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function thousands(tokens: number): string {
  return tokens < 1_000_000 ? `${(tokens / 1000).toFixed(1)}k` : `${(tokens / 1_000_000).toFixed(1)}M`;
}
