import { isFlag } from '../flag-span.ts';
import { secretSpan } from '../is-secret-value.ts';
import { listSpan } from '../read-list.ts';
import { readValue, type Value } from '../read-value.ts';
import type { Rule, Span } from '../rule.ts';
import { NAME_HINTS, nameAround, type Named, type NameKind } from '../secret-name.ts';

/** Values that are given to a name that means a secret: in code, JSON, YAML, INI, environments, URLs, headers and flags. */
export const assignment: Rule = {
  family: 'assignment',
  hints: NAME_HINTS,
  // The rest of the name, the end of its quotes or its index, its type, what stands between it and the value, `${NAME:-` before a
  // default, the start of a list.
  pattern:
    /[\w-]{3,60}(?:\\{0,7}["'`]|&quot;)?\[?\]?(?:[ \t]{0,16}(?:\??:?[ \t]{0,4}(?:&(?:'static )?)?(?:string|str)[ \t]{1,4})?(?<sign>:?=>?|\?=|:|%3[ad]|\\{1,4}u003[ad])(?![=:])[ \t]{0,16}(?:(?<fallback>(?:\\{0,7}["'])?\$\{\w{1,60}:?-)|(?<list>\[(?:\s|\\{1,7}[nrt]){0,80}(?=\\{0,7}["'`]|&quot;)))?|[ \t]{1,8}(?=[^\s=:]))/iy,
  locate,
};

function locate(match: RegExpExecArray): Span | undefined {
  const { 0: all, index, input, groups } = match;
  const { name, start, kind } = nameAround(input, index);
  if (kind === undefined || isOther(name, groups!['sign'])) return undefined;
  const isSetting = groups!['fallback'] === undefined && (isFlag(name) || isVariable(name, all));
  return groups!['list'] === undefined ? valueSpan(match, { name, start, kind }, isSetting) : listSpan(kind, input, index + all.length);
}

function valueSpan({ 0: all, index, input, groups }: RegExpExecArray, { name, start, kind }: Secret, isSetting: boolean): Span | undefined {
  const value = readValue(input, index + all.length, isSetting && !IN_LIST.test(input.charAt(start - 1)) ? 'space' : 'expression');
  if (isNone(name, all, value, input)) return undefined;
  const isAlone = groups!['sign'] === ':' || (all.endsWith('=') && startsLine(input, start));
  return toEndOfWord(input, value, secretSpan(kind, value, isSetting || (isAlone && endsLine(input, value))));
}

type Secret = Named & { readonly kind: NameKind };

// A password may hold what joins the fields of a form, and the operators of a shell.
function toEndOfWord(text: string, value: Value | undefined, span: Span | undefined): Span | undefined {
  if (span === undefined || value?.quotes !== undefined) return span;
  GOES_ON.lastIndex = span.end;
  return { start: span.start, end: span.end + (GOES_ON.exec(text)?.[0].length ?? 0) };
}

const GOES_ON = /(?:[&|;](?![\w.-]{1,60}\s?=)[\w!#$%*+@^~?.-]{1,60}){1,5}/y;

const IN_LIST = /[?&;(]/;

// As shells and files of settings have it: no expression can stand there, and only a space ends it.
function isVariable(name: string, match: string): boolean {
  return /^[A-Z][A-Z\d_]+$/.test(name) && match.endsWith('=') && !/\s/.test(match);
}

// `PASSWORD= ./run.sh`: a shell takes what follows for the command.
function isNone(name: string, match: string, value: Value | undefined, text: string): boolean {
  if (isFolder(name, value)) return true;
  const isEmpty = /^[A-Z][A-Z\d_]+$/.test(name) && /\w=[ \t]+$/.test(match) && isBare(value);
  return isEmpty && (/^[./~$]/.test(value.text) || !endsLine(text, value));
}

function isBare(value: Value | undefined): value is Value {
  return value !== undefined && value.quotes === undefined;
}

// Where a shell is.
function isFolder(name: string, value: Value | undefined): boolean {
  return /^(?:pwd|PWD|OLDPWD)$/.test(name) && isBare(value) && /^~?\/[a-z.]/i.test(value.text);
}

// Two words of a sentence; `--- PASS: TestLogin`; and what has a rule of its own, which leaves the scheme.
function isOther(name: string, sign: string | undefined): boolean {
  return (sign === undefined && !isFlag(name)) || (name === 'PASS' && sign !== '=') || /authorization$/i.test(name);
}

function startsLine(text: string, start: number): boolean {
  return start === 0 || /^(?:.?[\r\n]|\\n)$/.test(text.slice(Math.max(0, start - 2), start));
}

function endsLine(text: string, value: Value | undefined): boolean {
  return value !== undefined && /^(?:$|[\r\n]|\\n)/.test(text.slice(value.end, value.end + 2));
}
