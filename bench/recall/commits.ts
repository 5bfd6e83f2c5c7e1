import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTranscripts } from '../../src/app/capture/import.ts';
import { searchSessions } from '../../src/app/recall/search-sessions.ts';
import { readConfig, wire } from '../../src/wire.ts';
import { sharedData } from '../../test/shared-data.ts';
import { describeMean, type Graded, grade, recallAt10, reciprocalRank } from './metrics.ts';
import { unpackTranscripts } from './unpack.ts';
import { withoutCommitCalls } from './without-commit-calls.ts';

/** A commit of the team, and the transcripts of the sessions that wrote it. */
interface Commit {
  readonly date: string;
  readonly subject: string;
  readonly body: string;
  readonly files: readonly string[];
  readonly sessions_available: readonly string[];
}

// What is asked about a commit.
const QUERIES: Readonly<Record<string, (commit: Commit) => string>> = {
  subject: ({ subject }) => subject,
  'subject and body': ({ subject, body }) => `${subject}\n${body}`,
  'changed files': ({ files }) => files.join('\n'),
};

const LIMIT = 200;

/**
 * Rows of a table: for each kind of query, how well the memory of all the team's sessions finds the session that wrote a
 * commit. The agents often typed the commit message themselves, so calls of git commit are taken out first. The earlier half
 * of the commits is what weights may be tuned on. `folder` is scratch. Undefined: the data is not here.
 */
export async function benchCommits(folder: string): Promise<readonly (readonly string[])[] | undefined> {
  const data = sharedData('retrieval/entire-commits/commits.jsonl');
  const transcripts = unpackTranscripts(folder, withoutCommitCalls);
  if (data === undefined || transcripts === undefined) return undefined;
  const commits = parseLines(readFileSync(data, 'utf8')) as unknown as Commit[];
  await using ports = await wire(readConfig({ HOLDFAST_HOME: join(folder, 'commits') }));
  for await (const _ of importTranscripts(ports, transcripts));
  const half = commits.map(({ date }) => date).toSorted()[Math.floor(commits.length / 2)]!;
  const rows: string[][] = [];
  for (const [name, ask] of Object.entries(QUERIES)) {
    const graded = { tuned: [] as Graded[], unseen: [] as Graded[] };
    for (const commit of commits) {
      const hits = await searchSessions(ports, { text: ask(commit), limit: LIMIT, offset: 0 });
      const ranking = hits.map(({ session }) => session);
      graded[commit.date < half ? 'tuned' : 'unseen'].push(grade(ranking, commit.sessions_available.map(toSessionId)));
    }
    for (const [part, answers] of [...Object.entries(graded), ['all', [...graded.tuned, ...graded.unseen]] as const])
      rows.push([
        `commits: ${name}`,
        part,
        String(answers.length),
        `MRR ${describeMean(answers, reciprocalRank)}`,
        `R@10 ${describeMean(answers, recallAt10)}`,
      ]);
  }
  return rows;
}

// A session that went on after midnight has a file for each day, named after the day and the session.
function toSessionId(name: string): string {
  return name.replace(/^\d{4}-\d\d-\d\d-/, '');
}

function parseLines(text: string): readonly unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
