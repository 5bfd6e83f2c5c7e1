import type { Query } from '../../model/query.ts';
import type { Near } from '../../ports/vectors.ts';
import type { Database } from './database.ts';
import { fromRow } from './memory-row.ts';
import { toFilter } from './search.ts';
import { keepBest } from './vector-scan/best.ts';
import type { ChunkVersion, ReadChunk } from './vector-scan/frames.ts';
import { type Scanner, startScanner } from './vector-scan/scanner.ts';
import { multiply, toUnit } from './vector-scan/shorts.ts';

/** Finds the memories whose vectors are nearest to one. */
export type Nearest = (model: string, vector: Float32Array, query: Omit<Query, 'text' | 'order'>) => Near[];

// Chunks of 59,000 vectors of 256 dimensions. Reading what goes beyond takes 6 ms more for each 100,000.
const KEEP_BYTES = 8 * 1024 * 1024;
// A sketch is a little off: so many of the nearest by sketch hold the nearest by the vector itself.
const CANDIDATES_PER_MATCH = 3;
const FEWEST_CANDIDATES = 100;
// How many are looked at where a filter keeps out most of them.
const CANDIDATES_OF_FILTER = 1000;

/** Makes ready to find, which costs nothing yet: the first query starts the scanner, which keeps what it reads. */
export function createNearest(database: Database, keepBytes: number = KEEP_BYTES): Nearest {
  let scanner: Scanner | undefined;
  return (model, vector, query) => {
    const chunks = listChunks(database, model, vector.length, query.project);
    const unit = toUnit(vector);
    const wanted = query.offset + query.limit;
    if (chunks.length === 0 || wanted === 0 || unit.every((coordinate) => coordinate === 0)) return [];
    const current = scanner?.dimensions === vector.length ? scanner : startScanner(vector.length, keepBytes);
    scanner = current;
    const scan = (size: number, among?: ReadonlySet<number>): readonly number[] => {
      const best = keepBest(size);
      current.scan(chunks, (id) => readChunk(database, id), unit, best, among);
      return best.numbers();
    };
    const found = search(wanted, isFiltered(query), {
      scan,
      weigh: (numbers) => weighAll(database, model, unit, numbers, query),
      list: () => listAllowed(database, query),
    });
    return readMemories(database, found.slice(query.offset, wanted));
  };
}

// First by sketch, then by filter. Where the filter lets too few of the nearest pass, all that it does are looked up first.
function search(wanted: number, filtered: boolean, { scan, weigh, list }: Steps): readonly Weighed[] {
  const enough = CANDIDATES_PER_MATCH * wanted;
  const size = Math.max(FEWEST_CANDIDATES, enough);
  const most = filtered ? Math.max(CANDIDATES_OF_FILTER, size) : size;
  const nearest = scan(most);
  const found = weigh(nearest.slice(0, size));
  if (found.length >= enough || nearest.length <= size) return found;
  const isAll = nearest.length < most;
  if (isAll || (found.length / size) * most >= enough) {
    const more = [...found, ...weigh(nearest.slice(size))].toSorted(byScore);
    if (isAll || more.length >= enough) return more;
  }
  const allowed = list();
  return weigh(allowed.size <= most ? [...allowed] : scan(size, allowed));
}

interface Steps {
  /** Numbers, nearest by sketch first. */
  scan(size: number, among?: ReadonlySet<number>): readonly number[];
  /** Those that pass the filter, nearest first. */
  weigh(numbers: readonly number[]): readonly Weighed[];
  /** All that pass the filter. */
  list(): ReadonlySet<number>;
}

/** A memory's number and its cosine with the query. */
interface Weighed {
  readonly number: number;
  readonly score: number;
}

function listChunks({ sql }: Database, model: string, dimensions: number, project: string | undefined): ChunkVersion[] {
  const rows = sql(`
    select c.id, c.version from vector_model join vector_chunk c on c.model = vector_model.id
    where name = ? and dimensions = ? and ${project === undefined ? 'true' : 'project = ?'}`);
  return rows.all(model, dimensions, ...(project === undefined ? [] : [project])) as unknown as ChunkVersion[];
}

function readChunk({ sql }: Database, id: number): ReturnType<ReadChunk> {
  return sql('select id, version, bytes from vector_chunk where id = ?').get(id) as unknown as ReturnType<ReadChunk>;
}

// Those that pass the filter, nearest first. Zeros are near to nothing; what was replaced by a vector of other dimensions since it was
// scanned is no longer to be compared.
function weighAll(database: Database, model: string, unit: Float32Array, numbers: readonly number[], query: Partial<Query>): Weighed[] {
  const filter = toFilter(query);
  const rows = database
    .sql(`
    select v.memory, v.scale, v.coordinates
    from json_each(?) hit
      cross join memory m on m.number = hit.value
      cross join vector v on v.memory = m.number and v.model = (select id from vector_model where name = ?)
    where length(v.coordinates) = ? and v.scale > 0 and ${filter.where}`)
    .all(JSON.stringify(numbers), model, unit.length * Int16Array.BYTES_PER_ELEMENT, ...filter.values);
  return rows
    .map((row) => {
      const { buffer, byteOffset } = row['coordinates'] as Uint8Array;
      const coordinates = new Int16Array(buffer, byteOffset, unit.length);
      return { number: Number(row['memory']), score: multiply({ scale: Number(row['scale']), coordinates }, unit) };
    })
    .toSorted(byScore);
}

function byScore(a: Weighed, b: Weighed): number {
  return b.score - a.score || b.number - a.number;
}

function isFiltered({ types, from, to, file }: Partial<Query>): boolean {
  return [types, from, to, file].some((condition) => condition !== undefined);
}

function listAllowed(database: Database, query: Partial<Query>): Set<number> {
  const filter = toFilter(query);
  const rows = database.sql(`select m.number from memory m where ${filter.where}`).all(...filter.values);
  return new Set(rows.map(({ number }) => Number(number)));
}

function readMemories({ sql }: Database, found: readonly Weighed[]): Near[] {
  const read = sql('select * from memory where number = ? and forgotten = 0');
  return found.flatMap(({ number, score }) => {
    const row = read.get(number);
    return row === undefined ? [] : [{ memory: fromRow(row), score }];
  });
}
