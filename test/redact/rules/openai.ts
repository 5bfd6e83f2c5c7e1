import { any } from './cases.ts';
import type { Cases } from './cases.ts';

const MARK = ['T3Blbk', 'FJ'].join('');

export const openai: Cases = {
  family: 'openai',
  secret: [
    `sk-${any(20)}${MARK}${any(20)}`,
    `OPENAI_API_KEY=«sk-proj-${any(40)}-${any(33)}${MARK}${any(74)}»`,
    `«sk-svcacct-${any(58)}${MARK}${any(58)}»\n`,
    `"«sk-admin-${any(58)}${MARK}${any(58)}»"`,
  ],
  other: [`sk-${any(20)}abcdefgh${any(20)}`, `xsk-${any(20)}${MARK}${any(20)}`, `sk-${any(20)}${MARK}`, `task-${MARK}`],
};
