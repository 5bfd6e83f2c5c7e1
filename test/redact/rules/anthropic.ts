import { any, keys } from './cases.ts';
import type { Cases } from './cases.ts';

export const anthropic: Cases = keys(
  'anthropic',
  ['sk-ant-', `api03-${any(93)}AA`],
  ['sk-ant-', `admin01-${any(93)}AA`],
  ['sk-ant-', `oat01-${any(93)}AA`],
);
