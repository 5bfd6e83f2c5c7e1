import { isSecretValue } from '../is-secret-value.ts';
import type { Rule } from '../rule.ts';
import { quotesOf, standsForAnother } from '../stands-for-another.ts';

/** The word after `password` in files that name a user and a password: `.netrc`, `.esmtprc`. */
export const netrc: Rule = {
  family: 'password-line',
  hints: ['password', 'passwd'],
  pattern: /passw(?:or)?d[ \t]{1,8}(?<quote>["']?)(?<secret>[^\s"'=:]{3,200})/iy,
  accept: (secret, { input, index, groups }) => {
    const found = USER.exec(input.slice(Math.max(0, index - BEFORE), index))?.groups;
    if (found === undefined || PARAMETER.test(secret)) return false;
    // Without a machine, a quote or a line of its own, a word may be one of a sentence.
    const literal = found['machine'] !== undefined || groups!['quote'] !== '' || /[\r\n]/.test(found['between']!);
    return isSecretValue({ kind: 'password', value: secret, literal, quotes: quotesOf(groups!['quote']) });
  },
};

/** The last field of a line of `.pgpass`. */
export const pgpass: Rule = {
  family: 'password-line',
  hints: [':5432:', ':5433:', ':6432:', ':*:'],
  pattern: /:(?:\d{4}|\*):[^:\s]{1,64}:[^:\s]{1,64}:(?<secret>[^\s:"'`]{3,200})(?=\s|$)/y,
  accept: (secret) => !standsForAnother(secret),
};

/** The password of `CREATE USER ... IDENTIFIED BY 'x'`, `ALTER ROLE ... PASSWORD 'x'`. */
export const sqlPassword: Rule = {
  family: 'password-line',
  hints: ['identified ', 'password '],
  pattern:
    /(?:identified (?:with \w{1,40} )?(?:by|as)(?: password)?|password) ?(?<quote>\\{0,3}['"])(?<secret>[^'"\\\r\n]{3,200})\k<quote>/iy,
  accept: (secret, { input, index, groups }) =>
    !standsForAnother(secret, quotesOf(groups!['quote'])) &&
    (/^i/i.test(input[index]!) || /\b(?:user|role|login|with)\b[^\n;]{0,80}$/i.test(input.slice(Math.max(0, index - BEFORE), index))),
};

/** The second of two literals that a call to log in is given: `conn.login('me@host', 'x')`. */
export const loginCall: Rule = {
  family: 'password-line',
  hints: ['login(', 'signin(', 'sign_in(', 'authenticate(', 'basicauth(', 'basic_auth('],
  pattern: /[a-z_]{5,12}\(\s{0,8}(?<quote>["'`])[^"'`\r\n]{1,100}\k<quote>,\s{0,20}(?<other>["'`])(?<secret>[^"'`\r\n]{3,200})\k<other>/iy,
  accept: (secret, { groups }) => !standsForAnother(secret, quotesOf(groups!['other'])) && !/\s/.test(secret),
};

const BEFORE = 120;
// It begins a line, which may have a number, a sign or a quote in front.
const USER =
  /(?:^|[\r\n]|\\n)[^\p{L}\r\n]{0,24}(?<machine>(?:machine|host)[ \t]+\S{1,80}\s+)?(?:login|user|username|account)[ \t]+(?!and\b|or\b|&)["']?[^\s"']{1,80}["']?(?<between>\s+)$/iu;
// Of a function or a table: `password string)`, `password varchar(20),`.
const PARAMETER = /^[a-z]*[(),]/i;
