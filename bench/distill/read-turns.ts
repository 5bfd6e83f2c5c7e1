import { basename } from 'node:path';
import { importTranscripts } from '../../src/app/capture/import.ts';
import type { Ports } from '../../src/app/ports.ts';
import { findTurns, readTurn } from '../../src/app/work/find-turns.ts';
import type { Session, Turn } from '../../src/model/event.ts';
import type { DistillContext } from '../../src/ports/distiller.ts';
import type { Expectation } from './expectation.ts';

/** A turn that really happened, and what a memory of it has to hold. */
export interface RecordedTurn {
  readonly expected: Expectation;
  readonly turn: Turn;
  readonly context: DistillContext;
}

const MOST_SESSIONS = 10_000;

/** Reads those of the transcripts that are of certain sessions into the store, and distills them. */
export async function readTranscripts(ports: Ports, transcripts: readonly string[], ids: readonly string[]): Promise<readonly Session[]> {
  const wanted = transcripts.filter((path) =>
    ids.some((id) =>
      basename(path)
        .replace(/^\d{4}-\d\d-\d\d-/, '')
        .startsWith(id),
    ),
  );
  for await (const { stage } of importTranscripts(ports, wanted)) if (stage === 'indexing') break;
  const projects = await ports.store.projects();
  return (await Promise.all(projects.map(({ id }) => ports.store.sessions(id, MOST_SESSIONS)))).flat();
}

/** The turns of these sessions that something is expected of. Rejects where one is missing: the figures would be of something else. */
export async function readTurns(
  ports: Ports,
  sessions: readonly Session[],
  expectations: readonly Expectation[],
): Promise<readonly RecordedTurn[]> {
  const recorded: RecordedTurn[] = [];
  for (const expected of expectations) {
    const [id, prompt] = expected.turn;
    const session = sessions.find((one) => one.id.startsWith(id));
    const found = session && (await findTurns(ports, session.id)).find((one) => one.prompt.startsWith(prompt));
    if (session === undefined || found === undefined) throw new Error(`There is no turn ${prompt} of session ${id}.`);
    const { turn, context } = await readTurn(ports.store.events, session, found, []);
    const { root } = await ports.locate(session.cwd);
    recorded.push({ expected, turn, context: { root, ...context } });
  }
  return recorded;
}
