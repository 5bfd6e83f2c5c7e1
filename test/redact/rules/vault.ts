import { any, keys, letters } from './cases.ts';
import type { Cases } from './cases.ts';

const plain = keys('vault', ['hvs.', any(95)], ['hvb.', any(150)], ['hvr.', any(95)]);

export const vault: readonly Cases[] = [
  {
    family: 'vault',
    secret: [...plain.secret, `VAULT_TOKEN=«s.${any(24)}»`, `X-Vault-Token: «s.${any(24)}»`, `"«s.${any(24)}»"`],
    other: [
      ...plain.other,
      `= s.${letters(24)}`,
      `: s.${'x'.repeat(24)}`,
      `="s.${any(20)}"`,
      `x = this.${any(24)}`,
      's.AcceptanceTimeoutSeconds ',
      'o.s.b.f.s.DefaultListableBeanFactory',
    ],
  },
  {
    family: 'terraform',
    secret: [`token = "«${any(14)}.atlasv1.${any(67)}»"`],
    other: [`${'x'.repeat(14)}.atlasv1.${'x'.repeat(67)}`, `${any(14)}.atlasv1.${any(20)}`, `x${any(14)}.atlasv1.${any(67)}`],
  },
];
