import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Memory } from '../../../src/model/memory.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { toShorts, toUnit } from '../../../src/store/sqlite/vector-scan/shorts.ts';
import { sketchBytes, writeSketch } from '../../../src/store/sqlite/vector-scan/sketch.ts';
import { openScene, type Scene } from '../../contract/store/scene.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';
import { runTogether, startFixture } from './run-fixture.ts';
import { anyVector, cosine } from './vector-scan/any-vector.ts';
import { vectorOf } from './vector-of.ts';

const MODEL = 'static:1';

describe('vectors in a file', () => {
  it('leave no bytes of what was forgotten, sketches and backup included', async () => {
    const folder = tempFolder();
    await using scene = await openScene(() => open(join(folder, 'holdfast.db')));
    const memories = await scene.recall(Array.from({ length: 30 }, (_, i) => ({ title: `${i}`, evidence: [] })));
    await embed(scene.store, memories);
    const gone = memories[17]!;
    const traces = tracesOf(gone.number);
    for (const trace of traces) expect(filesWith(folder, trace)).not.toEqual([]);
    await scene.store.forget([gone.id], NOON);
    for (const trace of traces) expect(filesWith(folder, trace)).toEqual([]);
    for (const { number } of memories.filter(({ id }) => id !== gone.id)) expect(await first(scene.store, number)).toBe(number);
    expect(await scene.store.check()).toEqual([]);
  });

  it('leave nothing at all of the last that was forgotten, and of what else was made of the same events', async () => {
    const folder = tempFolder();
    const path = join(folder, 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await scene.tell({});
    const memories = await scene.distill('t', [{}, { slot: 'derived' }]);
    await embed(scene.store, memories);
    await scene.store.unembedded('another', 9);
    await scene.store.forget([memories[0]!.id], NOON);
    for (const { number } of memories) for (const trace of tracesOf(number)) expect(filesWith(folder, trace)).toEqual([]);
    for (const table of ['vector', 'vector_chunk', 'vector_wanted']) expect(scan(path, `select * from ${table}`)).toEqual([]);
  });

  it('leave no bytes of what was replaced, dropped with its turn or with its model', async () => {
    const folder = tempFolder();
    const path = join(folder, 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await scene.tell({});
    const [replaced, dropped, kept] = await scene.distill('t', [{}, { slot: 'b' }, { slot: 'c' }]);
    await embed(scene.store, [replaced!, dropped!, kept!]);
    await scene.store.putVectors(MODEL, [{ memory: replaced!.number, updatedAt: replaced!.updatedAt, vector: vectorOf(99) }]);
    await scene.distill('t', [{}, { slot: 'c' }]);
    using db = new DatabaseSync(path);
    const checkpoint = (): void => db.exec('pragma wal_checkpoint(truncate)');
    checkpoint();
    for (const { number } of [replaced!, dropped!]) for (const trace of tracesOf(number)) expect(filesWith(folder, trace)).toEqual([]);
    for (const trace of tracesOf(kept!.number)) expect(filesWith(folder, trace)).toEqual(['holdfast.db']);
    await scene.store.keepVectorsOf('another');
    checkpoint();
    for (const trace of tracesOf(kept!.number)) expect(filesWith(folder, trace)).toEqual([]);
  });

  it('fill the places of those that went, and grow to several chunks', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    fill(path, scene, 2100);
    await embedAll(scene.store);
    const counts = (): unknown =>
      scan(path, 'select used, length(bytes) / (8 + ?) as slots from vector_chunk order by id', sketchBytes(48));
    expect(counts()).toEqual([
      { used: 1024, slots: 1024 },
      { used: 1024, slots: 1024 },
      { used: 52, slots: 64 },
    ]);
    const wanted = [3, 1024, 1025, 2100];
    for (const number of wanted) expect(await first(scene.store, number)).toBe(number);
    await scene.store.forget(['m-5', 'm-6', 'm-2099'], NOON);
    const [a, b] = await scene.recall([{ title: 'a' }, { title: 'b' }]);
    await embed(scene.store, [a!, b!]);
    expect(counts()).toMatchObject([{ used: 1024 }, { used: 1024 }, { used: 51 }]);
    for (const number of [...wanted, a!.number, b!.number]) expect(await first(scene.store, number)).toBe(number);
    await scene.store.keepVectorsOf('another');
    expect(counts()).toEqual([]);
  });

  it('are found where a filter lets one in a thousand pass, and where it lets pass many that are far', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    fill(path, scene, 3000);
    const far = new Map([1000, 3000, 2000, 2500].map((number, i) => [number, 2 - i / 4]));
    const towards = vectorOf(0);
    await embedAll(scene.store, (number) => {
      const share = number < 1600 && !far.has(number) ? 9 : (far.get(number) ?? 0);
      return vectorOf(number).map((coordinate, i) => coordinate + share * towards[i]!);
    });
    const found = async (filter: object, limit: number): Promise<number[]> =>
      (await scene.store.nearest(MODEL, towards, { limit, offset: 0, ...filter })).map(({ memory }) => memory.number);
    expect(await found({ types: ['of-1000'] }, 9)).toEqual([1000, 3000, 2000]);
    expect(await found({ from: NOON + 1600 }, 3)).toEqual([3000, 2000, 2500]);
    expect((await found({}, 3)).every((number) => number < 1600)).toBe(true);
  });

  it('are written in place: the log grows by what a vector needs', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    fill(path, scene, 1000);
    await embedAll(scene.store);
    const [memory] = await scene.recall([{ title: 'one more' }]);
    using db = new DatabaseSync(path);
    db.exec('pragma wal_checkpoint(truncate)');
    await embed(scene.store, [memory!]);
    expect(readFileSync(`${path}-wal`).length).toBeLessThan(16 * 4120);
  });
});

