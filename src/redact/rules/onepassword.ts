import type { Rule } from '../rule.ts';
import { prefixed } from './prefixed.ts';

/** Secret keys of 1Password accounts, and tokens of its service accounts. */
export const onepassword: readonly Rule[] = [
  prefixed('1password', ['A3-'], '[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}'),
  prefixed('1password', ['ops_eyJ'], '[A-Za-z0-9+/_-]{200,1500}={0,3}'),
];
