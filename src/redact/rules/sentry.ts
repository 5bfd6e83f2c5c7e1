import type { Rule } from '../rule.ts';
import { prefixed } from './prefixed.ts';

/** Tokens of Sentry, of organisations and of users. Addresses for sending events (DSN) are public. */
export const sentry: readonly Rule[] = [
  prefixed('sentry', ['sntrys_eyJ'], '[A-Za-z0-9+/=]{20,1000}_[A-Za-z0-9+/]{43}'),
  prefixed('sentry', ['sntryu_', 'sntrya_', 'sntryi_'], '[0-9a-f]{64}'),
];
