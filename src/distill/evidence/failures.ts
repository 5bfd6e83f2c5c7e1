import type { Event } from '../../model/event.ts';
import { intent, isEditing } from '../text/intent.ts';
import { clip } from '../text/clip.ts';
import { plain } from '../text/plain.ts';
import type { Claim } from './claims.ts';
import { withoutExitCode } from './commands.ts';
import type { Run } from './commands.ts';
import { isEdit, pathOf } from './files.ts';

/** Something that failed in a turn, and what made it work, where it did. */
export interface Failure {
  readonly command: string;
  readonly error: string;
  /** What was done between the failure and the success of the same command. */
  readonly fix?: string;
  /** Ids of the events it rests on. */
  readonly evidence: readonly string[];
  /** Whether it came from a test, build, check, commit or release, and not from looking around. */
  readonly important: boolean;
  /** A linter's or type checker's complaint: mostly of the moment. */
  readonly petty: boolean;
}

const TELLING =
  /\b(?:error|exception|panic|fatal|failed|failure|fail|undefined|cannot|can't|could not|couldn't|unable|denied|not found|no such|missing|invalid|unexpected|expected|unknown|refused|timed? ?out|mismatch|conflict|unsupported|forbidden|already (?:exists|in use)|must)\b|(?:Error|Exception)\b|^\s*(?:E |✗|✖|×|⨯)|:\d+:\d+:/i;
const NOISE =
  /^(?:\[[\w:-]{1,30}\] (?:\$|ERROR task failed)|\$ |> |Exit code \d+|FAIL\s*$|FAIL\s+\S+(?:\s+[\d.]+s|\s+\[build failed\])?\s*$|ok\s|\?\s|# \S+|=== |\s*--- PASS|\d+ issues?:|\* \w+: \d+|npm (?:ERR!|error) (?:code|errno|A complete log|Lifecycle|path|command)|make: \*\*\*|Traceback|(?:PASS|RUN|CONT|PAUSE)\b|\s*at \S+ ?\()/;
const HARMLESS = /^(?:grep|rg|ls|find|which|test|diff|cat|git (?:diff|grep|config|rev-parse|show-ref|ls-files|merge-base|check-ignore)|head|tail|stat|type|pgrep)\b/;
const MAX_ERROR = 180;
const MAX_FIX = 110;
const MAX_LINES = 200;

/** Pairs what failed with what fixed it. One failure per command; the last unfixed ones stay without a fix. */
export function readFailures(events: readonly Event[], runs: readonly Run[], claims: readonly Claim[], root: string): readonly Failure[] {
  const order = new Map(events.map((event, index) => [event.id, index]));
  const found = new Map<string, Failure>();
  for (const [index, run] of runs.entries()) {
    if (!run.failed || run.refused || HARMLESS.test(run.shell.parts[0] ?? '')) continue;
    const error = errorLine(run);
    const key = commandKey(run);
    if (error === '' || found.get(key)?.fix !== undefined) continue;
    const later = runs.slice(index + 1, index + 40).find((next) => !next.failed && commandKey(next) === key);
    const important = run.purpose !== 'other' && run.purpose !== 'server';
    if (later === undefined && !important) continue;
    const fix = later === undefined ? undefined : fixBetween(events, claims, root, order.get(run.event.id) ?? 0, order.get(later.event.id) ?? 0, run, later);
    found.set(key, {
      command: run.core, error, important, petty: run.purpose === 'check', evidence: [run.event.id, ...(fix?.evidence ?? [])], ...(fix === undefined ? {} : { fix: fix.text }),
    });
  }
  return [...found.values()];
}

/** The line of an output that says best what went wrong, else empty. */
export function errorLine(run: Run): string {
  const lines = withoutExitCode(run.event.call?.output ?? '').split('\n').slice(0, MAX_LINES);
  const told = lines.filter((line) => line.trim() !== '' && !NOISE.test(line));
  const line = told.find((text) => TELLING.test(text.slice(0, 400))) ?? (run.result?.failed === true ? run.result.text : (told.at(-1) ?? ''));
  return clip(plain(line.slice(0, 600)), MAX_ERROR);
}

/** The same key means the same thing was tried again: program and subcommand, and the target of a runner. */
function commandKey(run: Run): string {
  const main = run.shell.parts.find((part) => !HARMLESS.test(part)) ?? run.shell.parts[0] ?? '';
  const words = main.split(/\s+/).filter((word) => !word.startsWith('-'));
  return `${run.purpose}:${words.slice(0, run.purpose === 'other' ? 2 : 3).join(' ')}`;
}

function fixBetween(
  events: readonly Event[], claims: readonly Claim[], root: string, from: number, to: number, failed: Run, fixed: Run,
): { readonly text: string; readonly evidence: readonly string[] } | undefined {
  const between = events.slice(from + 1, to);
  const edits = between.filter((event) => isEdit(event.call) && event.call?.failed === false);
  const said = remedy(between, claims);
  const files = [...new Set(edits.map((event) => pathOf(event.call!, root)).filter((path) => path !== ''))];
  const evidence = [...(said === undefined ? [] : [said.event]), ...edits.slice(0, 3).map((event) => event.id), fixed.event.id];
  const where = files.length === 0 ? '' : `edited ${files.slice(0, 2).join(', ')}`;
  if (edits.length > 0) return { text: [said?.text ?? '', where].filter((part) => part !== '').join('; '), evidence };
  if (fixed.display !== failed.display) return { text: `worked: ${clip(fixed.display, MAX_FIX)}`, evidence };
  return undefined;
}

/** What the assistant announced to do about a failure, else what it said of it. */
function remedy(between: readonly Event[], claims: readonly Claim[]): { readonly text: string; readonly event: string } | undefined {
  const ids = new Set(between.map((event) => event.id));
  const said = claims.filter((claim) => ids.has(claim.event) && claim.kind === 'text' && claim.text.length > 15);
  const announced = said.findLast((claim) => claim.role === 'announcement' && isEditing(intent(claim.text)) && !/\bplan\b/i.test(claim.text));
  const stated = said.findLast((claim) => claim.role === 'statement');
  if (announced !== undefined) return { text: clip(intent(announced.text), MAX_FIX).replace(/[.:]$/, ''), event: announced.event };
  return stated === undefined ? undefined : { text: clip(stated.text, MAX_FIX).replace(/[.:]$/, ''), event: stated.event };
}
