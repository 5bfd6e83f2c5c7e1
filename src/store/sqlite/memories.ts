import type { StatementSync } from 'node:sqlite';
import { uuidv7 } from '../../model/id.ts';
import type { Memory, MemoryDraft } from '../../model/memory.ts';
import { estimateTokens } from '../../model/tokens.ts';
import type { Distilled } from '../../ports/store.ts';
import type { Database } from './database.ts';
import { areForgotten } from './forget.ts';
import { askFor, completeWithin, isHeld } from './jobs.ts';
import { MEMORY_COLUMNS, fromRow, toRow } from './memory-row.ts';
import { outdateSession } from './record-index.ts';
import { indexMemory, unindexMemory } from './search.ts';
import { inTransaction } from './transaction.ts';
import { dropVectors } from './vectors.ts';

/**
 * Stores what a turn was distilled to, in place of what it was distilled to before. Forgotten and hand-made ones stay as
 * they are; what rests on events that were forgotten since is left out. Undefined: the lease it was made under is another's
 * by now, or the turn was distilled anew meanwhile, and nothing was stored.
 */
export function saveDistilled(database: Database, result: Distilled, now: number): Memory[] | undefined {
  return inTransaction(database.db, () => {
    const { session, turn, lease, insteadOf = [], next, ends = false } = result;
    if (lease !== undefined && !isHeld(database, lease)) return undefined;
    if (!insteadOf.every((one) => isDistilledFrom(database, session.id, one.turn, one.fingerprint))) return undefined;
    const drafts = result.drafts.filter((draft) => !areForgotten(database, draft.evidence));
    dropOthers(
      database,
      session.id,
      turn,
      drafts.map((draft) => draft.slot),
    );
    const saved = drafts.map((draft) => upsert(database, toMemory(draft, result, now), draft.slot));
    outdateSession(database, session.id);
    database
      .sql(`
      insert into turn (session, prompt, fingerprint) values (?, ?, ?)
      on conflict (session, prompt) do update set fingerprint = excluded.fingerprint`)
      .run(session.id, turn, result.fingerprint);
    const stored = saved.filter((memory) => memory !== undefined);
    if (next !== undefined && stored.length > 0) askFor(database, next.kind, next.key, now, now + (next.inMs ?? 0));
    if (lease !== undefined && ends) completeWithin(database, lease);
    return stored;
  });
}

/** Fingerprints of a session's distilled turns, by prompt id. */
export function listDistilled({ sql }: Database, session: string): Map<string, string> {
  const rows = sql('select prompt, fingerprint from turn where session = ?').all(session);
  return new Map(rows.map((row) => [String(row['prompt']), String(row['fingerprint'])]));
}

function isDistilledFrom({ sql }: Database, session: string, prompt: string, fingerprint: string): boolean {
  return sql('select 1 from turn where session = ? and prompt = ? and fingerprint = ?').get(session, prompt, fingerprint) !== undefined;
}

/** Stores a memory made by hand. */
export function remember(
  database: Database,
  draft: Omit<MemoryDraft, 'slot'> & Pick<Memory, 'project' | 'session' | 'agent' | 'distilledBy'>,
  now: number,
): Memory {
  return inTransaction(database.db, () => {
    const { at, status = 'active', ...rest } = draft;
    const memory = withTokens({ ...rest, id: uuidv7(now), status, turn: '', createdAt: at, updatedAt: now });
    return upsert(database, memory, `by-hand-${memory.id}`)!;
  });
}

/** Makes memories that wait active, in the user's name. What they quote is the user's word now. */
export function accept({ db, sql }: Database, ids: readonly string[], now: number): Memory[] {
  return inTransaction(db, () =>
    sql(`
      update memory set status = 'active', authority = 'user', distilled_by = 'user', updated_at = ?, content = json_remove(content, '$.quoted')
      where id in (select value from json_each(?)) and status = 'archived' and forgotten = 0
      returning *`)
      .all(now, JSON.stringify(ids))
      .map(fromRow),
  );
}

