import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Frames, openFrames } from '../../../../src/store/sqlite/vector-scan/frames.ts';
import { type ScanMemory, startScan } from '../../../../src/store/sqlite/vector-scan/program.ts';

const START = 100;
const SIZE = 50;

describe('frames', () => {
  it('show every chunk as it is now, however few are kept', () => {
    const visits = fc.array(fc.array(fc.record({ id: fc.nat(6), changes: fc.boolean() }), { maxLength: 7 }), { maxLength: 12 });
    fc.assert(
      fc.property(visits, fc.integer({ min: 1, max: 5 }), (all, most) => {
        const { memory } = startScan();
        const frames = openFrames(memory, START, SIZE, most);
        const versions = new Map<number, number>();
        for (const visit of all) {
          for (const { id, changes } of visit) versions.set(id, (versions.get(id) ?? 0) + (changes ? 1 : 0));
          const ids = [...new Set(visit.map(({ id }) => id))];
          expect(look(frames, memory, ids, versions).seen).toEqual(ids.map((id) => `${id}@${versions.get(id)}`));
        }
      }),
    );
  });

  it('read what is kept and has not changed once', () => {
    const { memory } = startScan();
    const frames = openFrames(memory, START, SIZE, 2);
    const versions = new Map([1, 2, 3, 4].map((id) => [id, 0]));
    expect(look(frames, memory, [1, 2], versions).read).toEqual([1, 2]);
    expect(look(frames, memory, [2, 1], versions).read).toEqual([]);
    versions.set(1, 1);
    expect(look(frames, memory, [1, 2], versions).read).toEqual([1]);
    // What was not visited gives way first.
    expect(look(frames, memory, [2, 3], versions).read).toEqual([3]);
    expect(look(frames, memory, [2, 3], versions).read).toEqual([]);
    // Of more than fit, some stay.
    look(frames, memory, [1, 2, 3, 4], versions);
    expect(look(frames, memory, [1, 2, 3, 4], versions).read.length).toBeLessThan(4);
  });

  it('take no more memory than they may', () => {
    const { memory } = startScan();
    const frames = openFrames(memory, START, 65_536, 3);
    look(frames, memory, [1, 2, 3, 4, 5, 6, 7, 8], new Map());
    expect(memory.buffer.byteLength).toBeLessThanOrEqual(5 * 65_536);
  });

  it('leave out what is gone', () => {
    const { memory } = startScan();
    const seen: number[] = [];
    const wanted = [
      { id: 1, version: 1 },
      { id: 2, version: 1 },
    ];
    openFrames(memory, START, SIZE, 2).visit(
      wanted,
      (id) => (id === 1 ? undefined : { id, version: 1, bytes: new Uint8Array(4) }),
      ({ length }) => seen.push(length),
    );
    expect(seen).toEqual([4]);
  });
});

// A chunk's bytes say which it is.
function look(
  frames: Frames,
  memory: ScanMemory,
  ids: readonly number[],
  versions: ReadonlyMap<number, number>,
): { readonly seen: string[]; readonly read: number[] } {
  const [seen, read]: [string[], number[]] = [[], []];
  const version = (id: number): number => versions.get(id) ?? 0;
  frames.visit(
    ids.map((id) => ({ id, version: version(id) })),
    (id) => {
      read.push(id);
      return { id, version: version(id), bytes: new Uint8Array(Buffer.from(`${id}@${version(id)}`)) };
    },
    ({ at, length }) => seen.push(Buffer.from(memory.buffer, at, length).toString()),
  );
  return { seen, read };
}
