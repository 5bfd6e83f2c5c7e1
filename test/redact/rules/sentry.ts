import { any, hex, keys } from './cases.ts';
import type { Cases } from './cases.ts';

export const sentry: Cases = keys('sentry', ['sntrys_eyJ', `${any(120)}==_${any(43)}`], ['sntryu_', hex(64)]);
