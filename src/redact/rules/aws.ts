import type { Rule } from '../rule.ts';
import { isVaried, prefixed, WORD_ENDS, WORD_STARTS } from './prefixed.ts';

const ASSIGNED = String.raw`["'\\]{0,3}\s{0,3}(?:=>|:=|[:=,>])\s{0,3}["'\\]{0,3}`;

/** Keys of AWS: of users and roles (the ids as well, which go with their secrets), sessions, signed addresses and Bedrock. */
export const aws: readonly Rule[] = [
  {
    family: 'aws',
    hints: ['akia', 'asia', 'abia', 'acca'],
    pattern: new RegExp(`${WORD_STARTS}(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}${WORD_ENDS}`, 'y'),
    // The one of the documentation.
    accept: (secret) => isVaried(secret) && !secret.endsWith('EXAMPLE'),
  },
  {
    family: 'aws',
    hints: ['aws_secret', 'awssecret', 'secret_access_key', 'secretaccesskey', 'secret-access-key'],
    pattern: new RegExp(`[\\w-]{9,40}${ASSIGNED}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])`, 'y'),
    accept: isVaried,
  },
  {
    family: 'aws',
    hints: ['aws_session_token', 'session_token', 'sessiontoken', 'x-amz-security-token'],
    pattern: new RegExp(`[\\w-]{12,40}${ASSIGNED}(?<secret>[A-Za-z0-9/+=%]{100,4000})`, 'y'),
    accept: isVaried,
  },
  { family: 'aws', hints: ['x-amz-signature='], pattern: /X-Amz-Signature=(?<secret>[0-9a-f]{64})(?!\w)/y, accept: isVaried },
  prefixed('aws', ['ABSK'], '[A-Za-z0-9+/]{109,269}={0,2}'),
  prefixed('aws', ['bedrock-api-key-'], '[A-Za-z0-9+/=]{40,4000}'),
];
