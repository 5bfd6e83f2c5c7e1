import type { Rule } from '../rule.ts';
import { WORD_ENDS, WORD_STARTS } from './prefixed.ts';

const PREFIXES = ['sk_live_', 'sk_test_', 'sk_prod_', 'rk_live_', 'rk_test_', 'rk_prod_', 'whsec_'] as const;

/** Secret and restricted keys of Stripe (and of those who took over their form), and of its webhooks. */
export const stripe: Rule = {
  family: 'stripe',
  hints: PREFIXES,
  pattern: new RegExp(`${WORD_STARTS}(?:${PREFIXES.join('|')})(?![xX]{8})[A-Za-z0-9+/]{24,255}={0,2}${WORD_ENDS}`, 'y'),
};
