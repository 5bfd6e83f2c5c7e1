import type { Rule } from '../rule.ts';
import { WORD_ENDS } from './prefixed.ts';

/** Keys of Tailscale, whatever they are for. */
export const tailscale: Rule = {
  family: 'tailscale',
  hints: ['tskey-'],
  pattern: new RegExp(
    String.raw`(?<![A-Za-z](?<!\\[nrt]))tskey-(?:[a-z]{2,20}-)?(?![xX]{8})[A-Za-z0-9]{8,40}-(?![xX]{8})[A-Za-z0-9]{16,64}${WORD_ENDS}`,
    'y',
  ),
};
