import type { Event, Turn } from '../../model/event.ts';
import { intent, isEditing } from '../text/intent.ts';
import { specificity } from '../text/phrases.ts';
import { clip } from '../text/clip.ts';
import { plain } from '../text/plain.ts';
import type { Claim } from './claims.ts';
import { withoutExitCode } from './commands.ts';
import type { Run } from './commands.ts';
import { isEdit, pathOf } from './files.ts';
import type { Said } from './said.ts';

/** Something that failed in a turn, and what made it work, where it did. */
export interface Failure {
  readonly command: string;
  readonly error: string;
  /** What was done between the failure and the success of the same command. */
  readonly fix?: string;
  /** Ids of the events it rests on. */
  readonly evidence: readonly string[];
  /** The fix is known in words or as a command, not only by the files that were edited. */
  readonly explained: boolean;
  /** A linter's or type checker's complaint: mostly of the moment. */
  readonly petty: boolean;
}

const TELLING =
  /\b(?:error|exception|panic|fatal|failed|failure|fail|undefined|cannot|can't|could not|couldn't|unable|denied|not found|no such|missing|invalid|unexpected|expected|unknown|refused|timed? ?out|mismatch|conflict|unsupported|forbidden|already (?:exists|in use)|must)\b|(?:Error|Exception)\b|^\s*E |:\d+:\d+:/i;
// The name of a test that failed: better than nothing, but what it expected is told below it.
const FAILED_NAME = /^\s*[✗✖×⨯]/;
const NOISE =
  /^(?:\[[\w:-]{1,30}\] (?:\$|ERROR task failed)|\$ |> |Exit code \d+|FAIL\s*$|FAIL\s+\S+(?:\s+[\d.]+s|\s+\[build failed\])?\s*$|ok\s|\?\s|# \S+|=== |\s*--- PASS|\d+ issues?:|\* \w+: \d+|npm (?:ERR!|error) (?:code|errno|A complete log|Lifecycle|path|command)|make: \*\*\*|Traceback|(?:PASS|RUN|CONT|PAUSE)\b|\s*at \S+ ?\()/;
// A linter shows the line it complains of, a failed test what differs: neither says what went wrong.
const CODE_LINE =
  /[{;]$|=>$|^\s*(?:[})\]]|\/\/|\/\*|#include\b)|^\s*(?:\w+ )?(?:const|let|var|func|fn|def|class|import|export|return|raise|throw|if|for|while|function|interface)\b.{0,80}[=({]/;
const DIFF_LINE = /^\s*(?:\+|-(?!-)|@@ |diff --git |--- [ab]\/)/;
const HARMLESS =
  /^(?:grep|rg|ls|find|which|test|diff|cat|git (?:diff|grep|config|rev-parse|show-ref|ls-files|merge-base|check-ignore)|head|tail|stat|type|pgrep)\b/;
const MAX_ERROR = 180;
const MAX_FIX = 110;
const MAX_LINES = 200;
const MAX_LOOK = 40;

/** Pairs what failed with what fixed it. One failure per command; the last unfixed ones stay without a fix. */
export function readFailures(turn: Pick<Turn, 'events'>, runs: readonly Run[], claims: readonly Claim[], root: string): readonly Failure[] {
  const found = new Map<string, Failure>();
  for (const [index, run] of runs.entries()) {
    const key = commandKey(run);
    if (!run.failed || run.refused || isHarmless(run) || found.get(key)?.fix !== undefined) continue;
    const later = runs.slice(index + 1, index + MAX_LOOK).find((next) => !next.failed && !next.unclear && commandKey(next) === key);
    const error = later === undefined && !isImportant(run) ? '' : errorLine(run);
    if (error === '') continue;
    const fix = later === undefined ? undefined : fixBetween(run, later, { events: turn.events, claims, root });
    found.set(key, failureOf(run, error, fix));
  }
  return [...found.values()];
}

