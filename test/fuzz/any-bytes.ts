import * as fc from 'fast-check';

/** Something that happened to bytes on a disk or in a pipe. */
export interface Damage {
  /** Where, as a part of the whole. */
  readonly at: number;
  readonly how: 'cut' | 'drop' | 'repeat' | 'put' | 'flip';
  readonly length: number;
  readonly bytes: Uint8Array;
}

// NUL, no UTF-8, its marks and halves, half a surrogate, ends of lines, and what opens or closes something.
const BYTES = ['00', 'ff', 'fffe', 'efbbbf', 'c3', 'eda080', 'f0908d', 'e280a8', '0d', '0a', '0d0a', '22', '7b', '7d', '5c', '5c75'];

/** Damages of bytes. */
export const anyDamage: fc.Arbitrary<Damage> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom('cut', 'drop', 'repeat', 'put', 'put', 'flip'),
  length: fc.integer({ min: 1, max: 400 }),
  bytes: fc.oneof(
    fc.constantFrom(...BYTES).map((hex) => Buffer.from(hex, 'hex')),
    fc.uint8Array({ maxLength: 8 }),
  ),
});

/** Bytes after all of that. */
export function damage(bytes: Buffer, damages: readonly Damage[]): Buffer {
  return damages.reduce(damageOnce, bytes);
}

function damageOnce(whole: Buffer, { at, how, length, bytes }: Damage): Buffer {
  const from = Math.floor(at * whole.length);
  const [before, here, after] = [whole.subarray(0, from), whole.subarray(from, from + length), whole.subarray(from + length)];
  switch (how) {
    case 'cut':
      return before;
    case 'drop':
      return Buffer.concat([before, after]);
    case 'repeat':
      return Buffer.concat([before, here, here, after]);
    case 'put':
      return Buffer.concat([before, bytes, here, after]);
    case 'flip':
      return Buffer.concat([before, here.map((byte) => byte ^ (bytes[0] ?? 1)), after]);
  }
}
