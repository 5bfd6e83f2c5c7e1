import { isPlaceholder } from './is-placeholder.ts';
import { speaksOfSecret } from './secret-name.ts';

/** How a value is quoted: `plain` where nothing in it is expanded, as in single quotes and in JSON. */
export type Quotes = 'plain' | 'expanding';

/** What the quote at a value says of it. */
export function quotesOf(quote: string | undefined): Quotes | undefined {
  if (quote === undefined || quote === '') return undefined;
  return quote.endsWith("'") ? 'plain' : 'expanding';
}

/**
 * Whether a value is there in place of another: a variable, a template, a mark, stars, `<your token>`, `changed-by-you`. In quotes more
 * may be a password: there `$ecret4711`, `<3hunter` and `wait...4It` are values.
 */
export function standsForAnother(whole: string, quotes?: Quotes): boolean {
  const value = whole.slice(0, ENOUGH);
  return (
    value.length < SHORTEST ||
    TEMPLATE.test(value) ||
    INSTEAD.test(value) ||
    ONE_OR_TWO.test(value) ||
    (quotes === undefined ? LOOKS_SO.test(value) : isInstead(value, quotes)) ||
    (value.length >= LONG && isPlaceholder(value))
  );
}

const SHORTEST = 3;
// More would not tell more.
const ENOUGH = 128;
const LONG = 16;
// Characters that are all there is.
const ONE_OR_TWO = /^(.)\1*(?:(.)(?:\1|\2)*)?$/s;

const TEMPLATE =
  /\$\{|\$\(|^\$\[|\{\{|^\{[\w .$-]*[a-z_][\w .$-]*\}$(?<!\d\w{0,20}\})|^@\w+@$|^#\{|^!\w+ |%(?:\(\w+\)|\{\w+\})[sdr]?$|%[A-Za-z_]\w*%$/;
const INSTEAD =
  /\byour|your[_-]|[_-]here$|example[_-]|[_-]example$|^example$|placeholder|change[_-]?this|replace[_-]?(?:me|with)|redacted|<[\w -]+>|^(?:todo|tbd|n\/a)$/i;
const LOOKS_SO = /^\$\w|^%|%[sdvq]$|^[<[(]|\.\.\.|…|x{4}|\*{3}/i;

function isInstead(value: string, quotes: Quotes): boolean {
  const isVariable = quotes === 'plain' ? isVariableName(value) : /^\$\w/.test(value);
  return isVariable || FORMAT.test(value) || IN_BRACKETS.test(value) || isLeftOpen(value);
}

// Looked at before it is read, so that each way to read a part is tried once.
const PART = String.raw`(?=[A-Za-z_]+(?!\w)|[A-Z\d_]+(?!\w))\w+`;
// `$password`, `$DB_PASSWORD2`, `$this->password`, `$env:PASSWORD`.
const VARIABLE = new RegExp(String.raw`^\$${PART}(?:(?:->|[/:.@-]\$?)${PART})*$`);
const NUMBERED = /^\$[A-Za-z_]+\d{1,2}$/;

function isVariableName(value: string): boolean {
  return VARIABLE.test(value) || (NUMBERED.test(value) && speaksOfSecret(value.slice(1)));
}

// Of printf; `%name`, `%NAME_1%`.
const FORMAT = /^%(?:[-+#0 ]{0,3}(?:\[\d\])?[\d.*]{0,5}(?:\d\$)?[sdvqxXwTifru@c](?![A-Za-z\d])|%|[A-Za-z_]+$)|%[sdvq]$/;
// From the first to the last, and what is longer than a password; a label with words; patterns for passwords.
const IN_BRACKETS = /^(?:<.*>|\[.*\]|\(.*\))$|^[<[(](?:.*\s|.{126})|^\(\?|^\[[^\]]*\][+*{]/s;
const LEFT_OPEN = /\.{3,}|…|x{4,}|\*{3,}/gi;

// Dots, stars and crosses that are half of it, or stand with words alone: `h***r2`, `Loading...`, `sk-xxxx`.
function isLeftOpen(value: string): boolean {
  const rest = value.replace(LEFT_OPEN, '');
  return rest !== value && (2 * rest.length <= value.length || /^[\p{L}_.:/-]*$|\s/u.test(rest));
}
