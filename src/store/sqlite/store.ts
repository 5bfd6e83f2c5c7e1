import { setImmediate } from 'node:timers/promises';
import type { Breakers } from '../../ports/breakers.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobQueue } from '../../ports/jobs.ts';
import type { ModelCalls } from '../../ports/model-calls.ts';
import type { RecordIndex } from '../../ports/record.ts';
import type { Store } from '../../ports/store.ts';
import type { Vectors } from '../../ports/vectors.ts';
import type { Vocabulary } from '../../ports/vocabulary.ts';
import { admit, listBreakers, release, reportFailure, reportSuccess } from './breakers.ts';
import { claimChore, collect, listOldCursors, touch } from './collect.ts';
import { type Database, type DatabaseOptions, openDatabase } from './database.ts';
import { forget, purge } from './forget.ts';
import { askFor, complete, fail, giveBack, giveBackAll, listDead, readGeneration, reviveDead } from './jobs.ts';
import { append, countPrompts, listPrompts, listSessions, listStubs, readCursor, readEvents, readSession } from './journal.ts';
import { claim, dropChild, identifyChild, listChildren, renew } from './leases.ts';
import { learnWords } from './learn-words.ts';
import { listInjections, recordInjection } from './ledger.ts';
import { accept, countMemories, findMemories, listDistilled, remember, saveDistilled } from './memories.ts';
import { createMerger } from './merge-segments.ts';
import { listUsageByDay, recordModelCall, sumModelCalls, whenSpent } from './model-calls.ts';
import { createNearest } from './nearest.ts';
import { findKnownProject, findOrMakeProject, listProjects, readProjectNames } from './projects.ts';
import { indexRecord } from './record-index.ts';
import { findNeighbours, matchSessions, matchTurns } from './record-search.ts';
import { around, list, listOf, listQuoting, match } from './search.ts';
import { similarTerms } from './similar-terms.ts';
import { explainSqliteError } from './sqlite-error.ts';
import { findDamage, readStats } from './stats.ts';
import { dropOtherModels, listUnembedded, putVectors } from './vectors.ts';
import { createLogBound } from './write-ahead-log.ts';

/** Opens the store in a SQLite file. Rejects with the `HoldfastError`s of `openDatabase`. */
export async function openSqliteStore(options: DatabaseOptions & { readonly clock: Clock }): Promise<Store> {
  const database = openDatabase(options);
  const { clock } = options;
  const boundLog = createLogBound(database.db, options.path);
  const mergeSome = createMerger(database);
  return {
    ...openParts(database, boundLog),
    ...openJournal(database),
    ...openLookups(database),
    waitAtMost: (milliseconds) => explained(() => database.db.exec(`pragma busy_timeout = ${milliseconds}`)),
    project: async (place, at) => explained(() => findOrMakeProject(database, place, at)),
    knownProject: async (place) => explained(() => findKnownProject(database, place)),
    projects: async () => explained(() => listProjects(database)),
    projectNames: async () => explained(() => readProjectNames(database)),
    async append(batch) {
      const outcome = explained(() => append(database, batch, clock()));
      boundLog();
      return outcome;
    },
    distilled: async (session) => explained(() => listDistilled(database, session)),
    async saveDistilled(result) {
      const memories = explained(() => saveDistilled(database, result, clock()));
      boundLog();
      return memories;
    },
    accept: async (ids, at) => explained(() => accept(database, ids, at)),
    remember: async (memory) => explained(() => remember(database, memory, clock())),
    async forget(ids, at) {
      const wiped = explained(() => forget(database, ids, at));
      if (wiped > 0) await purge(database, options.path);
      return wiped;
    },
    recordInjection: async (injection) => explained(() => recordInjection(database, injection)),
    injections: async (session) => explained(() => listInjections(database, session)),
    claimChore: async (name, at, everyMs) => explained(() => claimChore(database, name, at, everyMs)),
    oldCursors: async (before) => explained(() => listOldCursors(database, before)),
    collect: async (before, gone) => explained(() => collect(database, options.path, before, gone)),
    async mergeIndexes() {
      const merged = explained(mergeSome);
      boundLog();
      return merged;
    },
    touch: async (at) => explained(() => touch(database, at)),
    stats: async () => explained(() => readStats(database, options.path)),
    check: async () => explained(() => findDamage(database)),
    async [Symbol.asyncDispose]() {
      // Closing checkpoints the write-ahead log when no other process has the file open.
      if (database.db.isOpen) database.db.close();
    },
  };
}

function openParts(database: Database, boundLog: () => void): JobQueue & Breakers & ModelCalls & RecordIndex & Vectors & Vocabulary {
  return {
    ...openQueue(database),
    ...openBreakers(database),
    ...openModelCalls(database),
    ...openRecordIndex(database, boundLog),
    ...openVectors(database, boundLog),
    ...openVocabulary(database, boundLog),
  };
}

