import { plain } from '../text/plain.ts';
import type { Run } from './commands.ts';

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

/** The subject of the last commit that was typed but not made, e.g. because the user refused it; else empty. */
export function attemptedSubject(runs: readonly Run[], root: string): string {
  const run = runs.findLast((each) => each.purpose === 'commit' && !isElsewhere(each.shell.folder, root));
  const commit = run?.event.call?.failed === true ? readCommit(run) : undefined;
  return commit === undefined ? '' : subjectLine(commit);
}

/** A commit subject without its conventional prefix, capitalised. */
export function subjectLine(commit: Commit): string {
  const rest = commit.subject.replace(CONVENTIONAL, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function readCommit(run: Run): Commit | undefined {
  const printed = PRINTED.exec(run.event.call?.output ?? '');
  const typed = MESSAGE.exec(String(run.event.call?.input['command'] ?? ''));
  const message = printed?.[2] ?? typed?.slice(1).find((text) => text !== undefined) ?? '';
  const subject = plain(message.split(/\n|\\n/)[0] ?? '');
  if (subject.length < 4 || TRIVIAL.test(subject)) return undefined;
  return { event: run.event.id, subject, hash: printed?.[1]?.slice(0, 10) ?? '', prefix: CONVENTIONAL.exec(subject)?.[1]?.toLowerCase() ?? '' };
}

function isElsewhere(folder: string, root: string): boolean {
  if (folder === '' || folder === '.') return false;
  if (folder.startsWith('..')) return true;
  return /^[/~$]|^[A-Za-z]:/.test(folder) && !(root !== '' && (folder === root || folder.startsWith(`${root}/`)));
}
