import { createHash } from 'node:crypto';

/** The id of an event: 22 characters, the same for the same event wherever it is read. `native` is the agent's own name for it. */
export function eventId(agent: string, session: string, native: string): string {
  return createHash('sha256')
    .update(JSON.stringify([agent, session, native]))
    .digest('base64url')
    .slice(0, 22);
}
