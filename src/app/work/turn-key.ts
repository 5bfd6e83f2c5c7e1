/** One text for a turn of a session, as a job's key. */
export function turnKey(session: string, prompt: string): string {
  return JSON.stringify([session, prompt]);
}

/** How the keys of all turns of a session begin. */
export function turnKeyPrefix(session: string): string {
  return `[${JSON.stringify(session)},`;
}

/** How the keys of turns of that prompt end, in whatever session. */
export function turnKeySuffix(prompt: string): string {
  return `,${JSON.stringify(prompt)}]`;
}

/** The turn of a key; undefined where it is none. */
export function parseTurnKey(key: string): { readonly session: string; readonly prompt: string } | undefined {
  try {
    const [session, prompt] = JSON.parse(key) as unknown[];
    return typeof session === 'string' && typeof prompt === 'string' ? { session, prompt } : undefined;
  } catch {
    return undefined;
  }
}
