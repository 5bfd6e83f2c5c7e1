import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { type DatabaseOptions, openDatabase } from './database.ts';
import { forget, purge } from './forget.ts';
import { askFor, claim, complete, fail } from './jobs.ts';
import { append, listSessions, listStubs, readCursor, readEvents, readSession } from './journal.ts';
import { listInjections, recordInjection } from './ledger.ts';
import { findMemories, listDistilled, remember, saveDistilled } from './memories.ts';
import { findKnownProject, findOrMakeProject, listProjects } from './projects.ts';
import { around, list, match } from './search.ts';
import { explainSqliteError } from './sqlite-error.ts';
import { findDamage, readStats } from './stats.ts';

/** Opens the store in a SQLite file. Rejects with the `HoldfastError`s of `openDatabase`. */
export async function openSqliteStore(options: DatabaseOptions & { readonly clock: Clock }): Promise<Store> {
  const database = openDatabase(options);
  const { clock } = options;
  return {
    project: async (place, at) => explained(() => findOrMakeProject(database, place, at)),
    knownProject: async (place) => explained(() => findKnownProject(database, place)),
    projects: async () => explained(() => listProjects(database)),
    append: async (batch) => explained(() => append(database, batch)),
    session: async (id) => explained(() => readSession(database, id)),
    sessions: async (project, limit) => explained(() => listSessions(database, project, limit)),
    stubs: async (session) => explained(() => listStubs(database, session)),
    events: async (ids) => explained(() => readEvents(database, ids)),
    cursor: async (path) => explained(() => readCursor(database, path)),
    enqueue: async (kind, key, at, dueAt) => explained(() => askFor(database, kind, key, at, dueAt)),
    claim: async (kind, owner, at, leaseMs, dueBy) => explained(() => claim(database, kind, owner, at, leaseMs, dueBy)),
    complete: async (job) => explained(() => complete(database, job)),
    fail: async (job, error, retryAt, maxAttempts) => explained(() => fail(database, job, error, retryAt, maxAttempts)),
    distilled: async (session) => explained(() => listDistilled(database, session)),
    saveDistilled: async (result) => explained(() => saveDistilled(database, result, clock())),
    remember: async (memory) => explained(() => remember(database, memory, clock())),
    memories: async (keys) => explained(() => findMemories(database, keys)),
    list: async (query) => explained(() => list(database, query)),
    match: async (terms, query) => explained(() => match(database, terms, query)),
    around: async (memory, before, after) => explained(() => around(database, memory, before, after)),
    async forget(ids, at) {
      const wiped = explained(() => forget(database, ids, at));
      if (wiped > 0) await purge(database, options.path);
      return wiped;
    },
    recordInjection: async (injection) => explained(() => recordInjection(database, injection)),
    injections: async (session) => explained(() => listInjections(database, session)),
    stats: async () => explained(() => readStats(database, options.path)),
    check: async () => explained(() => findDamage(database)),
    async [Symbol.asyncDispose]() {
      // Closing checkpoints the write-ahead log when no other process has the file open.
      if (database.db.isOpen) database.db.close();
    },
  };
}

function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainSqliteError(error);
  }
}
