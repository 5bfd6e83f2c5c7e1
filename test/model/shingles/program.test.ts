import { expect, it } from 'vitest';
import { HASH_PROGRAM } from '../../../src/model/shingles/program.ts';
import { assembleWat } from '../../assemble-wat.ts';

it('the program of the hashes is what its source assembles to', async () => {
  expect(await assembleWat('src/model/shingles/hash.wat')).toBe(HASH_PROGRAM);
});
