import type { Rule } from '../rule.ts';
import { WORD_ENDS, WORD_STARTS } from './prefixed.ts';

/** Tokens of Slack, and what makes the address of a webhook its own. */
export const slack: readonly Rule[] = [
  {
    family: 'slack',
    hints: ['xoxa-', 'xoxb-', 'xoxc-', 'xoxd-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xoxe.'],
    pattern: new RegExp(String.raw`${WORD_STARTS}(?:xoxe\.)?xox[abcdeoprs]-[\w%+/-]{10,400}=?`, 'y'),
    accept: (secret) => /\d/.test(secret),
  },
  {
    family: 'slack',
    hints: ['xapp-'],
    pattern: new RegExp(String.raw`${WORD_STARTS}xapp-\d-[A-Za-z0-9]{5,40}-\d{5,40}-[A-Za-z0-9]{6,160}${WORD_ENDS}`, 'y'),
  },
  {
    family: 'slack',
    hints: ['hooks.slack.com/', 'hooks.slack-gov.com/'],
    pattern: /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/(?<secret>[A-Za-z0-9/+]{20,120})/y,
  },
];
