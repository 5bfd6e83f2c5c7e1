import { brief } from './app/recall/brief.ts';
import { findProject } from './app/recall/find-project.ts';
import { forget } from './app/recall/forget.ts';
import { type Note, remember } from './app/recall/remember.ts';
import { searchSessions, type SessionQuery } from './app/recall/search-sessions.ts';
import { search } from './app/recall/search.ts';
import type { Memory } from './model/memory.ts';
import type { Hit, Query, SessionHit } from './model/query.ts';
import { readConfig, wire } from './wire.ts';

export type { Note } from './app/recall/remember.ts';
export { HoldfastError } from './model/error.ts';
export type { Memory } from './model/memory.ts';
export type { Hit, Query, SessionHit } from './model/query.ts';

/** The memory on this machine, as a library. Dispose of it when done. */
export interface OpenMemory extends AsyncDisposable {
  /** Finds memories, by default 20 of the project around `cwd`, best first. */
  search(text: string, query?: Partial<Omit<Query, 'text'>>): Promise<readonly Hit[]>;
  /** Finds whole sessions, by default 20 of the project around `cwd`, best first; without words, the latest. */
  searchSessions(text: string, query?: Partial<Omit<SessionQuery, 'text'>>): Promise<readonly SessionHit[]>;
  /** Memories by number or id. */
  get(...keys: readonly string[]): Promise<readonly Memory[]>;
  /** The text the next session of the project would start with. */
  context(tokens?: number): Promise<string>;
  remember(note: Note): Promise<Memory>;
  /** Wipes memories for good. Rejects with `not_found`. */
  forget(...keys: readonly string[]): Promise<readonly Memory[]>;
}

const DEFAULTS = { limit: 20, offset: 0, order: 'relevance' } as const;

/** Opens the memory of the project around `cwd`. `home` overrides `HOLDFAST_HOME`. Rejects with `HoldfastError`. */
export async function openMemory(options: { readonly cwd?: string; readonly home?: string } = {}): Promise<OpenMemory> {
  const cwd = options.cwd ?? process.cwd();
  const config = readConfig(options.home === undefined ? process.env : { ...process.env, HOLDFAST_HOME: options.home });
  const ports = await wire(config);
  const scope = async (wanted: string | undefined): Promise<Pick<Query, 'project'>> => {
    const project = wanted ?? (await findProject(ports, cwd))?.id;
    return project === undefined ? {} : { project };
  };
  return {
    search: async (text, query = {}) => search(ports, { text, ...DEFAULTS, ...query, ...(await scope(query.project)) }),
    searchSessions: async (text, query = {}) => searchSessions(ports, { text, ...DEFAULTS, ...query, ...(await scope(query.project)) }),
    get: (...keys) => ports.store.memories(keys),
    async context(tokens = config.contextTokens) {
      const project = await findProject(ports, cwd);
      return project === undefined ? '' : ((await brief(ports, { project, session: '', cwd, tokens }))?.text ?? '');
    },
    remember: (note) => remember(ports, cwd, note),
    forget: (...keys) => forget(ports, keys),
    [Symbol.asyncDispose]: () => ports[Symbol.asyncDispose](),
  };
}
