import type { Rule } from '../rule.ts';
import { isVaried, prefixed } from './prefixed.ts';

// Routable tokens go on with the length and a checksum, job tokens are a JWT.
const BODY = String.raw`eyJ[\w-]{10,2000}\.[\w-]{20,4000}\.[\w-]{20,1000}|[\w-]{20,300}(?:\.[0-9a-z]{2}\.?[0-9a-z]{7})?`;

/** Tokens of GitLab of every kind, with or without the prefix of an instance, and the cookie of its session. */
export const gitlab: readonly Rule[] = [
  prefixed(
    'gitlab',
    [
      'glpat-',
      'glptt-',
      'gldt-',
      'glrt-',
      'glrtr-',
      'glcbt-',
      'glft-',
      'glffct-',
      'glimt-',
      'glagent-',
      'glwt-',
      'glsoat-',
      'gloas-',
      'GR1348941',
    ],
    BODY,
  ),
  {
    family: 'gitlab',
    hints: ['_gitlab_session='],
    pattern: /_gitlab_session=(?<secret>[0-9a-z]{32})(?!\w)/y,
    accept: isVaried,
  },
];
