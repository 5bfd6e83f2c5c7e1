import { bitsPerCharacter } from '../is-placeholder.ts';
import type { Rule } from '../rule.ts';
import { isVaried } from './prefixed.ts';

/** Access tokens of Facebook, of users and pages, and of apps where its name stands before. */
export const facebook: readonly Rule[] = [
  {
    family: 'facebook',
    hints: ['eaa'],
    // Within base64 there is no telling.
    pattern: /(?<![\w+/])EAA[A-Za-z0-9]{97,400}(?![\w+/])/y,
    accept: (secret) => bitsPerCharacter(secret) >= 4,
  },
  {
    family: 'facebook',
    hints: ['facebook'],
    pattern: /(?:[fF]acebook|FACEBOOK)[^\n]{0,80}?(?<!\d)(?<secret>\d{15,16}(?:\||%7[Cc])[\w-]{27,40})(?![\w-])/y,
    accept: isVaried,
  },
];
