import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uuidv7 } from '../../src/model/id.ts';

// 48 bits of milliseconds: the year 10889.
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('uuidv7', () => {
  it('has the version and the variant of RFC 9562', () => {
    fc.assert(
      fc.property(time, (at) => {
        expect(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuidv7(at))).toBe(true);
      }),
    );
  });

  it('begins with the time in milliseconds', () => {
    fc.assert(
      fc.property(time, (at) => {
        expect(Number.parseInt(uuidv7(at).replaceAll('-', '').slice(0, 12), 16) === at).toBe(true);
      }),
    );
  });

  it('sorts by time', () => {
    fc.assert(
      fc.property(time, time, (a, b) => {
        expect(a === b || uuidv7(a) < uuidv7(b) === a < b).toBe(true);
      }),
    );
  });

  it('differs between two made at the same time', () => {
    expect(new Set(Array.from({ length: 1000 }, () => uuidv7(1_700_000_000_000))).size).toBe(1000);
  });
});
