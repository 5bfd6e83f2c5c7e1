import type { Rule } from '../rule.ts';
import { isVaried, WORD_ENDS } from './prefixed.ts';

const TOKEN = String.raw`(?<![\w.-])(?<secret>[MNO][\w-]{22,28}\.[\w-]{6}\.[\w-]{27,40})${WORD_ENDS}`;

/** Tokens of Discord's bots, where its name or `Bot` is before them on the line, and what makes the address of a webhook its own. */
export const discord: readonly Rule[] = [
  {
    family: 'discord',
    hints: ['discord', 'bot '],
    pattern: new RegExp(String.raw`(?:[dD]iscord|DISCORD|Bot )[^\n]{0,60}?${TOKEN}`, 'y'),
    accept: (secret) => isVaried(secret) && /\d/.test(secret),
  },
  {
    family: 'discord',
    hints: ['/api/webhooks/'],
    pattern: /\/api\/webhooks\/(?<secret>\d{17,20}\/[\w-]{60,80})/y,
    accept: isVaried,
  },
];
