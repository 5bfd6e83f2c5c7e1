import { join } from 'node:path';
import { importTranscripts } from '../../src/app/capture/import.ts';
import type { Ports } from '../../src/app/ports.ts';
import { drain } from '../../src/app/work/drain.ts';
import { indexRecord } from '../../src/app/work/index-record.ts';
import type { Event, Session } from '../../src/model/event.ts';
import type { Project } from '../../src/model/project.ts';
import { readConfig, wire } from '../../src/wire.ts';
import { unpackTranscripts } from './unpack.ts';

/** A real session with all that happened in it. */
export interface RealSession {
  readonly session: Session;
  readonly events: readonly Event[];
}

/** A prompt of a real session, asked when everything before it is known and nothing after it. */
export interface Moment {
  readonly ports: Ports;
  readonly project: Project;
  readonly session: Session;
  readonly prompt: Event;
  /** What happens after it in its session. */
  readonly later: readonly Event[];
}

const DAY_MS = 86_400_000;
const MOST_SESSIONS = 10_000;

/** Real sessions, the oldest first, and when the newer half of them begins. */
export interface RealSessions {
  readonly sessions: readonly RealSession[];
  /** Milliseconds since the epoch. */
  readonly middle: number;
}

/** The team's sessions, each in the project that its folder names. `folder` is scratch. Undefined: the data is not here. */
export async function readSessions(folder: string): Promise<RealSessions | undefined> {
  const paths = unpackTranscripts(folder);
  if (paths === undefined) return undefined;
  await using ports = await wire(readConfig({ HOLDFAST_HOME: join(folder, 'read') }));
  for await (const _ of importTranscripts(ports, paths));
  const projects = await ports.store.projects();
  const all = (await Promise.all(projects.map(({ id }) => ports.store.sessions(id, MOST_SESSIONS)))).flat();
  const read = async (session: Session): Promise<RealSession> => {
    const stubs = await ports.store.stubs(session.id);
    return { session, events: await ports.store.events(stubs.map(({ id }) => id)) };
  };
  const sessions = (await Promise.all(all.map(read))).toSorted((a, b) => a.session.startedAt - b.session.startedAt);
  return { sessions, middle: sessions[Math.floor(sessions.length / 2)]!.session.startedAt };
}

/** Lives the sessions again, one after another, and stops at each prompt of the user. After a session, it is distilled and indexed. */
export async function* replay(sessions: readonly RealSession[], folder: string): AsyncGenerator<Moment, void> {
  await using wired = await wire(readConfig({ HOLDFAST_HOME: join(folder, 'replay') }));
  let now = 0;
  let branch: string | undefined;
  const ports: Ports = {
    ...wired,
    clock: () => now,
    locate: async (cwd) => ({ cwd, root: cwd, aliases: [], name: '', ...(branch === undefined ? {} : { branch }) }),
  };
  for (const { session, events } of sessions) {
    const project = await ports.store.project({ aliases: [`folder:${session.project}`], name: session.project }, session.startedAt);
    branch = session.branch;
    let told = 0;
    const tell = async (end: number): Promise<void> => {
      if (end > told) await ports.store.append({ events: events.slice(told, end), session: { ...session, project: project.id } });
      told = end;
    };
    for (const [place, prompt] of events.entries()) {
      if (!isAsked(prompt)) continue;
      now = prompt.at;
      await tell(place + 1);
      yield { ports, project, session, prompt, later: events.slice(place + 1) };
    }
    await tell(events.length);
    now = session.lastEventAt + DAY_MS;
    for await (const _ of drain(ports, { eager: true }));
    for await (const _ of indexRecord(ports));
  }
}

// What a client puts in by itself begins with a tag.
function isAsked({ kind, subagent, text = '' }: Event): boolean {
  return kind === 'prompt' && subagent === undefined && text.trim() !== '' && !text.startsWith('<');
}
