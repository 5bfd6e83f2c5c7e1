import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFinder } from '../../../src/redact/find-secrets.ts';
import type { Rule, Span } from '../../../src/redact/rule.ts';
import { providerRules } from '../../../src/redact/rules/providers.ts';
import { anthropic } from './anthropic.ts';
import { aws } from './aws.ts';
import { azure } from './azure.ts';
import type { Cases } from './cases.ts';
import { discord } from './discord.ts';
import { facebook } from './facebook.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { huggingface } from './huggingface.ts';
import { kubernetes } from './kubernetes.ts';
import { namedKeys } from './named-keys.ts';
import { npm } from './npm.ts';
import { nuget } from './nuget.ts';
import { onepassword } from './onepassword.ts';
import { openai } from './openai.ts';
import { prefixedKeys } from './prefixed-keys.ts';
import { sentry } from './sentry.ts';
import { shapedKeys } from './shaped-keys.ts';
import { sidekiq } from './sidekiq.ts';
import { slack } from './slack.ts';
import { stripe } from './stripe.ts';
import { tailscale } from './tailscale.ts';
import { vault } from './vault.ts';

const cases: readonly Cases[] = [
  anthropic,
  openai,
  github,
  gitlab,
  aws,
  azure,
  google,
  slack,
  stripe,
  npm,
  ...vault,
  discord,
  facebook,
  huggingface,
  kubernetes,
  nuget,
  onepassword,
  sentry,
  sidekiq,
  tailscale,
  ...prefixedKeys,
  ...shapedKeys,
  ...namedKeys,
];
const families = [...new Set(providerRules.map((rule) => rule.family))];
const findIn = createFinder(providerRules);
const findAny = (text: string) => findIn(text).known;

const casesOf = (family: string) => {
  const own = cases.filter((of) => of.family === family);
  return { secret: own.flatMap((of) => of.secret), other: own.flatMap((of) => of.other) };
};
const rulesOf = (family: string) => providerRules.filter((rule) => rule.family === family);
const textOf = (marked: string) => marked.replaceAll(/[«»]/g, '');
const spanOf = (marked: string) => {
  const [before, secret] = marked.includes('«') ? marked.split(/[«»]/) : ['', marked];
  return { start: before!.length, end: before!.length + secret!.length };
};
const isAt = (one: Span, other: Span) => one.start === other.start && one.end === other.end;
const alone = new Map(providerRules.map((rule) => [rule, createFinder([rule])]));
const find = (rule: Rule, text: string) => alone.get(rule)!(text).known;
const hasHint = ({ hints, pattern }: Rule, text: string) =>
  hints.some((hint) => (pattern.sticky ? text.toLowerCase() : text).includes(hint));

describe('providerRules', () => {
  it('have cases for every family, and no cases for any other', () => {
    expect([...new Set(cases.map((of) => of.family))].toSorted()).toEqual(families.toSorted());
  });

  it.each(families)('find what is a secret of %s, from its first to its last character', (family) => {
    const missed = casesOf(family).secret.filter((marked) => {
      const found = rulesOf(family).flatMap((rule) => find(rule, textOf(marked)));
      return ![found, findAny(textOf(marked))].every((all) => all.some((one) => one.family === family && isAt(one, spanOf(marked))));
    });
    expect(missed).toEqual([]);
  });

  it.each(families)('leave what only looks like a secret of %s', (family) => {
    expect(casesOf(family).other.filter((text) => findAny(text).length > 0)).toEqual([]);
  });

  it.each(providerRules.map((rule, at) => [rule.family, at] as const))('have cases of both kinds for each rule: %s, %i', (family, at) => {
    const rule = providerRules[at]!;
    const { secret, other } = casesOf(family);
    expect(secret.some((marked) => find(rule, textOf(marked)).length > 0)).toBe(true);
    expect(other.some((text) => hasHint(rule, text))).toBe(true);
  });

  it('have hints of two characters or more, in lower case where they begin a match', () => {
    for (const { hints, pattern } of providerRules) {
      expect(pattern.flags).toMatch(/^i?[gy]$/);
      expect(hints.filter((hint) => hint.length < 2 || (pattern.sticky && hint !== hint.toLowerCase()))).toEqual([]);
    }
  });

  it('have a hint in every match, at its beginning where the pattern is sticky', () => {
    const without = providerRules.flatMap((rule) => {
      const { hints, pattern } = rule;
      const global = new RegExp(pattern.source, pattern.flags.replace('y', 'g'));
      const matches = casesOf(rule.family).secret.flatMap((marked) => Array.from(textOf(marked).matchAll(global), ([match]) => match));
      return matches.filter((match) =>
        pattern.sticky ? !hints.some((hint) => match.toLowerCase().startsWith(hint)) : !hints.some((hint) => match.includes(hint)),
      );
    });
    expect(without).toEqual([]);
  });

  it('find no secret in any text of words', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 40 }).map((all) => all.join(' '));
    fc.assert(fc.property(words, (text) => findAny(text).length === 0));
  });
});

describe('providerRules on hostile text', () => {
  const runs = ['a', 'aA0', 'a-', 'a.', ' \n ', '="'];
  // One hint and a long run of what may follow it, hints with short runs between, hints alone.
  const shapes = [
    (hint: string, run: string, length: number) => hint + run.repeat(length / run.length),
    (hint: string, run: string, length: number) => (hint + run.repeat(40)).repeat(length / (hint.length + 40 * run.length)),
    (hint: string, run: string, length: number) => (hint + run).repeat(length / (hint.length + run.length)),
  ];
  const spent = (rule: Rule, text: string) => {
    const start = process.cpuUsage().user;
    find(rule, text);
    return process.cpuUsage().user - start;
  };
  // Four times the text takes four times the time, not sixteen times. What takes next to none is not compared.
  const isSlow = (rule: Rule, make: (length: number) => string) =>
    spent(rule, make(24_000)) > 15_000 && spent(rule, make(24_000)) > 10 * Math.max(spent(rule, make(6_000)), 1000);
  // As the pattern has it: a hint is written in lower case where it may stand in any.
  const spelled = ({ pattern: { source } }: Rule, hint: string) =>
    source.includes(hint) || !source.includes(hint.toUpperCase()) ? hint : hint.toUpperCase();

  it.each(families)('take linear time: %s', (family) => {
    const slow = rulesOf(family).flatMap((rule) =>
      runs
        .flatMap((run) => shapes.map((shape) => (length: number) => shape(spelled(rule, rule.hints[0]!), run, length)))
        .filter((make) => isSlow(rule, make))
        .map((make) => make(200)),
    );
    expect(slow).toEqual([]);
  });
});