describe('the nearest', () => {
  it('are those of a plain comparison, with the same cosines', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    const memories = fill(path, scene, 40);
    let model = 0;
    const sets = fc.integer({ min: 1, max: 100 }).chain((dimensions) => fc.array(anyVector(dimensions), { minLength: 2, maxLength: 41 }));
    await fc.assert(
      fc.asyncProperty(sets, async ([query, ...vectors]) => {
        model += 1;
        const entries = vectors.map((vector, i) => ({ memory: memories[i]!, updatedAt: NOON, vector }));
        await scene.store.putVectors(`${model}`, entries);
        const found = await scene.store.nearest(`${model}`, query!, { limit: 50, offset: 0 });
        const cosines = found.map(({ memory }) => cosine(query!, vectors[memory.number - 1]!));
        expect(cosines).toHaveLength(vectors.length);
        for (const [i, { score }] of found.entries()) {
          expect(Math.abs(score - cosines[i]!)).toBeLessThan(1e-3);
          expect(score).toBeLessThanOrEqual(found[i - 1]?.score ?? 2);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are nearly all found among thousands that lie in clusters', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    const numbers = fill(path, scene, 3000);
    const clustered = (number: number): Float32Array => {
      const centre = vectorOf(1_000_000 + (number % 60));
      return vectorOf(number).map((coordinate, i) => centre[i]! + 0.5 * coordinate);
    };
    await embedAll(scene.store, clustered);
    const vectors = numbers.map(clustered);
    let hits = 0;
    for (let query = 0; query < 30; query += 1) {
      const vector = clustered(100_000 + query);
      const cosines = vectors.map((other) => cosine(vector, other));
      const exact = new Set(numbers.toSorted((a, b) => cosines[b - 1]! - cosines[a - 1]!).slice(0, 20));
      const found = await scene.store.nearest(MODEL, vector, { limit: 20, offset: 0 });
      hits += found.filter(({ memory }) => exact.has(memory.number)).length;
    }
    expect(hits / (30 * 20)).toBeGreaterThanOrEqual(0.99);
  });
});

describe('processes that share vectors', () => {
  it('see what the other wrote, forgot and dropped', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    await using other = await open(path);
    const memories = await scene.recall([{ evidence: [] }, { evidence: [] }]);
    const [a, b] = memories.map(({ number }) => number);
    await embed(other, memories);
    expect(await first(scene.store, a!)).toBe(a);
    await other.putVectors(MODEL, [{ memory: b!, updatedAt: memories[1]!.updatedAt, vector: vectorOf(99) }]);
    expect(await first(scene.store, 99)).toBe(b);
    await other.forget([memories[0]!.id], NOON);
    expect(await first(scene.store, a!)).toBe(b);
    await other.keepVectorsOf('another');
    expect(await first(scene.store, a!)).toBeUndefined();
    await embed(scene.store, memories);
    expect(await first(other, a!)).toBe(b);
  });

  it('go on where one was killed', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    const numbers = fill(path, scene, 300);
    const killed = startFixture('embed.ts', [path, MODEL]);
    await killed.ready();
    killed.child.stdin.write('go\n');
    await once(killed.child.stdout, 'data');
    killed.child.kill('SIGKILL');
    const [, ...acknowledged] = await killed.finish();
    const left = new Set((await scene.store.unembedded(MODEL, 300)).map(({ number }) => String(number)));
    expect(acknowledged.filter((number) => left.has(number))).toEqual([]);
    await embedAll(scene.store);
    for (const number of numbers) expect(await first(scene.store, number)).toBe(number);
    expect(await scene.store.check()).toEqual([]);
  });

  it('embed together: every memory gets its own vector', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    await using scene = await openScene(() => open(path));
    fill(path, scene, 300);
    const outputs = await runTogether(3, 'embed.ts', () => [path, MODEL]);
    expect([...new Set(outputs.flat().map(Number))].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    expect(await scene.store.unembedded(MODEL, 9)).toEqual([]);
    for (let number = 1; number <= 300; number += 1) expect(await first(scene.store, number)).toBe(number);
    expect(scan(path, 'select sum(used) as used, (select count(*) from vector) as vectors from vector_chunk')).toEqual([
      { used: 300, vectors: 300 },
    ]);
  });
});

function open(path: string): Promise<Store> {
  return openSqliteStore({ path, busyTimeoutMs: 5000, clock: Date.now });
}

function embed(store: Store, memories: readonly Memory[], vector = vectorOf): Promise<void> {
  return store.putVectors(
    MODEL,
    memories.map(({ number, updatedAt }) => ({ memory: number, updatedAt, vector: vector(number) })),
  );
}

async function embedAll(store: Store, vector = vectorOf): Promise<void> {
  for (;;) {
    const memories = await store.unembedded(MODEL, 500);
    if (memories.length === 0) return;
    await embed(store, memories, vector);
  }
}

async function first(store: Store, number: number): Promise<number | undefined> {
  return (await store.nearest(MODEL, vectorOf(number), { limit: 1, offset: 0 }))[0]?.memory.number;
}

// Memories in bulk, without the index of their words: the numbers from 1 on. Each thousandth is of a type of its own.
function fill(path: string, { project }: Scene, count: number): number[] {
  using db = new DatabaseSync(path, { timeout: 5000 });
  const insert = db.prepare(`
    insert into memory (number, id, type, title, subtitle, narrative, facts, concepts, files_read, files_modified, content, status, authority,
      confidence, evidence, project, session, turn, slot, agent, created_at, updated_at, distilled_by, tokens)
    values (?1, ?4, iif(?1 % 1000 = 0, 'of-1000', 'change'), '', '', '', '[]', '[]', '[]', '[]', '{}', 'active', 'tool',
      1, '[]', ?2, 's', ?4, '', 'test', ?3 + ?1, ?3, 'test', 0)`);
  db.exec('begin immediate');
  for (let number = 1; number <= count; number += 1) insert.run(number, project.id, NOON, `m-${number}`);
  db.exec('commit');
  return Array.from({ length: count }, (_, i) => i + 1);
}

function scan(path: string, query: string, ...values: number[]): unknown {
  using db = new DatabaseSync(path);
  return db.prepare(query).all(...values);
}

// Its coordinates and its sketch.
function tracesOf(number: number): Buffer[] {
  const unit = toUnit(vectorOf(number));
  const sketch = Buffer.alloc(sketchBytes(unit.length));
  writeSketch(unit, sketch);
  return [Buffer.from(toShorts(unit).coordinates.buffer), sketch];
}

function filesWith(folder: string, trace: Buffer): string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(trace));
}