function openJournal(database: Database): Pick<Store, 'session' | 'sessions' | 'stubs' | 'promptCount' | 'prompts' | 'events' | 'cursor'> {
  return {
    session: async (id) => explained(() => readSession(database, id)),
    sessions: async (project, limit) => explained(() => listSessions(database, project, limit)),
    stubs: async (session) => explained(() => listStubs(database, session)),
    promptCount: async (session, most) => explained(() => countPrompts(database, session, most)),
    prompts: async (session) => explained(() => listPrompts(database, session)),
    events: async (ids) => explained(() => readEvents(database, ids)),
    cursor: async (path) => explained(() => readCursor(database, path)),
  };
}

function openLookups(database: Database): Pick<Store, 'memories' | 'memoryCount' | 'list' | 'quoting' | 'match' | 'memoriesOf' | 'around'> {
  return {
    memories: async (keys) => explained(() => findMemories(database, keys)),
    memoryCount: async () => explained(() => countMemories(database)),
    list: async (query) => explained(() => list(database, query)),
    quoting: async (among) => explained(() => listQuoting(database, among)),
    match: async (terms, query) => explained(() => match(database, terms, query)),
    memoriesOf: async (turns, query) => explained(() => listOf(database, turns, query)),
    around: async (memory, before, after) => explained(() => around(database, memory, before, after)),
  };
}

function openQueue(database: Database): JobQueue {
  return {
    enqueue: async (kind, key, at, dueAt) => explained(() => askFor(database, kind, key, at, dueAt)),
    claim: async (request) => explained(() => claim(database, request)),
    renew: async (job, until) => explained(() => renew(database, job, until)),
    generation: async (job) => explained(() => readGeneration(database, job)),
    complete: async (job) => explained(() => complete(database, job)),
    fail: async (job, error, at, retryAt, maxAttempts) => explained(() => fail(database, job, error, at, retryAt, maxAttempts)),
    giveBack: async (job, at, dueAt = at) => explained(() => giveBack(database, job, at, dueAt)),
    giveBackAll: async (kind, owner, at) => explained(() => giveBackAll(database, kind, owner, at)),
    deadJobs: async (limit) => explained(() => listDead(database, limit)),
    reviveDead: async (at) => explained(() => reviveDead(database, at)),
    children: async () => explained(() => listChildren(database)),
    identifyChild: async (mark, identity) => explained(() => identifyChild(database, mark, identity)),
    dropChild: async (mark) => explained(() => dropChild(database, mark)),
  };
}

function openRecordIndex(database: Database, boundLog: () => void): RecordIndex {
  return {
    async indexRecord(limit, at) {
      const count = explained(() => indexRecord(database, limit, at));
      boundLog();
      return count;
    },
    matchTurns: async (terms, scope, limit) => explained(() => matchTurns(database, terms, scope, limit)),
    neighbours: async (turns) => explained(() => findNeighbours(database, turns)),
    matchSessions: async (terms, scope, limit) => explained(() => matchSessions(database, terms, scope, limit)),
  };
}

function openVectors(database: Database, boundLog: () => void): Vectors {
  const nearest = createNearest(database);
  return {
    unembedded: async (model, limit) => explained(() => listUnembedded(database, model, limit)),
    async putVectors(model, entries) {
      explained(() => putVectors(database, model, entries));
      boundLog();
    },
    nearest: async (model, vector, query) => explained(() => nearest(model, vector, query)),
    async keepVectorsOf(model) {
      while (explained(() => dropOtherModels(database, model))) {
        boundLog();
        await setImmediate();
      }
    },
  };
}

function openVocabulary(database: Database, boundLog: () => void): Vocabulary {
  return {
    similar: async (words, limit) => explained(() => similarTerms(database, words, limit)),
    async learnWords(limit) {
      const count = explained(() => learnWords(database, limit));
      boundLog();
      return count;
    },
  };
}

function openBreakers(database: Database): Breakers {
  return {
    admit: async (name, at, probeMs) => explained(() => admit(database, name, at, probeMs)),
    report: async (name, at, outcome) =>
      explained(() => (outcome.ok ? reportSuccess(database, name) : reportFailure(database, name, at, outcome))),
    release: async (name, at) => explained(() => release(database, name, at)),
    breakers: async () => explained(() => listBreakers(database)),
  };
}

function openModelCalls(database: Database): ModelCalls {
  return {
    recordModelCall: async (call) => explained(() => recordModelCall(database, call)),
    sumModelCalls: async (span) => explained(() => sumModelCalls(database, span)),
    whenSpent: async (span, unit, amount) => explained(() => whenSpent(database, span, unit, amount)),
    usageByDay: async (span) => explained(() => listUsageByDay(database, span)),
  };
}

function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainSqliteError(error);
  }
}
