import { isPlaceholder } from './is-placeholder.ts';
import type { Value } from './read-value.ts';
import type { Span } from './rule.ts';
import { type NameKind, splitName } from './secret-name.ts';

/** What is known of a value whose name means a secret. */
export interface NamedValue {
  readonly kind: NameKind;
  readonly value: string;
  /** A literal: it is in quotes, or stands where there are no expressions (`NAME=value`, a flag). */
  readonly literal: boolean;
}

/** Whether a value is the secret that its name says, and no placeholder, no expression, no word about it. */
export function isSecretValue({ kind, value: whole, literal }: NamedValue): boolean {
  const value = whole.slice(0, ENOUGH);
  if (standsForAnother(value) || (!literal && isCode(value))) return false;
  if (kind === 'key') return looksLikeKey(value);
  return !ABOUT.test(value) && (literal ? isLiteralPassword(value) : /[^A-Za-z_.]/.test(value) && !isNumber(value) && !isName(value));
}

/** A value that was read after a name, if it is the secret that the name says. `literal`: it is one, also without quotes. */
export function secretSpan(kind: NameKind, value: Value | undefined, literal: boolean): Span | undefined {
  return value !== undefined && isSecretValue({ kind, value: value.text, literal: literal || value.quoted }) ? value : undefined;
}

/** Whether a value is there in place of another: a variable, a template, a mark, stars, `<your token>`, `changed-by-you`. */
export function standsForAnother(whole: string): boolean {
  const value = whole.slice(0, ENOUGH);
  return (
    value.length < SHORTEST ||
    VARIABLE.test(value) ||
    INSTEAD.test(value) ||
    ONE_OR_TWO.test(value) ||
    (value.length >= LONG && isPlaceholder(value))
  );
}

/** Whether a value looks like one that a machine made up: letters and digits, and no words with a number behind. */
export function looksLikeKey(value: string): boolean {
  if (value.length < SHORTEST_KEY || PLACE.test(value) || VERSION.test(value) || isProse(value) || FILE.test(value)) return false;
  const digits = value.replace(/\D/g, '').length;
  const letters = value.replace(/[^A-Za-z]/g, '').length;
  if (digits === 0) return letters >= LONG && value.replace(/[\w\s.-]/g, '').length > 2;
  if (letters === 0) return digits >= LONG;
  return !WORDS_AND_NUMBER.test(value) && !WORDS_WITH_VERSIONS.test(value);
}

const SHORTEST = 3;
// More would not tell more.
const ENOUGH = 128;
// Characters that are all there is.
const ONE_OR_TWO = /^(.)\1*(?:(.)(?:\1|\2)*)?$/s;
const SHORTEST_KEY = 8;
const LEAST_DIGITS = 4;
const LONG = 16;

const VARIABLE =
  /^\$[\w({[]|\$\{|\$\(|\{\{|%[({\w]+[)}]?%?$|^%|^[<[(]|^\{[\w .$-]*[a-z_][\w .$-]*\}$(?<!\d\w{0,20}\})|^@\w+@$|^#\{|^\*+$|^!\w+ /;
const INSTEAD =
  /\byour|your[_-]|[_-]here$|example[_-]|[_-]example$|^example$|placeholder|change[_-]?this|replace[_-]?(?:me|with)|redacted|\.\.\.|…|x{4}|\*{3}|<[\w -]+>|^(?:todo|tbd|n\/a)$/i;
// A call, a member, an index, an operator.
const CODE =
  /^(?:new|await|async|function|typeof|return|this|self|process|os|env|config|req|request|ctx|opts|options|props|args|params)\b|^[A-Za-z_$][\w$]*(?:\(|\[|->|::|\.[A-Za-z_$][\w$]*(?:$|[.([]))|=>|^[&*]\w/;
const ABOUT =
  /^(?:true|false|null|none|nil|undefined|unset|empty|string|text|number|str|bytes?|bool|boolean|int|any|unknown|object|optional|required|hidden|disabled|enabled|invalid|incorrect|wrong|missing|expired|yes|no|ok|is|was|must|should|the|a|an|for|and|or|of|in|not|to|prompt|ask|basic|bearer|oauth2?|default|secret|token|key)$/i;
const WORDS_AND_NUMBER = /^[A-Za-z]+(?:[\s._:/-][A-Za-z]+)*[\s._:/-]?\d{0,4}$/;
const PLACE = /^(?:[./~]|[a-z][a-z\d+.-]{1,20}:\/\/)/i;
const VERSION = /\d\.\d{1,4}(?:\.\d|[-+]|$)/;
const FILE =
  /\.(?:ts|js|go|py|rb|json|ya?ml|toml|pem|cer|crt|p12|jks|txt|md|sh|xml|html|java|rs|c|h|cs|php|css|sql|log|key|pub|env|ini|conf)$/;

// The name of the field, in other languages.
const LABEL =
  /^(?:passwort|kennwort|contraseña|clave|senha|palavra-passe|wachtwoord|hasło|heslo|lösenord|adgangskode|passord|salasana|jelszó|parola|şifre|пароль|密码|密碼|パスワード|비밀번호)[\s:*.…]*$/iu;
// `github-oauth2-v3`.
const WORDS_WITH_VERSIONS = /^[a-z]{3,12}\d?(?:-[a-z]{1,12}\d?)+$/;

function isLiteralPassword(value: string): boolean {
  return !isProse(value) && !isReference(value) && !(isNumber(value) && value.length < LEAST_DIGITS);
}

function isCode(value: string): boolean {
  return CODE.test(value);
}

function isNumber(value: string): boolean {
  return /^[\d.,_-]+$/.test(value);
}

// A name in a program that speaks of what the value is: `password1`, `userPassword`, `pass_word`.
function isName(value: string): boolean {
  return (
    /^[A-Za-z_]\w*$/.test(value) && splitName(value).some((word) => /^(?:pass\w*|pwd|secret|token|key|user|input|value|arg)\d*$/.test(word))
  );
}

// Words of a sentence, a title, a label.
function isProse(value: string): boolean {
  return /\s/.test(value.trim()) && /^[\p{L}\s.,:;!?'’()"/…-]+(?:\d+ [\p{L}\s.,:;!?'’()"/…-]+)?$/u.test(value);
}

// The name of a variable, a key of translations, a selector, a path.
function isReference(value: string): boolean {
  return (
    /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/.test(value) ||
    /^[a-z]+(?:\.[a-z]+)+$/i.test(value) ||
    /^(?:[#.]|\.{0,2}\/|https?:|[A-Z]:\\)/.test(value) ||
    /^Pass(?:word|phrase)s?\W*$/.test(value) ||
    LABEL.test(value) ||
    (/^(?:[a-z]+[_-]?)?(?:password|passwd|passphrase)[_-]?(?:field|input|label|hash|box|reset|form)?$/i.test(value) &&
      !/^(?:password|passwd)$/.test(value))
  );
}
