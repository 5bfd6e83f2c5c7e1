import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Scene } from './scene.ts';

/** Rows of the database of a scene, read past Holdfast; none where there is no database yet. */
export function look({ database }: Pick<Scene, 'database'>, sql: string, ...values: readonly string[]): readonly Record<string, unknown>[] {
  if (!existsSync(database)) return [];
  const db = new DatabaseSync(database, { timeout: 2000 });
  try {
    return db.prepare(sql).all(...values);
  } catch (error) {
    // Whoever made the file was killed before there was anything in it.
    if (error instanceof Error && error.message.startsWith('no such table')) return [];
    throw error;
  } finally {
    db.close();
  }
}

/** Changes rows of the database of a scene. */
export function change({ database }: Pick<Scene, 'database'>, sql: string): void {
  if (!existsSync(database)) return;
  const db = new DatabaseSync(database, { timeout: 2000 });
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}
