import type { Rule } from './rule.ts';
import { assignment } from './rules/assignment.ts';
import { authorizationHeader, bearer, cookie } from './rules/authorization-header.ts';
import { callArgument } from './rules/call-argument.ts';
import { curlUser, shortFlag } from './rules/command-line.ts';
import { flagLine } from './rules/flag-line.ts';
import { jwt } from './rules/jwt.ts';
import { namedValue } from './rules/named-value.ts';
import { passwordHash } from './rules/password-hash.ts';
import { loginCall, netrc, pgpass, sqlPassword } from './rules/password-line.ts';
import { endOfPrivateKey, privateKey, puttyKey } from './rules/private-key.ts';
import { providerRules } from './rules/providers.ts';
import { sentence, sentenceAbroad, sentenceInOtherScripts } from './rules/sentence.ts';
import { urlPassword, urlQuery, urlToken } from './rules/url-credentials.ts';
import { xmlElement } from './rules/xml-element.ts';

/** All rules. Where several find the same, the mark names the first: what knows the most about it stands above. */
export const rules: readonly Rule[] = [
  privateKey,
  endOfPrivateKey,
  puttyKey,
  ...providerRules,
  jwt,
  passwordHash,
  urlPassword,
  urlToken,
  authorizationHeader,
  bearer,
  cookie,
  urlQuery,
  curlUser,
  shortFlag,
  netrc,
  pgpass,
  sqlPassword,
  loginCall,
  sentence,
  sentenceAbroad,
  sentenceInOtherScripts,
  assignment,
  callArgument,
  flagLine,
  namedValue,
  xmlElement,
];
