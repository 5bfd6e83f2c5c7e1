import type { Event } from '../../model/event.ts';
import { clip } from '../text/clip.ts';
import { plain } from '../text/plain.ts';
import { judge } from './judge.ts';
import { weightiest } from './purpose.ts';
import type { Purpose } from './purpose.ts';
import type { RunnerResult } from './runner-result.ts';
import { readShell } from './shell.ts';
import type { Shell } from './shell.ts';

/** A shell command that was run, read. */
export interface Run {
  readonly event: Event;
  readonly shell: Shell;
  readonly purpose: Purpose;
  /** One line for a reader. */
  readonly display: string;
  /** The part of it that what came of it is told of, e.g. "npm test" of "rm -rf out; npm test"; all of it where nobody can tell. */
  readonly core: string;
  /** What that part was run for. */
  readonly about: Purpose;
  readonly failed: boolean;
  /** Whether it failed cannot be told: its exit code is another command's, and its output is not clear. */
  readonly unclear: boolean;
  /** The user stopped or refused it: it says nothing about the command. */
  readonly refused: boolean;
  readonly result?: RunnerResult;
  /** The checks that this one makes earlier runs of out of date, its own first. */
  readonly settles: readonly string[];
}

const REFUSED =
  /^(?:The user doesn't want to (?:proceed|take this action)|\[Request interrupted|Permission to use|The user rejected|This command requires approval)/;
const MAX_DISPLAY = 140;

/** The shell commands of a turn in order, whatever the tool that ran them is called. */
export function readRuns(events: readonly Event[]): readonly Run[] {
  return events.flatMap((event) => {
    const command = commandOf(event);
    return command === '' ? [] : [readRun(event, command)];
  });
}

/** Whether a tool call was stopped or refused by the user or the permission system. */
export function isRefused(event: Event): boolean {
  return event.call !== undefined && event.call.failed && REFUSED.test(withoutExitCode(event.call.output));
}

/** Tool output without the client's own "Exit code 1" line. */
export function withoutExitCode(output: string): string {
  return output.replace(/^(?:Error: )?Exit code \d+\n?/, '');
}

function commandOf(event: Event): string {
  const input = event.call?.input;
  const command = input?.['command'] ?? input?.['cmd'];
  if (typeof command === 'string') return command.trim();
  return Array.isArray(command)
    ? command
        .filter((part) => typeof part === 'string')
        .join(' ')
        .trim()
    : '';
}

function readRun(event: Event, command: string): Run {
  const shell = readShell(command);
  const { purpose, at } = weightiest(shell.parts);
  const refused = isRefused(event);
  const { part, result, ...judged } = judge(shell, at, refused ? undefined : event.call);
  return {
    event,
    shell,
    purpose,
    display: clip(plain(shell.display), MAX_DISPLAY),
    core: clip(plain(part), MAX_DISPLAY),
    refused,
    ...judged,
    ...(result === undefined ? {} : { result }),
  };
}
