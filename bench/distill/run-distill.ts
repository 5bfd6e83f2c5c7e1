import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, wire } from '../../src/wire.ts';
import { describeMean, describeShare } from '../recall/metrics.ts';
import { unpackTranscripts } from '../recall/unpack.ts';
import { type Contender, listContenders, type Made } from './distillers.ts';
import type { TurnKind } from './expectation.ts';
import { readTranscripts, readTurns, type RecordedTurn } from './read-turns.ts';
import { benchSessions } from './sessions.ts';
import { TALK_TURNS } from './talk-turns.ts';
import { WORK_TURNS } from './work-turns.ts';

const EXPECTATIONS = [...WORK_TURNS, ...TALK_TURNS];
const COLUMNS = [
  'memories from',
  'turns',
  'expected held',
  'named in a title',
  'false claims',
  'nothing kept where nothing is',
  'memories a turn',
  'tokens a turn',
  'model in',
  'out',
];
// Set: what is missed is listed as well.
const LIST_MISSES = process.env['HOLDFAST_BENCH_MISSES'] !== undefined;

interface Graded {
  readonly kind: TurnKind;
  readonly made: Made;
  /** Part of what it has to hold; undefined: nothing is expected. */
  readonly held: number | undefined;
  /** A title says what it is about. */
  readonly named: boolean | undefined;
  /** For each false claim, whether it is made. */
  readonly broken: readonly boolean[];
}

/**
 * Grades what distillers make of recorded turns by what a good memory of them has to hold, and prints tables; then sessions, by
 * summaries that others wrote. The expectations were written by a language model that had read the turns; see `Expectation`.
 */
export async function runDistill(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-distill-'));
  try {
    const transcripts = unpackTranscripts(folder);
    if (transcripts === undefined) {
      console.log('The data is not here.');
      return;
    }
    await using ports = await wire(readConfig({ HOLDFAST_HOME: join(folder, 'home'), HOME: folder }));
    const sessions = await readTranscripts(
      ports,
      transcripts,
      EXPECTATIONS.map(({ turn: [session] }) => session),
    );
    const turns = await readTurns(ports, sessions, EXPECTATIONS);
    console.log('Means over turns with their 95 % interval by bootstrap; shares of yes or no by Wilson. Tokens are characters / 4.\n');
    console.log(`| ${COLUMNS.join(' | ')} |\n|${COLUMNS.map(() => '---').join('|')}|`);
    const contenders = listContenders(join(folder, 'model'), process.env);
    const all = new Map<Contender, readonly Graded[]>();
    for (const contender of contenders) {
      const graded = await gradeAll(contender, turns);
      all.set(contender, graded);
      console.log(`| ${contender.name} | ${describeAll(graded).join(' | ')} |`);
    }
    printKinds(all);
    for (const line of await benchSessions(ports, transcripts)) console.log(line);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function gradeAll(contender: Contender, turns: readonly RecordedTurn[]): Promise<readonly Graded[]> {
  const graded: Graded[] = [];
  for (const recorded of turns) graded.push(grade(contender.name, recorded, await contender.make(recorded)));
  return graded;
}

function grade(name: string, { expected: { turn, kind, title, holds, not } }: RecordedTurn, made: Made): Graded {
  const missed = holds.filter((one) => !one.test(made.text));
  const false_ = not.filter((one) => one.test(made.text));
  const named = title && made.titles.some((one) => title.test(one));
  if (LIST_MISSES && missed.length + false_.length > 0) {
    console.error(`${name}, ${turn.join(' ')} (${kind}): misses ${missed.join(' ') || '-'}; claims ${false_.join(' ') || '-'}`);
  }
  if (LIST_MISSES && named === false) console.error(`${name}, ${turn.join(' ')} (${kind}): titles ${made.titles.join(' | ')}`);
  const held = holds.length === 0 ? undefined : 1 - missed.length / holds.length;
  return { kind, made, held, named, broken: not.map((one) => one.test(made.text)) };
}

function describeAll(graded: readonly Graded[]): readonly string[] {
  const expected = graded.filter(({ held }) => held !== undefined);
  const nothing = graded.filter(({ kind }) => kind === 'nothing');
  const input = graded.flatMap(({ made: { calls } }) => calls.map(({ inputTokens }) => inputTokens));
  const output = graded.flatMap(({ made: { calls } }) => calls.map(({ outputTokens }) => outputTokens));
  return [
    String(graded.length),
    describeMean(expected, ({ held }) => held!),
    describeShare(expected.map(({ named }) => named === true)),
    describeShare(graded.flatMap(({ broken }) => broken)),
    `${nothing.filter(({ made }) => made.told === 0).length} of ${nothing.length}`,
    perTurn(
      graded.map(({ made }) => made.titles.length),
      1,
    ),
    perTurn(graded.map(({ made }) => made.tokens)),
    input.length === 0 ? '-' : perTurn(input),
    output.length === 0 ? '-' : perTurn(output),
  ];
}

function printKinds(all: ReadonlyMap<Contender, readonly Graded[]>): void {
  const kinds = [...new Set(EXPECTATIONS.map(({ kind }) => kind))].filter((kind) => kind !== 'nothing');
  const names = [...all.keys()].map(({ name }) => name);
  console.log(`\n| expected held, by kind | turns | ${names.join(' | ')} |\n|---|---|${names.map(() => '---').join('|')}|`);
  for (const kind of kinds) {
    const cells = [...all.values()].map((graded) =>
      describeMean(
        graded.filter((one) => one.kind === kind),
        ({ held }) => held!,
      ),
    );
    console.log(`| ${kind} | ${EXPECTATIONS.filter((one) => one.kind === kind).length} | ${cells.join(' | ')} |`);
  }
}

function perTurn(values: readonly number[], digits = 0): string {
  return (values.reduce((total, value) => total + value, 0) / values.length).toFixed(digits);
}
