import { expect, it } from 'vitest';
import { OWN_BUILD } from '../build.ts';
import { nameCell } from '../cells.ts';
import { QUICK } from '../form.ts';
import { runCell } from '../run-cell.ts';
import { pickCells } from './pick-cells.ts';

/** Defines a test for each picked cell, with our processes started by a program that narrows what they may use and becomes them. */
export function defineConstrained(turn: number, within: readonly string[], can: boolean): void {
  const build = { server: [...within, ...OWN_BUILD.server], holdfast: [...within, ...OWN_BUILD.holdfast] };
  const cells = pickCells(turn).map((cell) => ({ ...cell, name: nameCell(cell) }));
  it.skipIf(!can).for(cells)('$name', async (cell) => {
    const { faults } = await runCell(cell, build, QUICK);
    expect(faults).toEqual([]);
  });
}
