import { findMarked, type MarkedProcess } from '../../client/processes.ts';
import type { Scene } from '../scene.ts';
import type { Session } from './start-session.ts';

/** Everything of a scene that is alive beside its session processes: their model children, and what these started. */
export async function findChildren({ mark }: Scene, sessions: readonly Session[]): Promise<readonly MarkedProcess[]> {
  const own = new Set(sessions.map(({ link }) => link.pid));
  return (await findMarked(mark)).filter(({ pid }) => !own.has(pid));
}
