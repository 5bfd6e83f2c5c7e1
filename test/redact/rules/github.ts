import { any, keys } from './cases.ts';
import type { Cases } from './cases.ts';

const plain = keys(
  'github',
  ['ghp_', any(36)],
  ['gho_', any(36)],
  ['ghu_', any(36)],
  ['ghr_', any(76)],
  ['github_pat_', `11${any(20)}_${any(59)}`],
);

export const github: Cases = {
  family: 'github',
  secret: [
    ...plain.secret,
    // Of an installation, as issued since 2026.
    `https://x-access-token:«ghs_${'123456'}_eyJ${any(60)}.eyJ${any(300)}.${any(86)}»@github.com/o/r`,
    `\u001B[32m«ghs_${any(36)}»\u001B[0m`,
  ],
  other: [...plain.other, `ghx_${any(36)}`, 'ghp_token_of_the_user_in_the_settings_of_this', 'github_pat_rotation_days'],
};
