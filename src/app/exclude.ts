import { HoldfastError } from '../model/error.ts';
import type { Session } from '../model/event.ts';
import { describePause, turnOn } from './capture/admit.ts';
import { offTime } from './capture/left-out.ts';
import type { Ports, Surroundings } from './ports.ts';

const SESSIONS = 20;

/** Turns everything off, for so long or until it is turned on again. Returns the pause in words. Throws `store_unavailable`. */
export function pause({ switches, clock }: Surroundings, milliseconds: number = Infinity): string {
  const from = clock();
  const to = from + milliseconds;
  switches.turnOff({ from, to });
  return describePause({ from, to, automatic: false });
}

/** Ends a pause. Returns whether there was one. Throws `store_unavailable`. */
export function resume({ switches, clock }: Surroundings): boolean {
  const at = clock();
  const wasPaused = offTime(switches.offTimes(), at) !== undefined;
  if (wasPaused) switches.turnOn({ at });
  return wasPaused;
}

/** What the user has to know of a pause, in words; undefined: there is none. */
export function findPause({ switches, clock }: Pick<Surroundings, 'switches' | 'clock'>): string | undefined {
  const time = offTime(switches.offTimes(), clock());
  return time === undefined ? undefined : describePause(time);
}

/** That the memory is paused, and what is left out of a folder, a line each. None: it sees everything. */
export async function describeExclusions(
  ports: Pick<Ports, 'switches' | 'exclusions' | 'locate' | 'clock'>,
  cwd?: string,
): Promise<readonly string[]> {
  const paused = findPause(ports);
  const { lines } = cwd === undefined ? { lines: [] } : await ports.exclusions.rulesAt(await ports.locate(cwd));
  return [...(paused === undefined ? [] : [paused]), ...lines.map((line) => `left out here: ${line}`)];
}

/** Turns a session off or on: one by its id, else the latest of a folder's project, or the latest that is off. Rejects with `not_found`. */
export async function turnSession(around: Surroundings, cwd: string, to: 'on' | 'off', id?: string): Promise<string> {
  const isOff = (session: string): boolean => offTime(around.switches.offTimes(session), around.clock()) !== undefined;
  // To turn a session off that is named, no store is needed.
  const sessions = to === 'off' && id !== undefined ? [] : await findSessions(around, cwd, id);
  const session = id ?? sessions.find((each) => to === 'off' || isOff(each.id))?.id;
  if (session === undefined)
    throw new HoldfastError('not_found', `No session of this folder can be turned ${to}. Name one: --session <id>`);
  const known = sessions.find((each) => each.id === session);
  const agent = around.agents.find(({ name }) => name === known?.agent) ?? around.agents[0];
  if (to === 'off') around.switches.turnOff({ session, from: around.clock() });
  else if (agent !== undefined)
    await turnOn(around, agent, { session, ...(known?.transcript === undefined ? {} : { transcript: known.transcript }) });
  return session;
}

async function findSessions(around: Surroundings, cwd: string, id: string | undefined): Promise<readonly Session[]> {
  if (!around.storeExists()) return [];
  const store = await around.openStore();
  if (id !== undefined) return [await store.session(id)].filter((session) => session !== undefined);
  const project = await store.knownProject(await around.locate(cwd));
  const sessions = project === undefined ? [] : await store.sessions(project.id, SESSIONS);
  return sessions.toSorted((a, b) => b.lastEventAt - a.lastEventAt);
}
