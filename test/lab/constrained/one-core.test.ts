import { describe } from 'vitest';
import { can } from './can.ts';
import { defineConstrained } from './define-constrained.ts';

const WITHIN = ['taskset', '--cpu-list', '0'];

describe('on one core', () => {
  defineConstrained(0, WITHIN, can('one core', [...WITHIN, 'true']));
});
