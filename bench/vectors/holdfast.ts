import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MEMORY_COLUMNS, toRow } from '../../src/store/sqlite/memory-row.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/ports/store.ts';
import { sampleDraft } from '../../test/samples.ts';
import type { Engine } from './engine.ts';

export const MODEL = 'bench';
const BATCH = 1000;
const TYPES = ['bugfix', 'feature', 'refactor', 'change', 'discovery', 'decision', 'constraint', 'preference'];

/** Our own store. What is measured is all that a search by vector does, the memories read at its end included. */
export const holdfast: Engine = {
  async build(folder, vectors) {
    await using store = await openStore(folder);
    const { id: project } = await store.project({ aliases: ['folder:/bench'], name: 'bench' }, 0);
    using db = new DatabaseSync(path(folder));
    let batch: { memory: number; updatedAt: number; vector: Float32Array }[] = [];
    const flush = async (): Promise<void> => {
      addMemories(
        db,
        project,
        batch.map(({ memory }) => memory),
      );
      await store.putVectors(MODEL, batch);
      batch = [];
    };
    let memory = 0;
    for (const vector of vectors) {
      memory += 1;
      batch.push({ memory, updatedAt: memory, vector });
      if (batch.length === BATCH) await flush();
    }
    await flush();
  },
  async open(folder) {
    const store = await openStore(folder);
    return async (vector, count) => {
      const found = await store.nearest(MODEL, vector, { limit: count, offset: 0 });
      return found.map(({ memory }) => memory.number);
    };
  },
};

/** The store of the bench. */
export function openStore(folder: string): Promise<Store> {
  return openSqliteStore({ path: path(folder), busyTimeoutMs: 10_000, clock: Date.now });
}

function path(folder: string): string {
  return join(folder, 'holdfast.db');
}

// Straight into the table: the full-text index would take most of the time, and no query of this bench asks it.
function addMemories(db: DatabaseSync, project: string, numbers: readonly number[]): void {
  const insert = db.prepare(
    `insert into memory (number, ${MEMORY_COLUMNS.join(', ')}) values (?, ${MEMORY_COLUMNS.map(() => '?').join(', ')})`,
  );
  db.exec('begin immediate');
  for (const number of numbers) {
    const draft = sampleDraft({
      narrative: 'The session cookie was dropped by the proxy. '.repeat(12),
      filesModified: [`src/part-${number % 2000}.ts`],
    });
    const row = toRow(
      {
        ...draft,
        id: `memory-${number}`,
        type: number % 1000 === 0 ? 'rare' : TYPES[number % TYPES.length]!,
        status: 'active',
        project,
        session: 'bench',
        turn: `${number}`,
        agent: 'bench',
        createdAt: number,
        updatedAt: number,
        distilledBy: 'bench',
        tokens: 0,
      },
      draft.slot,
    );
    insert.run(number, ...row);
  }
  db.exec('commit');
}
