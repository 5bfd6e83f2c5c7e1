import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Ports } from '../../src/app/ports.ts';
import { summaryOf } from '../../src/app/work/summary-of.ts';
import { writeMemory } from '../../src/inject/memory-text.ts';
import { estimateTokens } from '../../src/model/tokens.ts';
import { sharedData } from '../../test/shared-data.ts';
import { readTranscripts } from './read-turns.ts';
import { writeDraft } from './write-draft.ts';

interface Summarised {
  readonly session_id: string;
  readonly checkpoint: string;
  readonly summary: {
    readonly intent: string;
    readonly outcome: string;
    readonly learnings: {
      readonly repo: readonly string[];
      readonly code: readonly { readonly path: string; readonly finding: string }[];
      readonly workflow: readonly string[];
    };
  };
}

// It tells of another session that was in the same checkpoint: nobody asked this one for the time.
const OF_ANOTHER = '7e/c034df6095/0/metadata.json';
// A word that more of the sessions have says little about any of them.
const RARE = 0.5;

/**
 * Lines of a table: of the rare words in summaries of sessions that a language model of the team's had written (intent, outcome,
 * learnings), the part that our summary holds, and that it holds together with the memories of the session. A word weighs as much as it
 * is rare among the team's sessions (idf); words that are not in the session's own record are left out. Beside it what the memories of
 * the other sessions hold, on the average: words of the same project that tell nothing of this session.
 */
export async function benchSessions(ports: Ports, transcripts: readonly string[]): Promise<readonly string[]> {
  const data = sharedData('retrieval/entire-commits/session-summaries.jsonl');
  if (data === undefined) return ['\nThe summaries of sessions are not here.'];
  const rows = readFileSync(data, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const summarised = rows.map((row) => JSON.parse(row) as Summarised).filter(({ checkpoint }) => checkpoint !== OF_ANOTHER);
  const ids = [...new Set(summarised.map(({ session_id: name }) => toId(name)))];
  const sessions = (await readTranscripts(ports, transcripts, ids)).filter(({ id }) => ids.includes(id));
  const records = readRecords(transcripts);
  const made = new Map<string, { readonly summary: string; readonly all: string }>();
  for (const session of sessions) {
    const { memories, draft } = await summaryOf(ports, session);
    const summary = draft === undefined ? '' : writeDraft(draft);
    made.set(session.id, { summary, all: [summary, ...memories.map(writeMemory)].join('\n\n') });
  }
  const lines = [
    '\n| session | rare words | in our summary | and its memories | in those of another | tokens: summary | and memories | theirs |',
    '|---|---|---|---|---|---|---|---|',
  ];
  for (const [index, { session_id: name, summary }] of summarised.entries()) {
    const id = toId(name);
    const text = tellSummary(summary);
    const weights = weigh(text, id, records);
    const ours = made.get(id)!;
    const others = [...made].filter(([other]) => other !== id).map(([, { all }]) => share(weights, all));
    const tokens = [ours.summary, ours.all, text].map((one) => String(estimateTokens(one)));
    const shares = [share(weights, ours.summary), share(weights, ours.all), mean(others)].map((part) => part.toFixed(2).replace(/^0/, ''));
    lines.push(`| ${index + 1}: ${id.slice(0, 8)} | ${[String(weights.size), ...shares, ...tokens].join(' | ')} |`);
  }
  return lines;
}

function toId(name: string): string {
  return name.replace(/^\d{4}-\d\d-\d\d-/, '');
}

function tellSummary({ intent, outcome, learnings: { repo, code, workflow } }: Summarised['summary']): string {
  return [intent, outcome, ...repo, ...code.map(({ path, finding }) => `${path} ${finding}`), ...workflow].join('\n');
}

// The words of each session; one that went on after midnight has a file for each day.
function readRecords(transcripts: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const records = new Map<string, Set<string>>();
  for (const path of transcripts) {
    const id = toId(basename(path, '.jsonl'));
    const words = records.get(id) ?? new Set();
    // Escapes of JSON would stick to the words behind them.
    for (const word of findWords(readFileSync(path, 'utf8').replaceAll(/\\[nrt"\\]/g, ' '))) words.add(word);
    records.set(id, words);
  }
  return records;
}

function weigh(text: string, id: string, records: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const word of findWords(text)) {
    const having = [...records.values()].filter((words) => words.has(word)).length;
    if (records.get(id)!.has(word) && having <= records.size * RARE) weights.set(word, Math.log(records.size / having));
  }
  return weights;
}

function share(weights: ReadonlyMap<string, number>, text: string): number {
  const words = findWords(text);
  let [held, all] = [0, 0];
  for (const [word, weight] of weights) {
    all += weight;
    if (words.has(word)) held += weight;
  }
  return held / all;
}

function findWords(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z_][a-z\d_]{2,}/g));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
