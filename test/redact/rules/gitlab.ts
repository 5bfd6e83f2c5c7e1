import { any, hex, keys, low } from './cases.ts';
import type { Cases } from './cases.ts';

const plain = keys(
  'gitlab',
  ['glpat-', any(20)],
  ['glpat-', `${any(27)}.01.${low(9)}`.replace(/.{9}$/, low(7))],
  ['glrt-', `t1_${any(27)}.${low(2)}${low(7)}`],
  ['glcbt-', `64_${any(20)}`],
  ['glcbt-', `eyJ${any(40)}.eyJ${any(80)}`.replace(/\..*/, `.${any(80)}.${any(43)}`)],
  ['glptt-', hex(40)],
  ['GR1348941', any(20)],
);

export const gitlab: Cases = {
  family: 'gitlab',
  secret: [...plain.secret, `ACME-«glpat-${any(20)}»`, `Cookie: _gitlab_session=«${hex(32)}»; x`],
  other: [...plain.other, 'GR134894112312312312312312312', '_gitlab_session=deleted', `x_gitlab_session=${'0'.repeat(32)}`],
};
