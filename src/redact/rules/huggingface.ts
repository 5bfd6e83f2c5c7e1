import type { Rule } from '../rule.ts';
import { WORD_ENDS, WORD_STARTS } from './prefixed.ts';

/** Tokens of Hugging Face. Of 34 letters after the prefix there is nothing else, so not even placeholders are looked at. */
export const huggingface: Rule = {
  family: 'huggingface',
  hints: ['hf_', 'api_org_'],
  pattern: new RegExp(`${WORD_STARTS}(?:hf|api_org)_[A-Za-z]{34}${WORD_ENDS}`, 'y'),
};
