import type { ToolCall } from '../../model/event.ts';
import { isCheck, purposeOf } from './purpose.ts';
import type { Purpose } from './purpose.ts';
import { readRunnerResults } from './runner-result.ts';
import type { RunnerResult } from './runner-result.ts';
import type { Hidden, Shell } from './shell.ts';
import { troubleIn } from './trouble.ts';

/** What came of a command, and of which part of it that is told. */
export interface Judged {
  readonly part: string;
  readonly about: Purpose;
  readonly failed: boolean;
  readonly unclear: boolean;
  readonly result: RunnerResult | undefined;
  readonly settles: readonly string[];
}

type Called = Pick<ToolCall, 'output' | 'failed'>;

const FORMATTER = /\b(?:fmt|format)\b/;

/** Judges what came of a command by its exit code as far as it is known, and by its output. `main`: its part that matters; -1: none. */
export function judge(shell: Shell, main: number, call: Called = { output: '', failed: true }): Judged {
  const part = main < 0 ? shell.display : bare(shell.parts[main]!);
  const about = purposeOf(shell.parts[main] ?? '');
  const plain = { part, about, failed: call.failed, unclear: false, result: undefined, settles: [keyOf(about, part)] };
  if (!isCheck(about)) return plain;
  const checks = shell.parts.filter((each) => isCheck(purposeOf(each)));
  const results = readRunnerResults(call.output);
  const bad = results.find(({ failed }) => failed);
  if (checks.length > 1 && bad !== undefined) return blame(shell, checks, bad, plain);
  const result = resultOf(results, about, checks.length === 1);
  const judged = { ...plain, ...stateOf(call, result, about, shell.hidden[main]!), result };
  if (judged.unclear || !judged.failed) return { ...judged, settles: [...plain.settles, ...passedIn(shell, call)] };
  if (checks.length > 1) return { ...judged, part: shell.display, result: undefined };
  return { ...judged, part: isToBlame(shell, judged, call) ? part : shell.display };
}

/** A check that ran among other commands is to blame only where its output says so. */
function isToBlame(shell: Shell, { result, about }: Judged, call: Called): boolean {
  return shell.parts.length === 1 || result?.failed === true || troubleIn(call.output, about) === 'failed';
}

/** The checks in a command that went well of which the exit code tells. */
function passedIn({ parts, hidden }: Shell, call: Called): readonly string[] {
  return call.failed ? [] : parts.filter((part, at) => hidden[at] === 'no' && isCheck(purposeOf(part))).map(keyOfPart);
}

/** Of several checks one failed, by what its runner said: which, if only one can have said so. */
function blame(shell: Shell, checks: readonly string[], bad: RunnerResult, plain: Judged): Judged {
  const alike = checks.filter((each) => purposeOf(each) === bad.of);
  const suspects = alike.length > 1 ? alike.filter((each) => !FORMATTER.test(each)) : alike;
  const failed = { ...plain, failed: true, result: bad };
  if (suspects.length !== 1) return { ...failed, part: shell.display };
  const about = purposeOf(suspects[0]!);
  return { ...failed, part: bare(suspects[0]!), about, settles: [keyOfPart(suspects[0]!)] };
}

/** What the runner of a check said in the end; one of another kind counts where the command makes no other check. */
function resultOf(results: readonly RunnerResult[], about: Purpose, alone: boolean): RunnerResult | undefined {
  const own = results.find(({ of }) => of === about);
  const bad = results.find(({ of, failed }) => failed && (of === '' || (alone && own === undefined)));
  return bad !== undefined && own?.failed !== true ? bad : (own ?? (alone ? results[0] : results.find(({ of }) => of === '')));
}

type State = Pick<Judged, 'failed' | 'unclear'>;

function stateOf(call: Called, result: RunnerResult | undefined, about: Purpose, hidden: Hidden): State {
  if (result?.failed === true) return { failed: true, unclear: false };
  const paged = hidden === 'shortened' || hidden === 'cut off';
  if (hidden === 'no' || (paged && call.failed)) return { failed: call.failed, unclear: false };
  return result === undefined ? stateByOutput(call, about, hidden) : { failed: false, unclear: false };
}

function stateByOutput({ output, failed }: Called, about: Purpose, hidden: Hidden): State {
  const trouble = troubleIn(output, about);
  // What a test runner says comes last.
  const unseen = hidden === 'filtered' || (hidden === 'cut off' && about === 'test');
  return trouble === 'failed' ? { failed: true, unclear: false } : { failed: false, unclear: trouble === 'signs' || unseen || failed };
}

function keyOfPart(part: string): string {
  return keyOf(purposeOf(part), bare(part));
}

/** The same key means the same check: program, subcommand and target. */
function keyOf(purpose: Purpose, part: string): string {
  return `${purpose} ${part.split(' ').slice(0, 3).join(' ')}`;
}

/** Without redirections and pipes. */
function bare(part: string): string {
  return part.split(/ \d?>| \| ?/, 1)[0]!;
}
