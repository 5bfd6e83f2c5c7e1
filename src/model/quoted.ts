import type { Authority, Memory } from './memory.ts';

/** Words in a memory that are neither the user's nor the assistant's, as they stand in it. */
export interface Quoted {
  readonly text: string;
  readonly source: Authority;
}

const SOURCES: ReadonlySet<unknown> = new Set<Authority>(['tool', 'repo', 'web', 'import']);

/** What a memory quotes. Read with care: content is anyone's. */
export function quotedOf({ content }: Pick<Memory, 'content'>): readonly Quoted[] {
  const quoted = content['quoted'];
  return Array.isArray(quoted) ? quoted.filter(isQuoted) : [];
}

function isQuoted(value: unknown): value is Quoted {
  if (typeof value !== 'object' || value === null) return false;
  const { text, source } = value as Record<string, unknown>;
  return typeof text === 'string' && text !== '' && SOURCES.has(source);
}
