import type { Value } from './read-value.ts';
import type { Span } from './rule.ts';
import { type NameKind, speaksOfSecret } from './secret-name.ts';
import { type Quotes, standsForAnother } from './stands-for-another.ts';

/** What is known of a value whose name means a secret. */
export interface NamedValue {
  readonly kind: NameKind;
  readonly value: string;
  /** A literal: it is in quotes, or stands where there are no expressions (`NAME=value`, a flag). */
  readonly literal: boolean;
  readonly quotes?: Quotes | undefined;
}

/** Whether a value is the secret that its name says, and no placeholder, no expression, no word about it. */
export function isSecretValue({ kind, value: whole, literal, quotes }: NamedValue): boolean {
  const value = whole.slice(0, ENOUGH);
  // A key has another form than what may be a password.
  if (standsForAnother(value, kind === 'key' ? undefined : quotes) || (!literal && CODE.test(value))) return false;
  if (kind === 'key') return looksLikeKey(value);
  return !ABOUT.test(value) && (literal ? isLiteralPassword(value) : isBarePassword(value, kind));
}

/** A value that was read after a name, if it is the secret that the name says. `literal`: it is one, also without quotes. */
export function secretSpan(kind: NameKind, value: Value | undefined, literal: boolean): Span | undefined {
  return value !== undefined &&
    isSecretValue({ kind, value: value.text, literal: literal || value.quotes !== undefined, quotes: value.quotes })
    ? value
    : undefined;
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

// More would not tell more.
const ENOUGH = 128;
const SHORTEST_KEY = 8;
const LEAST_DIGITS = 4;
const LONG = 16;

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

// Without quotes it may be a name, a range or a date; of names that count, any number.
function isBarePassword(value: string, kind: NameKind): boolean {
  if (isNumber(value)) return kind === 'password' && value.length >= LEAST_DIGITS && !/\D/.test(value);
  return /[^A-Za-z_.]/.test(value) && !(IDENTIFIER.test(value) && speaksOfSecret(value));
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;

function isNumber(value: string): boolean {
  return /^[\d.,_-]+$/.test(value);
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
