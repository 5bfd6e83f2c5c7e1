import { any, draw } from './cases.ts';
import type { Cases } from './cases.ts';

const app = `${draw('123456789', 16)}|${any(27)}`;

export const facebook: Cases = {
  family: 'facebook',
  secret: [`EAAC${any(150)}`, `FACEBOOK_TOKEN: "«EAAM${any(120)}»"`, `facebook «${app}»`],
  other: [`x ${app}`, `EAAA${'A'.repeat(150)}`, `EAAC${any(40)}`, `iVBO/EAAC${any(150)}`, `eaaC${any(150)}`, 'facebook 123|x'],
};
