import { expect, it } from 'vitest';
import { SCAN_PROGRAM } from '../../../../src/store/sqlite/vector-scan/program.ts';
import { assembleWat } from '../../../assemble-wat.ts';

it('the program of the scan is what its source assembles to', async () => {
  expect(await assembleWat('src/store/sqlite/vector-scan/scan.wat')).toBe(SCAN_PROGRAM);
});
