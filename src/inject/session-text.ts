import type { SessionHit } from '../model/query.ts';
import { describeSource } from '../model/source.ts';
import { writeBranch } from './branch-name.ts';
import { fenceLine } from './fence.ts';
import { formatDay } from './format-day.ts';

/** A session as one line: its first day, what it was, the name of its project, and where to read on. */
export function writeSessionEntry(hit: SessionHit, project = ''): string {
  const source = hit.source === undefined ? '' : `(${describeSource(hit.source)}) `;
  return `${formatDay(hit.startedAt)} ${source}${fenceLine(hit.title) || 'Nothing was said'} (${describeSession(hit, project)})`;
}

/** What there is of a session: `claude-code in shop-api on main, until 2026-01-14; 6 memories, see #1 #4`. */
export function describeSession({ agent, branch, startedAt, lastEventAt, memories, best }: SessionHit, project = ''): string {
  const [first, last] = [formatDay(startedAt), formatDay(lastEventAt)];
  const where = `${agent}${project === '' ? '' : ` in ${project}`}${branch === undefined ? '' : ` on ${writeBranch(branch)}`}${first === last ? '' : `, until ${last}`}`;
  const count = memories === 0 ? 'no memories' : memories === 1 ? '1 memory' : `${memories} memories`;
  return fenceLine(`${where}; ${count}${best.length === 0 ? '' : `, see ${best.map((number) => `#${number}`).join(' ')}`}`);
}
