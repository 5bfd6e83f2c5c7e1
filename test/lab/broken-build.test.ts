import { describe, expect, it } from 'vitest';
import { applyEdit, buildBroken } from './broken-build/build-broken.ts';
import { MUTATIONS } from './broken-build/mutations.ts';
import { CELLS, nameCell } from './cells.ts';
import { QUICK, sized, THOROUGH } from './form.ts';
import { runCell } from './run-cell.ts';

// What plays them comes late: a source that has moved on is to be noticed at once.
it.each(MUTATIONS.flatMap(({ name, edits }) => edits.map((edit) => ({ name, ...edit }))))(
  '$name: $file has what is to be broken',
  (edit) => {
    expect(applyEdit(edit)).toContain(edit.to);
  },
);

// One cell that catches a build is enough to know that the lab sees it; all of them tell how well.
const ENOUGH = sized({ quick: 0, ci: 1, whole: Infinity });

describe.skipIf(!THOROUGH || process.platform !== 'linux')('a build that was broken on purpose is caught', () => {
  it.each(MUTATIONS)('$name', { timeout: 400_000 }, async (mutation) => {
    const build = buildBroken(mutation);
    const cells = CELLS.filter(mutation.cells);
    const caught: string[] = [];
    let played = 0;
    for (; played < cells.length && caught.length < ENOUGH; played += 1) {
      const cell = cells[played]!;
      const [fault] = await findFaults(() => runCell(cell, build, QUICK));
      if (fault !== undefined) caught.push(`  ${nameCell(cell)}: ${fault}`);
    }
    console.log([`${mutation.name}: ${caught.length} of ${played} cells caught it`, ...caught].join('\n'));
    expect(caught).not.toEqual([]);
  });
});

// A scenario that cannot be played to its end has caught something as well.
async function findFaults(play: () => Promise<{ readonly faults: readonly string[] }>): Promise<readonly string[]> {
  return play().then(
    ({ faults }) => faults,
    (error: Error) => [error.message],
  );
}