/** How many memories there have been. */
export function countMemories({ sql }: Database): number {
  return Number(sql('select coalesce(max(number), 0) as count from memory').get()!['count']);
}

/** Memories by number, id or the start of an id, in the order asked for. */
export function findMemories({ sql }: Database, keys: readonly string[]): Memory[] {
  const byNumber = sql('select * from memory where number = ? and forgotten = 0');
  const byId = sql('select * from memory where id >= ? and id < ? and forgotten = 0 limit 2');
  const found = new Map<number, Memory>();
  for (const key of keys) {
    const row = NUMBER.test(key) ? byNumber.get(Number(key.replace('#', ''))) : findById(byId, key.toLowerCase());
    if (row !== undefined) found.set(Number(row['number']), fromRow(row));
  }
  return [...found.values()];
}

// An id starts with a zero for the next five centuries.
const NUMBER = /^#?[1-9]\d{0,14}$/;
const SHORTEST_START = 8;

// A start that fits two memories names neither.
function findById(byId: StatementSync, start: string): Record<string, unknown> | undefined {
  const rows = start.length < SHORTEST_START ? [] : byId.all(start, `${start}\u{10ffff}`);
  return rows.length === 1 ? rows[0] : undefined;
}

function toMemory(draft: MemoryDraft, { session, turn, distilledBy }: Distilled, now: number): Omit<Memory, 'number'> {
  const { slot: _slot, at, status = 'active', ...rest } = draft;
  return withTokens({
    ...rest,
    id: uuidv7(at),
    status,
    project: session.project,
    session: session.id,
    turn,
    agent: session.agent,
    ...(session.branch === undefined ? {} : { branch: session.branch }),
    ...(session.commit === undefined ? {} : { commit: session.commit }),
    createdAt: at,
    updatedAt: now,
    distilledBy,
  });
}

function withTokens(memory: Omit<Memory, 'number' | 'tokens'>): Omit<Memory, 'number'> {
  const text = [memory.title, memory.subtitle, memory.narrative, ...memory.facts, ...memory.filesRead, ...memory.filesModified].join('\n');
  return { ...memory, tokens: estimateTokens(text) };
}

// What a reader may have quoted stays: the id, the number and the date of a memory survive a new distilling.
const KEPT = new Set<string>(['id', 'created_at', 'branch', 'commit_id', 'project', 'session', 'turn', 'slot']);
// Whether it waits is told anew; what is not true any more stays so.
const NEXT_STATUS = "case when status in ('active', 'archived') then excluded.status else status end";
const UPSERT = `
  insert into memory (${MEMORY_COLUMNS.join(', ')}) values (${MEMORY_COLUMNS.map(() => '?').join(', ')})
  on conflict (session, turn, slot) do update set
    ${MEMORY_COLUMNS.filter((column) => !KEPT.has(column))
      .map((column) => `${column} = ${column === 'status' ? NEXT_STATUS : `excluded.${column}`}`)
      .join(', ')}
  where forgotten = 0 and distilled_by <> 'user'
  returning *`;

function upsert(database: Database, memory: Omit<Memory, 'number'>, slot: string): Memory | undefined {
  const row = database.sql(UPSERT).get(...toRow(memory, slot));
  if (row === undefined) return undefined;
  const saved = fromRow(row);
  unindexMemory(database, saved.number);
  indexMemory(database, saved);
  return saved;
}

function dropOthers(database: Database, session: string, turn: string, slots: readonly string[]): void {
  const dropped = database
    .sql(`
    delete from memory
    where session = ? and turn = ? and forgotten = 0 and distilled_by <> 'user' and slot not like 'by-hand-%'
      and slot not in (select value from json_each(?))
    returning number`)
    .all(session, turn, JSON.stringify(slots));
  for (const row of dropped) {
    unindexMemory(database, Number(row['number']));
    dropVectors(database, Number(row['number']));
  }
}
