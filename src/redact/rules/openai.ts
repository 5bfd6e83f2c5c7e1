import type { Rule } from '../rule.ts';
import { isVaried, WORD_ENDS, WORD_STARTS } from './prefixed.ts';

/** Keys of OpenAI, of all kinds: the mark in their middle is the base64 of its name. */
export const openai: Rule = {
  family: 'openai',
  hints: ['T3BlbkFJ'],
  pattern: new RegExp(String.raw`${WORD_STARTS}sk-[\w-]{20,150}T3BlbkFJ[\w-]{20,150}${WORD_ENDS}`, 'g'),
  accept: isVaried,
};
