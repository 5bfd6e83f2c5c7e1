import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { can } from './can.ts';
import { defineConstrained } from './define-constrained.ts';
import { WATCHED, watchResidentSets } from './resident-sets.ts';

// In 12 MB all cells pass, in 10 MB an import dies; by itself V8 takes gigabytes.
const HEAP_MB = 16;
const RESIDENT_MB = 256;
const id = randomUUID();
const WITHIN = ['env', `NODE_OPTIONS=--max-old-space-size=${HEAP_MB}`, `${WATCHED}=${id}`];

// V8 reserves more addresses than 256 MB before it starts, so no limit on addresses can be set; a limit on the heap can.
describe('with a small heap', () => {
  const works = can('a small heap', ['env', 'true']);
  const watch = watchResidentSets(id);
  afterAll(() => watch.stop());
  defineConstrained(1, WITHIN, works);

  it.skipIf(!works)(`no process of ours ever held ${RESIDENT_MB} MB`, () => {
    const peaks = watch.peaksMb();
    console.log(`Resident sets of ${peaks.length} processes: at most ${Math.max(...peaks)} MB`);
    expect(peaks.length).toBeGreaterThan(2);
    expect(Math.max(...peaks)).toBeLessThan(RESIDENT_MB);
  });
});
