import { any, hex, uuid } from './cases.ts';
import type { Cases } from './cases.ts';

export const azure: Cases = {
  family: 'azure',
  secret: [
    `client_secret=«${any(3)}8Q~${any(15)}.${any(18)}»`,
    `(secret: «${any(3)}7Q~${any(31)}»)`,
    `AZURE_CLIENT_SECRET=«${any(40)}»`,
    `azureClientSecret := "«${any(40)}»"`,
    `DefaultEndpointsProtocol=https;AccountName=n;AccountKey=«${any(86)}==»;EndpointSuffix=x`,
    `Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=«${any(43)}=»`,
    `https://x.blob.core.windows.net/c?sv=1&sig=«${any(43)}%3D»&se=1`,
    `key: «${any(42)}AzSeA${any(5)}»`,
    `«${any(76)}+ASt${any(5)}A==»`,
    `«${any(33)}AIoTA${any(5)}=»`,
    `«${any(44)}AzFu${any(5)}A==»`,
    `«${any(52)}JQQJ99${any(26)}»`,
    `pat: «${any(76)}AZDO${any(4)}»`,
  ],
  other: [
    `AZURE_CLIENT_ID=${uuid()}`,
    'AZURE_CLIENT_SECRET=secret',
    '~'.repeat(44),
    `${any(3)}8Q~${any(12)}`,
    `${any(20)}8Q~${any(33)}`,
    `AccountKey=${any(20)}`,
    '?sig=signature&sig=%3D',
    `sha1-${hex(40)}AzSe`,
    `${any(120)}AzSeA${any(90)}`,
    `${any(90)}AZDO${any(4)}`,
  ],
};
