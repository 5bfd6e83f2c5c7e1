import type { Rule } from '../rule.ts';
import { isVaried, WORD_ENDS, WORD_STARTS } from './prefixed.ts';

const HEX = '[0-9a-f]';
const LINE = String.raw`[^\n]{0,80}?`;

type Form = readonly [family: string, hints: readonly string[], form: string];

// Where a hint is what the match begins with.
const MARKED_FIRST: readonly Form[] = [
  [
    'airtable',
    ['airtable', 'bearer pat'],
    String.raw`(?:[aA]irtable|AIRTABLE|Bearer )${LINE}${WORD_STARTS}(?<secret>pat[A-Za-z0-9]{14}\.${HEX}{64})`,
  ],
  ['braintree', ['access_token$'], String.raw`access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$${HEX}{32}`],
  ['freemius', ['secret_key'], String.raw`secret_key["']\s{0,9}=>\s{0,9}["'](?<secret>sk_[^\s"']{29})(?=["'])`],
  ['harness', ['pat.', 'sat.'], String.raw`${WORD_STARTS}[ps]at\.[\w-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}`],
  ['microsoft-teams', ['/incomingwebhook/'], String.raw`/IncomingWebhook/(?<secret>[0-9a-z]{32}/[0-9a-f-]{36}(?:/[\w-]{20,60})?)`],
  ['salesforce', ['00d'], String.raw`${WORD_STARTS}00D[A-Za-z0-9]{12,15}![\w.]{80,200}`],
  ['twitter', ['aaaaaaaaaaaaaaaaaaaa'], '(?<![A-Za-z0-9%+/])A{20,24}[A-Za-z0-9%]{60,100}'],
  ['yandex', ['t1.'], String.raw`${WORD_STARTS}t1\.[\w-]{20,400}={0,2}\.[\w-]{86}={0,2}`],
];

// Where it is not.
const MARKED_LATER: readonly Form[] = [
  [
    'authress',
    ['.acc_', '.acc-'],
    String.raw`${WORD_STARTS}(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\.[A-Za-z0-9]{4,6}\.acc[_-][A-Za-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{30,120}`,
  ],
  ['mailchimp', Array.from('123456789', (digit) => `-us${digit}`), String.raw`${WORD_STARTS}${HEX}{32}-us\d{1,2}`],
  ['maxmind', ['_mmk'], `${WORD_STARTS}[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk`],
  // `bot` stands before it in addresses.
  ['telegram', [':AA'], String.raw`(?:(?<=bot)|(?<![A-Za-z0-9]))\d{8,10}:AA[\w-]{33}`],
];

/** Keys that are told by more than what they start with, one rule for each form. */
export const shapedKeys: readonly Rule[] = [
  ...MARKED_FIRST.map((form) => shaped(form, 'y')),
  ...MARKED_LATER.map((form) => shaped(form, 'g')),
];

function shaped([family, hints, form]: Form, flag: 'g' | 'y'): Rule {
  return {
    family,
    hints,
    get pattern() {
      return new RegExp(form + WORD_ENDS, flag);
    },
    accept: isVaried,
  };
}
