import { expect, it } from 'vitest';
import { OWN_BUILD } from '../build.ts';
import { type Cell, CELLS, nameCell } from '../cells.ts';
import { FORM } from '../form.ts';
import { runCell } from '../run-cell.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** What a cell of the leak lab came to. */
    lab?: { readonly goneMs?: number; readonly zombies?: number };
  }
}

/** Defines one test for each cell of a kind of process. */
export function defineCells(process: Cell['process']): void {
  const cells = CELLS.filter((cell) => cell.process === process).map((cell) => [nameCell(cell), cell] as const);
  it.skipIf(globalThis.process.platform !== 'linux').for(cells)('%s', async ([, cell], { task }) => {
    const { goneMs, zombies, faults } = await runCell(cell, OWN_BUILD, FORM);
    task.meta.lab = { zombies, ...(goneMs === undefined ? {} : { goneMs }) };
    expect(faults).toEqual([]);
  });
}
