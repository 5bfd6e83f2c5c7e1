import type { Memory } from '../../model/memory.ts';
import type { MemoryVector } from '../../ports/vectors.ts';
import type { Database } from './database.ts';
import { fromRow } from './memory-row.ts';
import { inTransaction } from './transaction.ts';
import { openPlaces, type Places } from './vector-places.ts';
import { toShorts, toUnit } from './vector-scan/shorts.ts';

// A few milliseconds of work: other processes wait for the write lock meanwhile.
const MEMORIES_A_STEP = 1000;
const VECTORS_A_STEP = 500;
const CHUNKS_A_STEP = 10;

/** Memories that have no vector of a model, or one of an older text, newest first. */
export function listUnembedded(database: Database, name: string, limit: number): Memory[] {
  const model = findOrAddModel(database, name);
  const list = database.sql(`
    select memory.* from vector_wanted join memory on memory.number = vector_wanted.memory
    where model = ? and forgotten = 0 order by vector_wanted.memory desc limit ?`);
  for (;;) {
    const rows = list.all(model, limit);
    if (rows.length >= limit || !listOlder(database, model)) return rows.map(fromRow);
  }
}

/** Stores vectors in place of earlier ones, but for memories that were forgotten or changed meanwhile. */
export function putVectors(database: Database, name: string, entries: readonly MemoryVector[]): void {
  const { db, sql } = database;
  inTransaction(db, () => {
    const model = findOrAddModel(database, name);
    const places = openPlaces(database);
    const current = sql('select project from memory where number = ? and updated_at = ? and forgotten = 0');
    for (const entry of entries) {
      const row = current.get(entry.memory, entry.updatedAt);
      if (row !== undefined) put(database, places, model, String(row['project']), entry);
    }
    places.save();
    wantOthers(database, model, new Set(entries.map(({ vector }) => vector.length)));
  });
}

/** Wipes the vectors of a memory. Part of the transaction that drops or forgets it. */
export function dropVectors(database: Database, memory: number): void {
  const { sql } = database;
  sql('delete from vector_wanted where memory = ? and model in (select id from vector_model)').run(memory);
  const dropped = sql('delete from vector where memory = ? returning chunk, slot').all(memory);
  if (dropped.length === 0) return;
  const places = openPlaces(database);
  for (const row of dropped) places.clear({ chunk: Number(row['chunk']), slot: Number(row['slot']) });
  places.save();
}

/** Drops some of the vectors that are not of this model. False: there were no more. */
export function dropOtherModels({ db, sql }: Database, name: string): boolean {
  const others = '(select id from vector_model where name <> ?)';
  return inTransaction(db, () => {
    const drop = (table: string, key: string, most: number): boolean =>
      sql(`delete from ${table} where ${key} in (select ${key} from ${table} where model in ${others} limit ?)`).run(name, most).changes >
      0;
    // First what is scanned: from then on nothing of them is found.
    if (drop('vector_chunk', 'id', CHUNKS_A_STEP) || drop('vector', 'rowid', VECTORS_A_STEP)) return true;
    sql(`delete from vector_wanted where model in ${others}`).run(name);
    sql('delete from vector_model where name <> ?').run(name);
    return false;
  });
}

function findOrAddModel({ sql }: Database, name: string): number {
  const known = sql('select id from vector_model where name = ?').get(name);
  if (known !== undefined) return Number(known['id']);
  const add = sql(`
    insert into vector_model (name, unlisted_below) values (?, (select coalesce(max(number), 0) + 1 from memory))
    on conflict (name) do update set name = excluded.name
    returning id`);
  return Number(add.get(name)!['id']);
}

// Goes on listing what was there before the model. False: all of it is.
function listOlder({ db, sql }: Database, model: number): boolean {
  const { unlisted_below: below } = sql('select unlisted_below from vector_model where id = ?').get(model) ?? { unlisted_below: 1 };
  if (Number(below) <= 1) return false;
  inTransaction(db, () => {
    sql(`
      insert or ignore into vector_wanted (model, memory)
      select model.id, number from vector_model model, memory
      where model.id = ?1 and number < unlisted_below and number >= unlisted_below - ?2 and forgotten = 0
        and not exists (select 1 from vector where vector.memory = number and vector.model = model.id)`).run(model, MEMORIES_A_STEP);
    sql('update vector_model set unlisted_below = unlisted_below - ? where id = ?').run(MEMORIES_A_STEP, model);
  });
  return true;
}

function put({ sql }: Database, places: Places, model: number, project: string, { memory, vector }: MemoryVector): void {
  const before = sql('select chunk, slot from vector where memory = ? and model = ?').get(memory, model);
  if (before !== undefined) places.clear({ chunk: Number(before['chunk']), slot: Number(before['slot']) });
  const unit = toUnit(vector);
  const { chunk, slot } = places.put({ model, project, dimensions: vector.length }, memory, unit);
  const { scale, coordinates } = toShorts(unit);
  sql(`
    insert into vector (memory, model, chunk, slot, scale, coordinates) values (?1, ?2, ?3, ?4, ?5, ?6)
    on conflict (memory, model) do update set chunk = ?3, slot = ?4, scale = ?5, coordinates = ?6`).run(
    memory,
    model,
    chunk,
    slot,
    scale,
    coordinates,
  );
  sql('delete from vector_wanted where model = ? and memory = ?').run(model, memory);
}

// A model under whose name other dimensions come now is another one: what it made before is wanted anew.
function wantOthers({ sql }: Database, model: number, dimensions: ReadonlySet<number>): void {
  const others = `select id from vector_chunk where model = ? and dimensions not in (select value from json_each(?))`;
  const values = [model, JSON.stringify([...dimensions])] as const;
  if (dimensions.size === 0 || sql(`${others} limit 1`).get(...values) === undefined) return;
  sql(`insert or ignore into vector_wanted (model, memory) select model, memory from vector where chunk in (${others})`).run(...values);
}
