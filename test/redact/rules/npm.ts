import { any, keys, uuid } from './cases.ts';
import type { Cases } from './cases.ts';

const plain = keys('npm', ['npm_', any(36)]);

export const npm: Cases = {
  family: 'npm',
  secret: [
    ...plain.secret,
    `//registry.example.org/:_authToken=«${uuid()}»\n`,
    `//registry.example.org/:_password="«${any(16)}==»"`,
    '_auth = «dXNlcjpwYXNzd29yZA==»',
    // Without digits.
    '_auth="«YW46aHVudGVy»"',
  ],
  other: [
    ...plain.other,
    // oxlint-disable-next-line no-template-curly-in-string
    '//registry.npmjs.org/:_authToken=${NPM_TOKEN}',
    'npm_config_registry=https://registry.npmjs.org',
    ':_authToken=xxxxxxxxxxxx',
    '//registry.example.org/:_authToken=MYTOKEN1',
    'self.pre_auth = pre_auth_handler',
    'self._auth = get_auth(origin)',
    '    _auth = AuthorizationGrant(request)',
    '\n    _auth = r.headers.get("x")',
    '\n_auth = get_netrc_auth\n',
    '\n_auth = self.auth2_handlers[0]',
    's_auth = r.headers.get',
    'new_auth = get_netrc_auth',
    'self.new_auth=request.auth2.handler',
  ],
};
