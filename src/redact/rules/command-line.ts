import { type Quotes, quotesOf, standsForAnother } from '../stands-for-another.ts';
import type { Rule } from '../rule.ts';

/** The user and password that `curl` is given: `-u user:x`; or a key with no password behind it. */
export const curlUser: Rule = {
  family: 'command-line',
  hints: ['curl ', 'wget ', 'http '],
  pattern:
    /(?:curl|wget|https?) (?:[^\n|;]|\\\n){0,500}?(?:-u|--user|-U|--proxy-user|-a|--auth)[ =]{0,2}(?:["']{0,2}(?<user>[^\s:"']{1,80})["']?:(?=["']?[^\s"']))?["']?(?<secret>[^\s"']{3,128})/y,
  accept: (secret, match) =>
    !standsForAnother(secret, quotesBehind(match)) &&
    !SAMPLE.test(secret) &&
    (match.groups!['user'] !== undefined || (/[^:]:$/.test(secret) && !/^["']?\$/.test(match[0]))) &&
    match.groups!['user'] !== secret,
};

/** The password that a client of a database, a registry or a host is given as a flag of one letter. */
export const shortFlag: Rule = {
  family: 'command-line',
  hints: ['sshpass ', 'mysql', 'mariadb', 'docker login', 'podman login', 'registry login', 'redis-cli', 'mongo', 'sqlcmd'],
  pattern:
    /(?:(?:mysql|mariadb)\w{0,12} (?:[^\n|;&]{0,200} )?-p(?=\S)|(?:docker|podman|registry) login (?:[^\n|;&]{0,200} )?-p |(?:sshpass|mongo\w{0,8}) (?:[^\n|;&]{0,200} )?-p ?|redis-cli (?:[^\n|;&]{0,200} )?-a |sqlcmd (?:[^\n|;&]{0,200} )?-P ?)["']?(?<secret>[^\s"'`\\]{3,128})/y,
  accept: (secret, match) => !standsForAnother(secret, quotesBehind(match)) && !secret.startsWith('-'),
};

const SAMPLE = /^(?:pass|password|passwd|test|secret|pw)$/i;

// What stood before it may be the quote of a longer text.
function quotesBehind({ 0: all, index, input }: RegExpExecArray): Quotes | undefined {
  const next = input.charAt(index + all.length);
  return next === '"' || next === "'" ? quotesOf(next) : undefined;
}
