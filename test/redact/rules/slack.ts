import { any, draw, hex } from './cases.ts';
import type { Cases } from './cases.ts';

const digits = (length: number) => draw('123456789', length);
const hooks = ['https://hooks', 'slack', 'com'].join('.');

export const slack: Cases = {
  family: 'slack',
  secret: [
    `token=«xoxb-${digits(11)}-${digits(13)}-${any(24)}»`,
    `«xoxp-${digits(11)}-${digits(12)}-${digits(13)}-${hex(32)}»`,
    `"«xoxe.xoxp-1-${any(160)}»"`,
    `d=«xoxd-${any(60)}%2B${any(20)}%3D»;`,
    `xoxa-${digits(11)}-${digits(13)}`,
    `«xapp-1-A${digits(10)}-${digits(13)}-${hex(64)}» is for sockets`,
    `${hooks}/services/«T${digits(8)}/B${digits(8)}/${any(24)}»`,
    `${hooks}/workflows/«T${digits(8)}/A${digits(8)}/${digits(18)}/${any(24)}»`,
  ],
  other: [
    'xoxb-xxxxxxxxx-xxxxxxxxxx-xxxxxxxxxxxx',
    'xoxb-abcdef-abcdef',
    'EXO-XOXO-teaser-exo-k-34521098-720-516.jpg',
    `${hooks}/services/`,
    'xapp-1-token',
    `${hooks}/docs/messages`,
  ],
};
