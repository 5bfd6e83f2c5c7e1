import type { Rule } from '../rule.ts';
import { prefixed } from './prefixed.ts';

/** Keys of Anthropic, for its API and its administration, and the tokens of sessions. All end alike. */
export const anthropic: Rule = prefixed('anthropic', ['sk-ant-'], String.raw`[a-z]{3,5}\d\d-[\w-]{80,120}AA`);
