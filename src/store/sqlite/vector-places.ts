import type { Database } from './database.ts';
import { type Chunk, clearSlot, emptyChunk, growChunk, MOST_SLOTS, sketchAt, viewChunk } from './vector-chunk.ts';
import { writeSketch } from './vector-scan/sketch.ts';

/** Where the sketch of a vector is. */
export interface Place {
  readonly chunk: number;
  readonly slot: number;
}

/** What shares chunks: memories of one project, vectors of one model and of as many dimensions. */
export interface Shelf {
  readonly model: number;
  readonly project: string;
  readonly dimensions: number;
}

/** Changes to chunks, which are read once and written once, by `save`. For use within one transaction. */
export interface Places {
  /** Puts the sketch of a vector of length 1 into a free place. */
  put(shelf: Shelf, memory: number, vector: Float32Array): Place;
  /** Overwrites a place with zeros. */
  clear(place: Place): void;
  save(): void;
}

/** Starts to change chunks. */
export function openPlaces(database: Database): Places {
  const open = new Map<number, OpenChunk>();
  const read = (id: number): OpenChunk | undefined => {
    const known = open.get(id) ?? readChunk(database, id);
    if (known !== undefined) open.set(id, known);
    return known;
  };
  const findRoom = (shelf: Shelf): [number, OpenChunk] => {
    for (const [id, candidate] of open) if (candidate.used < MOST_SLOTS && isOn(candidate, shelf)) return [id, candidate];
    const id = findChunk(database, shelf, [...open.keys()]) ?? addChunk(database, shelf);
    return [id, read(id)!];
  };
  return {
    put(shelf, memory, vector) {
      const [id, room] = findRoom(shelf);
      if (room.used === room.chunk.slots) room.chunk = growChunk(room.chunk);
      const slot = room.chunk.numbers.indexOf(0);
      room.chunk.numbers[slot] = memory;
      room.chunk.scales[slot] = writeSketch(vector, sketchAt(room.chunk, slot));
      room.used += 1;
      return { chunk: id, slot };
    },
    clear({ chunk: id, slot }) {
      const found = read(id);
      if (found === undefined) return;
      clearSlot(found.chunk, slot);
      found.used -= 1;
    },
    save() {
      for (const [id, changed] of open) writeChunk(database, id, changed);
      open.clear();
    },
  };
}

interface OpenChunk extends Shelf {
  chunk: Chunk;
  used: number;
}

function isOn(chunk: Shelf, { model, project, dimensions }: Shelf): boolean {
  return chunk.model === model && chunk.project === project && chunk.dimensions === dimensions;
}

// The fullest that has room: few chunks with holes.
function findChunk({ sql }: Database, { model, project, dimensions }: Shelf, except: readonly number[]): number | undefined {
  const row = sql(`
    select id from vector_chunk
    where model = ? and dimensions = ? and project = ? and used < ? and id not in (select value from json_each(?))
    order by used desc limit 1`).get(model, dimensions, project, MOST_SLOTS, JSON.stringify(except));
  return row && Number(row['id']);
}

function addChunk({ sql }: Database, { model, project, dimensions }: Shelf): number {
  const insert = sql('insert into vector_chunk (model, project, dimensions, used, bytes) values (?, ?, ?, 0, ?) returning id');
  return Number(insert.get(model, project, dimensions, emptyChunk(dimensions).bytes)!['id']);
}

function readChunk({ sql }: Database, id: number): OpenChunk | undefined {
  const row = sql('select model, project, dimensions, used, bytes from vector_chunk where id = ?').get(id);
  if (row === undefined) return undefined;
  const { bytes, ...rest } = row as unknown as Shelf & { readonly used: number; readonly bytes: Uint8Array };
  return { ...rest, chunk: viewChunk(bytes, rest.dimensions) };
}

// Bytes that stay as many are changed in place: the log gets the pages that differ only.
function writeChunk({ sql }: Database, id: number, { used, chunk }: OpenChunk): void {
  if (used === 0) sql('delete from vector_chunk where id = ?').run(id);
  else sql('update vector_chunk set used = ?, version = version + 1, bytes = ? where id = ?').run(used, chunk.bytes, id);
}
