import { bitsPerCharacter } from '../is-placeholder.ts';
import type { Rule } from '../rule.ts';
import { prefixed, WORD_ENDS } from './prefixed.ts';

/** Tokens of HashiCorp Vault and Terraform. */
export const vault: readonly Rule[] = [
  prefixed('vault', ['hvs.', 'hvb.', 'hvr.'], String.raw`[\w-]{24,1000}`),
  // Before Vault 1.10. So short a prefix is in all code: it has to be the value of something, and to have digits.
  {
    family: 'vault',
    hints: [': s.', ':s.', '= s.', '=s.', '"s.', "'s."],
    pattern: new RegExp(String.raw`(?:[:=] ?|["'])(?<secret>s\.[A-Za-z0-9]{24})${WORD_ENDS}`, 'y'),
    accept: (secret) => /\d/.test(secret) && bitsPerCharacter(secret) >= 3.5,
  },
  {
    family: 'terraform',
    hints: ['.atlasv1.'],
    pattern: new RegExp(String.raw`(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}${WORD_ENDS}`, 'g'),
    accept: (secret) => bitsPerCharacter(secret) >= 3.5,
  },
];
