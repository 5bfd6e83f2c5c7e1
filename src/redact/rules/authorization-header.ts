import { looksLikeKey } from '../is-secret-value.ts';
import type { Rule } from '../rule.ts';
import { standsForAnother } from '../stands-for-another.ts';

/** What is sent in a header `Authorization`, after its scheme. */
export const authorizationHeader: Rule = {
  family: 'authorization',
  hints: ['authorization'],
  pattern:
    /authorization\\{0,7}["'`]?\]?[ \t]{0,4}[:=,]\s{0,4}\\{0,7}["'`]?\s{0,4}(?:(?:basic|bearer|token|apikey|api-key|key|negotiate)\s{1,4}|digest\s[^\r\n]{0,400}response=["']?)?(?<secret>[^\s"'`\\,;<>(){}[\]]{6,4000})/iy,
  accept: (secret) => !standsForAnother(secret) && /[\d=]/.test(secret) && !/^https?:/.test(secret),
};

/** A bearer token apart from its header. */
export const bearer: Rule = {
  family: 'authorization',
  hints: ['bearer '],
  pattern: /bearer\s{1,4}(?<secret>[\w.~+/=-]{12,4000})/iy,
  accept: (secret) => !standsForAnother(secret) && looksLikeKey(secret),
};

/** What a header `Cookie` or `Set-Cookie` holds of a session. */
export const cookie: Rule = {
  family: 'cookie',
  hints: ['cookie:', 'cookie":', 'cookie\\":'],
  pattern:
    /cookie\\{0,7}["'`]?:\s{0,4}\\{0,7}["'`]?(?:[\w.-]{1,60}=[^\s;"'`]{0,200};\s{0,2}){0,10}?[\w.-]{1,60}=(?<secret>[^\s;"'`\\,]{16,4000})/iy,
  accept: (secret) => !standsForAnother(secret) && looksLikeKey(secret),
};
