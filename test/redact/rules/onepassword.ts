import { any, base32, keys } from './cases.ts';
import type { Cases } from './cases.ts';

const groups = (...lengths: readonly number[]) => lengths.map((length, at) => base32(length + at).slice(at)).join('-');

export const onepassword: Cases = keys(
  '1password',
  ['A3-', groups(6, 6, 5, 5, 5, 5)],
  ['A3-', groups(6, 11, 5, 5, 5)],
  ['ops_eyJ', any(600)],
);
