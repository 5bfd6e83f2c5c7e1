import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MARK } from '../client/processes.ts';
import { createSandbox, type Sandbox } from '../surfaces/sandbox.ts';
import type { Build } from './build.ts';
import type { Cell } from './cells.ts';
import type { Form } from './form.ts';
import type { Model } from './model.ts';

/** Where a cell is played: a scratch machine, and what was started on it. */
export interface Scene {
  readonly cell: Cell;
  readonly build: Build;
  readonly box: Sandbox;
  readonly mark: string;
  readonly database: string;
  /** How many take part. */
  readonly count: number;
  /** The folder of what the agents know to be acknowledged. */
  readonly acknowledged: string;
  /** The process groups of everything the lab started. */
  readonly groups: Set<number>;
  /** The model that its memory has; by default none. */
  model?: Model;
}

/** Makes the scene of a cell; it is cleared away when the running test ends. */
export function createScene(cell: Cell, build: Build, { atOnce }: Form): Scene {
  const box = createSandbox();
  const acknowledged = join(box.root, 'acknowledged');
  mkdirSync(acknowledged);
  return {
    cell,
    build,
    box,
    mark: box.env[MARK]!,
    database: join(box.memory, 'holdfast.db'),
    count: cell.race === 'alone' ? 1 : atOnce,
    acknowledged,
    groups: new Set(),
  };
}
