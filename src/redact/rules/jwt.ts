import { isPlaceholder } from '../is-placeholder.ts';
import type { Rule } from '../rule.ts';

/** JSON Web Tokens, signed or encrypted; of one that is cut off, what is there of it. */
export const jwt: Rule = {
  family: 'jwt',
  hints: ['eyj'],
  pattern: /eyJ[\w-]{10,4000}\.(?:eyJ[\w-]{2,8000}(?:\.[\w-]{0,2000})?|[\w-]{0,2000}\.[\w-]{10,2000}\.[\w-]{10,8000}\.[\w-]{10,200})/y,
  accept: (secret) => !isPlaceholder(secret),
};
