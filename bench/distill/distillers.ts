import { describeTurn } from '../../src/distill/ask/describe-turn.ts';
import { isReworded } from '../../src/distill/ask/is-reworded.ts';
import { reword } from '../../src/distill/ask/reword.ts';
import { extractor } from '../../src/distill/extractor.ts';
import type { MemoryDraft } from '../../src/model/memory.ts';
import { estimateTokens } from '../../src/model/tokens.ts';
import { createModelDistiller } from '../../src/models/model-distiller.ts';
import type { ModelCall, ModelDistiller, Question } from '../../src/ports/distiller.ts';
import { readConfig, wireSurroundings } from '../../src/wire.ts';
import { scriptLanguageModel } from '../scripted-language-model.ts';
import type { RecordedTurn } from './read-turns.ts';
import { writeDraft } from './write-draft.ts';

/** What a distiller made of one turn. */
export interface Made {
  /** None: it says that there is nothing to keep. */
  readonly titles: readonly string[];
  /** All that an agent reads of it. */
  readonly text: string;
  readonly tokens: number;
  /** Of memories that are strong enough to be told unasked. */
  readonly told: number;
  /** What went into a model and came out of it, and how its calls ended. */
  readonly calls: readonly ModelCall[];
}

/** A way to make memories. */
export interface Contender {
  readonly name: string;
  make(recorded: RecordedTurn): Promise<Made>;
}

// Weaker memories are found by search, but not injected.
const TOLD = 0.5;

/** What is compared. `home` is scratch; a model is among them where the environment has `HOLDFAST_BENCH_MODEL_*`. */
export function listContenders(home: string, env: NodeJS.ProcessEnv): readonly Contender[] {
  const model = findModel(home, env);
  return [
    { name: 'without a model', make: async ({ turn, context }) => toMade(await extractor.distill(turn, context)) },
    ...(model === undefined ? [] : [{ name: model.name, make: (recorded: RecordedTurn) => askAbout(model, recorded) }]),
    { name: 'the closing message alone', make: (recorded) => askAbout(echo, recorded, [BLANK]) },
    { name: 'what a model is told', make: async ({ turn }) => toText(JSON.stringify(describeTurn(turn))) },
    {
      name: 'the whole turn, word for word',
      make: async ({ turn }) => toText(turn.events.map(({ text, call }) => tell(text, call)).join('\n')),
    },
  ];
}

// The same settings as the product's, under other names, so that a bench never spends what was meant for real work unasked.
function findModel(home: string, env: NodeJS.ProcessEnv): ModelDistiller | undefined {
  const renamed = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith('HOLDFAST_BENCH_MODEL_') ? [[name.replace('_BENCH', ''), value] as const] : [],
  );
  const command = env['HOLDFAST_BENCH_MODEL_COMMAND'];
  const flags = command === undefined ? {} : { modelCommand: JSON.parse(command) as unknown };
  return wireSurroundings(readConfig({ ...Object.fromEntries(renamed), HOLDFAST_HOME: home, HOME: home }, flags)).model;
}

// It says the last thing that was said again, its first sentence as the title: whoever knows no more than this has understood nothing.
const echo: ModelDistiller = createModelDistiller(
  scriptLanguageModel('echo', ({ text }) => {
    const { turns } = JSON.parse(text) as { turns: readonly { events: readonly { kind?: string; text?: string }[] }[] };
    const narrative = turns[0]!.events.findLast(({ kind }) => kind === 'assistant_message')?.text ?? '';
    const title = (/^.*?(?=[.!?:]\s|\n|$)/.exec(narrative.trim())?.[0] ?? '').slice(0, 200);
    return JSON.stringify({ memories: [{ slot: 'work', title, narrative }] });
  }),
  { name: 'echo', mode: '', types: [], batch: 1 },
);

const BLANK: MemoryDraft = {
  slot: 'work',
  type: 'change',
  title: '',
  subtitle: '',
  narrative: '',
  facts: [],
  concepts: [],
  filesRead: [],
  filesModified: [],
  content: {},
  authority: 'assistant',
  confidence: TOLD,
  evidence: [],
  at: 0,
};

async function askAbout(model: ModelDistiller, { turn, context }: RecordedTurn, blank?: readonly MemoryDraft[]): Promise<Made> {
  const drafts = blank ?? (await extractor.distill(turn, context));
  if (drafts.length === 0) return toMade([]);
  const calls: ModelCall[] = [];
  const question: Question = { turn, drafts: drafts.filter(isReworded) };
  const request = {
    mark: crypto.randomUUID(),
    signal: new AbortController().signal,
    started: () => undefined,
    admit: () => Promise.resolve(),
    spent: async (call: ModelCall) => void calls.push(call),
  };
  // One that failed leaves what there was before, as in the product.
  const [words = []] = await model.reword([question], request).catch((error: unknown) => {
    console.error(`${model.name} failed at turn ${turn.prompt}: ${String(error)}`);
    return [];
  });
  return toMade(reword(drafts, words, turn), calls);
}

function toMade(drafts: readonly MemoryDraft[], calls: readonly ModelCall[] = []): Made {
  const kept = drafts.filter(({ title, narrative }) => `${title}${narrative}` !== '');
  const text = kept.map(writeDraft).join('\n\n');
  const told = kept.filter(({ confidence }) => confidence >= TOLD).length;
  return { titles: kept.map(({ title }) => title), text, tokens: estimateTokens(text), told, calls };
}

function toText(text: string): Made {
  return { titles: [text], text, tokens: estimateTokens(text), told: 1, calls: [] };
}

function tell(text: string | undefined, call: { readonly input: object; readonly output: string } | undefined): string {
  return call === undefined ? (text ?? '') : `${JSON.stringify(call.input)}\n${call.output}`;
}
