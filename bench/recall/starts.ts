import { brief } from '../../src/app/recall/brief.ts';
import type { Memory } from '../../src/model/memory.ts';
import { fileAffinity } from '../../src/recall/file-affinity.ts';
import { describeMean } from './metrics.ts';
import { readSessions, replay } from './replay.ts';
import { type After, readAfter } from './used-after.ts';

interface Start {
  readonly at: number;
  /** Of what was told, the part that was of use in the session. */
  readonly used: number;
  /** Of the files that the session changed, the part that something told had changed. */
  readonly covered: number;
}

const TOKENS = 2000;
const CALLS = 200;
// With fewer, all of them are told.
const FEWEST = 30;

/**
 * Rows of a table: of what a session is told when it starts, how much was of use in it, and how many of the files that it
 * changed it was told about; beside as many of the newest memories. Real sessions that change files, in projects of some size.
 * `folder` is scratch. Undefined: the data is not here.
 */
export async function benchStarts(folder: string): Promise<readonly (readonly string[])[] | undefined> {
  const read = await readSessions(folder);
  if (read === undefined) return undefined;
  const { sessions, middle } = read;
  const told: Start[] = [];
  const newest: Start[] = [];
  const seen = new Set<string>();
  for await (const moment of replay(sessions, folder)) {
    const { ports, project, session } = moment;
    if (seen.has(session.id)) continue;
    seen.add(session.id);
    const after = readAfter(moment, CALLS);
    if (after.changed.length === 0) continue;
    const { given = [] } = (await brief(ports, { project, session: session.id, cwd: session.cwd, tokens: TOKENS })) ?? {};
    const all = await ports.store.list({ project: project.id, status: 'active', order: 'newest', limit: 1000, offset: 0 });
    const others = all.filter((memory) => memory.session !== session.id);
    if (others.length < FEWEST) continue;
    told.push(judge(session.startedAt, after, given));
    newest.push(judge(session.startedAt, after, others.slice(0, given.length)));
  }
  return Object.entries({ 'what is told': told, 'as many of the newest': newest }).flatMap(([name, starts]) => [
    describe(
      name,
      'older',
      starts.filter(({ at }) => at < middle),
    ),
    describe(
      name,
      'newer',
      starts.filter(({ at }) => at >= middle),
    ),
    describe(name, 'all', starts),
  ]);
}

function judge(at: number, { changed, isUsed }: After, memories: readonly Memory[]): Start {
  const covered = changed.filter((file) => memories.some((memory) => fileAffinity({ ...memory, filesRead: [] }, [file]) !== 'none'));
  return {
    at,
    used: memories.filter(isUsed).length / Math.max(1, memories.length),
    covered: covered.length / changed.length,
  };
}

function describe(name: string, half: string, starts: readonly Start[]): readonly string[] {
  return [
    `session starts: ${name}`,
    half,
    `${starts.length}`,
    `used ${describeMean(starts, ({ used }) => used)}`,
    `changed files covered ${describeMean(starts, ({ covered }) => covered)}`,
  ];
}
