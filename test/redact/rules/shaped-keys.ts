import { any, draw, hex, low, uuid } from './cases.ts';
import type { Cases } from './cases.ts';

const digits = (length: number) => draw('123456789', length);
const teams = `https://x.webhook.office.com/webhookb2/${uuid()}@${uuid()}/IncomingWebhook/`;

export const shapedKeys: readonly Cases[] = [
  {
    family: 'airtable',
    secret: [`AIRTABLE_TOKEN=«pat${any(14)}.${hex(64)}»`, `curl api.airtable.com -H "Authorization: Bearer «pat${any(14)}.${hex(64)}»"`],
    other: [`airtable compat${any(14)}.${hex(64)}`, `airtable pat${any(14)}.${hex(40)}`],
  },
  {
    family: 'authress',
    secret: [`sc_${low(12)}.${low(4)}.acc_${low(12)}.${any(60)}`, `authress_${low(12)}.${low(4)}.acc-${low(12)}.${any(60)}`],
    other: [`x.acc_${low(12)}.${any(60)}`, 'sc_user.role.acc_name.value'],
  },
  {
    family: 'braintree',
    secret: [`'«access_token$production$${low(16)}$${hex(32)}»'`],
    other: ['access_token$production$id$secret'],
  },
  {
    family: 'freemius',
    secret: [`'secret_key' => '«sk_${any(20)}#@*$8&xC~»',`],
    other: [`'secret_key' => 'sk_${any(10)}',`, `'secret_key' => $secret_key,`],
  },
  { family: 'harness', secret: [`pat.${any(22)}.${any(24)}.${any(20)}`], other: ['compat.js', `pat.${any(22)}.${any(24)}`] },
  {
    family: 'mailchimp',
    secret: [`MAILCHIMP=«${hex(32)}-us18»`, `${hex(32)}-us5`],
    other: [`${hex(30)}-us18`, `${hex(32)}-us-1`, `x${hex(32)}-us18`],
  },
  { family: 'maxmind', secret: [`key: «${any(6)}_${any(29)}_mmk»`], other: ['page_mmk', `${any(6)}_${any(20)}_mmk`] },
  {
    family: 'microsoft-teams',
    secret: [`${teams}«${hex(32)}/${uuid()}»`],
    other: [`${teams}id/${uuid()}`],
  },
  { family: 'salesforce', secret: [`00D${any(12)}!${any(96)}`], other: [`00D${any(12)}`, `a00D${any(12)}!${any(96)}`] },
  {
    family: 'telegram',
    secret: [`${digits(10)}:AA${any(33)}`, `https://api.telegram.org/bot«${digits(9)}:AA${any(33)}»/getMe`],
    other: [`${digits(12)}:AA${any(33)}`, 'AA:BB:CC:AA:11:22', `${digits(10)}:AA${any(30)}`],
  },
  {
    family: 'twitter',
    secret: [`Bearer «${'A'.repeat(22)}${any(40)}%2B${any(40)}»`],
    other: ['A'.repeat(120), `iVBOR${'A'.repeat(22)}${any(90)}`],
  },
  { family: 'yandex', secret: [`t1.${any(40)}.${any(86)}`], other: ['t1.column', `t1.${any(40)}.${any(20)}`] },
];
