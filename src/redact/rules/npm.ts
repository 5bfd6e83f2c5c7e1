import { looksLikeKey } from '../is-secret-value.ts';
import type { Rule } from '../rule.ts';
import { prefixed } from './prefixed.ts';

const INSTEAD = /^(?:x+|npm_x+|(?:my|your|the)?[\w-]{0,20}token\d?)$/i;
const VALUE = String.raw`[\w+/.=~-]`;
const BASE64 = /^[A-Za-z\d+/-]+=*$/;

/** Tokens of npm, and what `.npmrc` calls a token or a password, of any registry. */
export const npm: readonly Rule[] = [
  prefixed('npm', ['npm_'], '[A-Za-z0-9]{36}'),
  {
    family: 'npm',
    hints: ['_authtoken', '_password', '_auth=', '_auth ='],
    // At the start of a line, or of a registry: elsewhere it is the name of something in a program.
    pattern: new RegExp(
      String.raw`(?<=[:\n"'] {0,8}|^ {0,8})_(?:authToken|password|auth)\s{0,3}=\s{0,3}["']?(?<secret>${VALUE}{8,2000})(?!${VALUE}|[([])`,
      'y',
    ),
    // Without a registry it may be a program after all.
    accept: (secret, { input, index }) =>
      !INSTEAD.test(secret) && (input[index - 1] === ':' || (BASE64.test(secret) && (looksLikeKey(secret) || isLogin(secret)))),
  },
];

// What `_auth` is: a user and a password in base64.
function isLogin(secret: string): boolean {
  return /^[\x21-\x7e]+:[\x21-\x7e]+$/.test(Buffer.from(secret, 'base64').toString('latin1'));
}
