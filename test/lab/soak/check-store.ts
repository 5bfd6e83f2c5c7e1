import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHook } from '../../../src/agents/claude-code/hook.ts';
import { look } from '../look.ts';
import type { Scene } from '../scene.ts';

/** The ids of the events in a file of payloads that were acknowledged. A line torn by a kill was not written down. */
export function readAcknowledged(path: string): readonly string[] {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
  return lines.flatMap((line) => readHook(JSON.parse(line) as Record<string, unknown>, 0)?.events.map(({ id }) => id) ?? []);
}

/** Which of these events are neither stored nor waiting in the spool. */
export function findLost(scene: Scene, ids: readonly string[]): readonly string[] {
  const stored = new Set(
    look(scene, 'select id from event where id in (select value from json_each(?))', JSON.stringify(ids)).map(({ id }) => String(id)),
  );
  const missing = ids.filter((id) => !stored.has(id));
  if (missing.length === 0) return [];
  const spool = readSpool(join(scene.box.memory, 'spool'));
  return missing.filter((id) => !spool.includes(id)).map((id) => `an acknowledged event is lost: ${id}`);
}

/** What is there twice, or damaged. */
export function findDamage(scene: Scene): readonly string[] {
  const twice = look(
    scene,
    `select session, turn, type, title, count(*) as n from memory where status = 'active' and forgotten = 0
     group by 1, 2, 3, 4 having n > 1
     union all select session, turn, slot, 'slot', count(*) as n from memory group by 1, 2, 3 having n > 1`,
  );
  const told = look(scene, 'pragma integrity_check').map((row) => String(row['integrity_check']));
  return [
    ...twice.map((row) => `a memory is there twice: ${JSON.stringify(row)}`),
    ...told.filter((line) => line !== 'ok').map((line) => `the database is damaged: ${line}`),
  ];
}

function readSpool(folder: string): string {
  if (!existsSync(folder)) return '';
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}
