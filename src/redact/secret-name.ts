/**
 * What a name says of its value: it is a password, whatever it looks like; or unless it is a number, which `pass: 1200` and
 * `INVALID_PASSWORD = 1004` have, too; or a key, if it looks like one.
 */
export type NameKind = 'password' | 'pass' | 'key';

/**
 * What a name in any writing (`DB_PASSWORD`, `sshUserPassword`, `api-key`) says of its value; undefined where it names no secret:
 * `passwordField`, `tokens`, `token_type`, `nextPageToken`, `publicKey`.
 */
export function kindOfName(name: string): NameKind | undefined {
  const words = splitName(name.slice(-2 * LONGEST_NAME));
  while (words.length > 1 && SUFFIX.test(words.at(-1)!)) words.pop();
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  if (words.some((word) => HARMLESS.has(word))) return undefined;
  if (PASSWORD.test(last) || (before.at(-1) === 'pass' && last === 'word')) return isCounted(words) ? 'pass' : 'password';
  if (KEY.test(last)) return 'key';
  return last === 'key' && before.some((word) => KINDS_OF_KEY.has(word)) ? 'key' : undefined;
}

// What passed, and what failed: the number is one of tests, or of an error.
function isCounted(words: readonly string[]): boolean {
  return (words.at(-1) === 'pass' && !OWNER.test(words.at(-2) ?? '')) || words.some((word) => FAULT.test(word));
}

/** Whether a name in a program speaks of what the value is: `password1`, `userPassword`, `pass_word`. */
export function speaksOfSecret(name: string): boolean {
  return splitName(name).some((word) => /^(?:pass\w*|pwd|secret|token|key|user|input|value|arg)\d*$/.test(word));
}

/** A name in a text, and where it begins. */
export interface Named {
  readonly name: string;
  readonly start: number;
  readonly kind: NameKind | undefined;
}

/** The name of which a piece stands here, with what it says of its value. Bounded. */
export function nameAround(text: string, at: number): Named {
  const least = Math.max(0, at - LONGEST_NAME);
  let start = at;
  while (start > least && /[\w-]/.test(text[start - 1]!)) start -= 1;
  const [name] = /^[\w-]*/.exec(text.slice(start, at + LONGEST_NAME))!;
  return { name, start, kind: kindOfName(name) };
}

/** The words of a name: `dbPassWord_2` has `db`, `pass`, `word` and `2`. */
export function splitName(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

/** What a name that means a secret has in it, in lower case. */
export const NAME_HINTS: readonly string[] = ['pass', 'pwd', 'secret', 'token', 'key', 'auth', 'cred', 'salt'];

const LONGEST_NAME = 64;
const OWNERS = 'db|my|user|admin|root|ssh|ftp|smtp|mail|sql|usr|login|auth';
const OWNER = new RegExp(`^(?:${OWNERS})$`);
const PASSWORD = new RegExp(String.raw`^(?:\w*(?:password|passwd|passphrase|passcode|pwd)|(?:${OWNERS})?pass|psw|pswd)\d*$`);
const KEY =
  /^(?:\w*(?:secret|token|apikey|accesskey|secretkey|privatekey|masterkey|authkey)|auth|authorization|creds?|credentials?|salt)\d*$/;
const FAULT = /^(?:err?|errors?|invalid|wrong|bad|incorrect|missing|expired|weak)$/;
const SUFFIX =
  /^(?:\d+|prod|production|dev|development|tests?|testing|staging|live|local|old|new|value|string|text|plain|raw|base|base64|b64|hex)$/;
const HARMLESS = new Set(
  'public next prev previous page continuation cursor sync csrf xsrf authenticity jsonwebtoken cancel cancellation max min num count'.split(
    ' ',
  ),
);
const KINDS_OF_KEY = new Set(
  (
    'api access private secret encryption encrypt decryption signing sign signature auth authentication master account license nonce jwt ' +
    'app application client session service subscription storage hmac webhook consumer shared logged deploy admin root'
  ).split(' '),
);
