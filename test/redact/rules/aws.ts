import { any, base32, hex, keys } from './cases.ts';
import type { Cases } from './cases.ts';

const ids = keys('aws', ['AKIA', base32(16)], ['ASIA', base32(16)]);
const bedrock = keys('aws', ['ABSK', any(120)], ['bedrock-api-key-', any(80)]);
const secret = `${any(20)}/${any(19)}`;

export const aws: Cases = {
  family: 'aws',
  secret: [
    ...ids.secret,
    ...bedrock.secret,
    `AWS_SECRET_ACCESS_KEY = «${secret}»`,
    `aws_secret_access_key=«${secret}»\n`,
    `{"SecretAccessKey": "«${secret}»", "x": 1}`,
    String.raw`{\"secretAccessKey\":\"«${secret}»\"}`,
    `AWS_SESSION_TOKEN=«${any(300)}==»`,
    `"SessionToken": "«${any(300)}»"`,
    `https://b.s3.amazonaws.com/k?X-Amz-Expires=1&X-Amz-Signature=«${hex(64)}»`,
  ],
  other: [
    ...ids.other,
    ...bedrock.other,
    // The key of the documentation.
    ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join(''),
    'TODAYINASIAASACKOFRICEFELLOVER',
    `ANY_KEY=${secret}`,
    `AWS_SECRET_ACCESS_KEY=${any(56)}==`,
    'aws_secret_access_key = var.secret_access_key',
    'X-Amz-Signature=signature',
    'const sessionToken = await nextToken(); // session_token: x',
  ],
};