function failureOf(run: Run, error: string, fix: Fix | undefined): Failure {
  const evidence = [run.event.id, ...(fix?.evidence ?? [])];
  const failure = { command: run.core, error, evidence, explained: fix?.explained === true, petty: run.about === 'check' };
  return fix === undefined || fix.text === '' ? failure : { ...failure, fix: fix.text };
}

/** A search or a look that found nothing failed by its exit code only. */
function isHarmless(run: Run): boolean {
  return HARMLESS.test(run.shell.parts[0] ?? '');
}

function isImportant({ purpose }: Run): boolean {
  return purpose !== 'other' && purpose !== 'server';
}

/** The line of an output that says best what went wrong, else empty. */
export function errorLine(run: Run): string {
  const lines = withoutExitCode(run.event.call?.output ?? '')
    .split('\n')
    .slice(0, MAX_LINES);
  const told = lines.filter((line) => line.trim() !== '' && !NOISE.test(line) && !isShown(line));
  const telling = told.find((text) => !FAILED_NAME.test(text) && TELLING.test(text.slice(0, 400)));
  const line =
    telling ?? told.find((text) => FAILED_NAME.test(text)) ?? (run.result?.failed === true ? run.result.text : (told.at(-1) ?? ''));
  return clip(plain(line.slice(0, 600)), MAX_ERROR);
}

/** A line of code or of a diff. */
function isShown(line: string): boolean {
  const start = line.slice(0, 400).trimEnd();
  return CODE_LINE.test(start) || DIFF_LINE.test(start);
}

/** The same key means the same thing was tried again: program and subcommand, and the target of a runner. */
function commandKey(run: Run): string {
  const main = run.shell.parts.find((part) => !HARMLESS.test(part)) ?? run.shell.parts[0] ?? '';
  const words = main.split(/\s+/).filter((word) => !word.startsWith('-'));
  return `${run.purpose}:${words.slice(0, run.purpose === 'other' ? 2 : 3).join(' ')}`;
}

interface Fix {
  readonly text: string;
  readonly explained: boolean;
  readonly evidence: readonly string[];
}

function fixBetween(
  failed: Run,
  fixed: Run,
  { events, claims, root }: { readonly events: readonly Event[]; readonly claims: readonly Claim[]; readonly root: string },
): Fix | undefined {
  const between = events.slice(events.indexOf(failed.event) + 1, events.indexOf(fixed.event));
  const edits = between.filter((event) => isEdit(event.call) && event.call?.failed === false);
  if (edits.length === 0) {
    if (fixed.display === failed.display) return undefined;
    return { text: `worked: ${clip(fixed.display, MAX_FIX)}`, explained: true, evidence: [fixed.event.id] };
  }
  const said = remedy(between, claims);
  const files = [...new Set(edits.map((event) => pathOf(event.call!, root)).filter((path) => path !== ''))];
  const where = files.length === 0 ? '' : `edited ${files.slice(0, 2).join(', ')}`;
  return {
    text: [said?.text ?? '', where].filter((part) => part !== '').join('; '),
    explained: said !== undefined,
    evidence: [...(said === undefined ? [] : [said.event]), ...edits.slice(0, 3).map(({ id }) => id), fixed.event.id],
  };
}

/** What the assistant announced to do about a failure, else what it said of it; "fix the test" says nothing. */
function remedy(between: readonly Event[], claims: readonly Claim[]): Said | undefined {
  const ids = new Set(between.map((event) => event.id));
  const said = claims.filter(({ event, kind, text }) => ids.has(event) && kind === 'text' && specificity(text) >= 2);
  const announced = said.findLast(({ role, text }) => role === 'announcement' && isEditing(intent(text)) && !/\bplan\b/i.test(text));
  const best = announced ?? said.findLast(({ role }) => role === 'statement');
  if (best === undefined) return undefined;
  const text = best.role === 'announcement' ? intent(best.text) : best.text;
  return { text: clip(text, MAX_FIX).replace(/[.:]$/, ''), event: best.event };
}
