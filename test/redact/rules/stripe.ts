import { any, keys } from './cases.ts';
import type { Cases } from './cases.ts';

const plain = keys(
  'stripe',
  ['sk_live_', any(24)],
  ['sk_test_', any(99)],
  ['rk_live_', any(99)],
  ['rk_prod_', any(40)],
  ['whsec_', `${any(43)}=`],
);

export const stripe: Cases = {
  family: 'stripe',
  secret: [...plain.secret, `sk_live_${'A'.repeat(24)}`],
  other: [...plain.other, `pk_live_${any(24)}`, `sk_live_${any(23)}`, `disk_test_${any(24)}`],
};
