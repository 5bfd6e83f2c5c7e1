import { looksLikeKey } from '../is-secret-value.ts';
import type { Rule } from '../rule.ts';
import { standsForAnother } from '../stands-for-another.ts';

/** The password of a URL, with or without a user: `https://user:x@host`, `redis://:x@host`. */
export const urlPassword: Rule = {
  family: 'url-credentials',
  hints: ['://'],
  pattern: /:\/\/[^\s/?#@:"'`<>\\]{0,120}:(?<secret>[^\s/"'`<>\\(){}[\]]{1,200})@(?=[\w[])/y,
  accept: (secret, { input, index }) => {
    const isWeb = /(?:http|ws)s?$/i.test(input.slice(Math.max(0, index - 5), index));
    // A port, and a path or a list after it.
    if (/^\d{1,5}(?![\w])/.test(secret) && secret.length > 5) return false;
    return !(isWeb && /[?#]/.test(secret)) && secret.length >= SHORTEST && !standsForAnother(decoded(secret)) && !SAMPLE.test(secret);
  },
};

/** A key in place of the user of a URL: `https://x@host`. */
export const urlToken: Rule = {
  family: 'url-credentials',
  hints: ['://'],
  pattern: /:\/\/(?<secret>[\w.~+%-]{16,250})@(?=\w)/y,
  accept: (secret) => looksLikeKey(secret),
};

/** What signs a URL or lets its bearer in: `?sig=x`, `&X-Amz-Signature=x`, `?key=x`. */
export const urlQuery: Rule = {
  family: 'url-credentials',
  hints: ['sig=', 'signature=', 'key=', 'code=', 'jwt=', 'sid=', 'session=', 'ticket=', 'assertion='],
  pattern: /[a-z]{3,9}=(?<secret>[\w.~+/%=-]{16,2000})/iy,
  accept: (secret, { input, index }) => /[?&;][\w-]{0,30}$/.test(input.slice(Math.max(0, index - 31), index)) && looksLikeKey(secret),
};

const SHORTEST = 4;
const SAMPLE = /^(?:my|db|user)?[_-]?(?:password|passwd)$/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
