import type { Injection } from '../../ports/store.ts';
import type { Database } from './database.ts';

/** Writes down a text that was put before an agent. */
export function recordInjection({ sql }: Database, injection: Injection): void {
  sql('insert into injection (session, project, trigger, memories, tokens, at) values (?, ?, ?, ?, ?, ?)').run(
    injection.session,
    injection.project,
    injection.trigger,
    JSON.stringify(injection.memories),
    injection.tokens,
    injection.at,
  );
}

/** What a session was given, oldest first. */
export function listInjections({ sql }: Database, session: string): Injection[] {
  const rows = sql('select session, project, trigger, memories, tokens, at from injection where session = ? order by seq').all(session);
  return rows.map((row) => ({ ...(row as unknown as Injection), memories: JSON.parse(String(row['memories'])) }));
}
