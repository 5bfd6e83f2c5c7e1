import type { Event } from '../../model/event.ts';
import { plain } from '../text/plain.ts';
import type { Run } from './commands.ts';
import type { Said } from './said.ts';

/** A commit the agent made. */
export interface Commit {
  readonly event: string;
  /** The first line of its message. */
  readonly subject: string;
  /** Abbreviated hash, empty where git did not print it. */
  readonly hash: string;
  /** The conventional type before the subject's colon, e.g. "fix", else empty. */
  readonly prefix: string;
}

const PRINTED = /^\[(?:detached HEAD|[^\s\]]{1,200})(?: \(root-commit\))? ([0-9a-f]{7,40})\] (.+)$/m;
const MESSAGE = /(?:\s-\w*m|\s--message)(?:\s+|=)(?:"\$\(cat <<-?\s*'?"?\w+'?"?\s*\n\s*([^\n]+)|"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+))/;
const CONVENTIONAL = /^(\w{2,12})(?:\(([^)]{1,40})\))?!?:\s+(?=\S)/;
const MAX_SCOPED = 60;
const TRIVIAL = /^(?:init(?:ial)?(?: commit)?|test|wip|tmp|foo|bar|first|second|base)$/i;

/** The commits made in the project during a turn; those in scratch repositories do not count. An amended one counts once. */
export function readCommits(runs: readonly Run[], root: string): readonly Commit[] {
  const bySubject = new Map<string, Commit>();
  for (const run of runs) {
    if (run.purpose !== 'commit' || run.event.call?.failed === true || isElsewhere(run.shell.folder, root)) continue;
    const commit = readCommit(run);
    if (commit !== undefined) bySubject.set(commit.subject, commit);
  }
  return [...bySubject.values()];
}

/** The subject of the last commit of a turn, where it was typed but not made, e.g. because the user refused it. */
export function attemptedCommit(runs: readonly Run[], root: string): Said | undefined {
  const run = runs.findLast(({ purpose, shell }) => purpose === 'commit' && !isElsewhere(shell.folder, root));
  const commit = run?.event.call?.failed === true ? readCommit(run) : undefined;
  return commit === undefined ? undefined : { text: subjectLine(commit), event: commit.event };
}

/** A commit subject as a title: "fix(auth): keep it" is "Keep it (auth)". */
export function subjectLine({ subject }: Commit): string {
  const match = CONVENTIONAL.exec(subject);
  const rest = match === null ? subject : subject.slice(match[0].length);
  const scope = match?.[2] ?? '';
  const named = scope === '' || rest.length > MAX_SCOPED || rest.toLowerCase().includes(scope.toLowerCase()) ? rest : `${rest} (${scope})`;
  return named.charAt(0).toUpperCase() + named.slice(1);
}

function readCommit({ event }: Run): Commit | undefined {
  const printed = PRINTED.exec(event.call?.output ?? '');
  const subject = plain((printed?.[2] ?? typedMessage(event)).split(/\n|\\n/, 1)[0]!);
  if (subject.length < 4 || TRIVIAL.test(subject)) return undefined;
  const prefix = CONVENTIONAL.exec(subject)?.[1] ?? '';
  return { event: event.id, subject, hash: (printed?.[1] ?? '').slice(0, 10), prefix: prefix.toLowerCase() };
}

function typedMessage({ call }: Event): string {
  const command = call?.input['command'];
  const match = typeof command === 'string' ? MESSAGE.exec(command) : null;
  return match?.slice(1).find((text) => text !== undefined) ?? '';
}

function isElsewhere(folder: string, root: string): boolean {
  if (folder === '' || folder === '.') return false;
  if (folder.startsWith('..')) return true;
  return /^[/~$]|^[A-Za-z]:/.test(folder) && !(root !== '' && (folder === root || folder.startsWith(`${root}/`)));
}
