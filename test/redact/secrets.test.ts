import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/redact/redact.ts';
import { rules } from '../../src/redact/rules.ts';

// Put together here, so that no scanner of secrets takes this file for one that has some.
const PASSWORD = ['hunter', '2', 'X'].join('');
const DOLLAR = ['$ecret', '4711'].join('');
const KEY = ['q7Zt', '9Xw2', 'Lm4R', 'b8Vc', '1Ns6', 'Hy3K'].join('');
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiI0MiJ9', 'c2lnbmF0dXJlc2lnbmF0dXJl'].join('.');
const BCRYPT = ['$2y$12$', 'Qw7eRt'.repeat(9).slice(0, 53)].join('');
const CRYPT = ['$6$LnUhUi45', 'a8Kd93Jf'.repeat(10)].join('$');
const LINES = Array.from({ length: 6 }, (_, at) => `MIIE${'aB3/dE6+'.repeat(7)}0${at}==`);
const BEGIN = ['-----BEGIN', 'RSA PRIVATE', 'KEY-----'].join(' ');
const END = ['-----END', 'RSA PRIVATE', 'KEY-----'].join(' ');
const PEM = `${BEGIN}\n${LINES.join('\n')}\n${END}`;
const HIDDEN = `${BEGIN}\n[secret: private-key]\n${END}`;

describe('credentials of no one provider', () => {
  it.each([
    ['https://me:§@host/path', PASSWORD, 'url-credentials'],
    ['postgres://me:§@host:5432/db?sslmode=off', PASSWORD, 'url-credentials'],
    ['jdbc:mysql://me:§@host/db', PASSWORD, 'url-credentials'],
    ['redis://:§@host', PASSWORD, 'url-credentials'],
    ['ftp://me:§@host, and so on', 'pass', 'url-credentials'],
    ['[x](https://me:§@host)', 'a@b!c', 'url-credentials'],
    ['git clone https://§@host/repo.git', KEY, 'url-credentials'],
    ['https://host/blob?sv=1&sig=§&se=2', KEY, 'url-credentials'],
    ['Authorization: Basic §', 'bWU6aHVudGVyMg==', 'authorization'],
    ["-H 'Authorization: §'", KEY, 'authorization'],
    ['{"Authorization":"Token §"}', KEY, 'authorization'],
    ['headers: { authorization: `Bearer §` }', KEY, 'authorization'],
    ['sent bearer § to', KEY, 'authorization'],
    ['Set-Cookie: theme=dark; sid=§; Path=/', KEY, 'cookie'],
    ['curl -s -u me:§ https://host', PASSWORD, 'command-line'],
    ["curl --user 'me':'§' https://host", PASSWORD, 'command-line'],
    ['curl https://host \\\n  -u "me:§"', PASSWORD, 'command-line'],
    ['mysql -u root -p§ db', PASSWORD, 'command-line'],
    ["sshpass -p '§' ssh me@host", PASSWORD, 'command-line'],
    ['docker login -u me -p § host', PASSWORD, 'command-line'],
    ['redis-cli -h host -a § ping', PASSWORD, 'command-line'],
    ['machine host login me password §', PASSWORD, 'password-line'],
    ['machine host\n  login me\n  password §\n', PASSWORD, 'password-line'],
    ['machine host login me password §', 'swordfish', 'password-line'],
    ['account default\nuser me\npassword §\n', 'swordfish', 'password-line'],
    ['poll host protocol imap\n  user me password "§"', 'swordfish', 'password-line'],
    ['   12→login me\tpassword §', PASSWORD, 'password-line'],
    ['localhost:5432:db:me:§', PASSWORD, 'password-line'],
    ["CREATE USER me IDENTIFIED BY '§';", PASSWORD, 'password-line'],
    ["ALTER ROLE me WITH PASSWORD '§';", PASSWORD, 'password-line'],
    ["conn.login('me@host', '§', done)", PASSWORD, 'password-line'],
    ["CREATE USER me IDENTIFIED BY '§';", DOLLAR, 'password-line'],
    ["conn.login('me@host', '§')", DOLLAR, 'password-line'],
    ["machine host login me password '§'", DOLLAR, 'password-line'],
    ["curl -u 'me:§' https://host", DOLLAR, 'command-line'],
    ["mysql -u root -p'§' db", DOLLAR, 'command-line'],
    ['https://me:§@host', ['hunter', '%2x'].join(''), 'url-credentials'],
    ["(1, 'me', '§', 1)", BCRYPT, 'password-hash'],
    ['me:§:17431:0:99999:7:::', CRYPT, 'password-hash'],
    ['me:§', ['{SSHA}', 'aB3dE6gH'.repeat(4)].join(''), 'password-hash'],
    ['session is §.', JWT, 'jwt'],
  ])('hides the secret in %s', (line, secret, family) => {
    expect(redactText(line.replace('§', secret))).toBe(line.replace('§', `[secret: ${family}]`));
  });

  it.each([
    'https://host:8080/path@1.2',
    'https://host/a:b@c',
    'git@github.com:me/repo.git',
    'ssh://git@host:22/repo',
    'https://$USER:$PASSWORD@host',
    'https://user:${TOKEN}@host',
    'postgres://postgres@localhost:5432/db',
    'https://user:password@example.com',
    'http://host?redirect=https://other',
    'Authorization: Bearer $TOKEN',
    'Authorization: Bearer <token>',
    'Authorization: required',
    'the authorization header: see RFC 6749',
    'curl -u "$USER:$PASSWORD" https://host',
    'curl -u me https://host',
    "curl -u 'me:$PASSWORD1' https://host",
    "mysql -p'$password' db",
    'mysql -p$ecret4711 db',
    "IDENTIFIED BY '%s'",
    'curl --user-agent "x:y" https://host',
    'docker run -p 8080:80 nginx',
    'mysql -u root -p',
    'username and password must be set',
    'login me, then password reset',
    'The user forgot password yesterday',
    'create user with password reset flow',
    'create user me with password rotation-v2 on',
    'user bob password resets',
    'func Login(user string, password string) (token string, err error) {',
    '  user string,\n  password string,\n  age int) error {',
    '  user string\n  password string\n',
    'user VARCHAR(20),\npassword VARCHAR(20),\n',
    "expect(login('me', password))",
    'the cookie: a small text file that is kept',
    '$1$ and $2$ are groups',
    'eyJ is how they begin',
  ])('leaves %s', (line) => {
    expect(redactText(line)).toBe(line);
  });
});

describe('private keys', () => {
  it('hides what is in them, and leaves what is around', () => {
    expect(redactText(`a\n${PEM}\nb`)).toBe(`a\n${HIDDEN}\nb`);
    expect(redactText(PEM.replaceAll('RSA PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'))).not.toContain('MIIE');
  });

  it('hides them in JSON, in JSON in JSON, in numbered lines and in quotations', () => {
    expect(redactText(JSON.stringify({ pem: PEM, next: 1 }))).toBe(JSON.stringify({ pem: HIDDEN, next: 1 }));
    expect(redactText(JSON.stringify(JSON.stringify({ pem: PEM })))).not.toContain('MIIE');
    const numbered = PEM.split('\n').map((line, at) => `${at + 1}→${line}`);
    expect(redactText(numbered.join('\n'))).not.toContain('MIIE');
    expect(redactText(PEM.replaceAll('\n', '\n> '))).not.toContain('MIIE');
  });

  it('hides a half, whichever was cut off', () => {
    expect(redactText(`${BEGIN}\n${LINES.slice(0, 3).join('\n')}\n[… 99 characters cut …]\nb`)).toBe(
      `${BEGIN}\n[secret: private-key]\n[… 99 characters cut …]\nb`,
    );
    expect(redactText(`a\n[… 99 characters cut …]\n${LINES.slice(2).join('\n')}\n${END}`)).toBe(
      `a\n[… 99 characters cut …]\n[secret: private-key]\n${END}`,
    );
    expect(redactText(JSON.stringify({ pem: `${LINES.slice(2).join('\n')}\n${END}` }))).not.toContain('MIIE');
  });

  it('hides the private lines of a PuTTY key alone', () => {
    const key = `Public-Lines: 1\nAAAAB3Nz\nPrivate-Lines: 6\n${LINES.join('\n')}\nPrivate-MAC: 67`;
    expect(redactText(key)).toBe('Public-Lines: 1\nAAAAB3Nz\nPrivate-Lines: 6\n[secret: private-key]\nPrivate-MAC: 67');
  });

  it.each([
    `${BEGIN}\n...\n${END}`,
    `${BEGIN}\n***\n${END}`,
    `${BEGIN}${END}`,
    `It begins with ${BEGIN} and then`,
    PEM.replaceAll('RSA PRIVATE', 'PUBLIC').slice(0, 60),
  ])('leaves %s', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe('rules', () => {
  it.each(rules.map((rule) => [rule.family, rule] as const))(
    'has hints and flags as the finder needs them: %s',
    (_, { hints, otherHints = [], pattern, family }) => {
      expect(family).toMatch(/^[a-z0-9.-]+$/);
      expect([...hints, ...otherHints]).not.toEqual([]);
      for (const hint of otherHints) expect(hint).toMatch(/[^\0-\xff]/);
      for (const hint of hints) {
        expect(hint.length).toBeGreaterThan(1);
        expect(hint).toMatch(pattern.sticky ? /^[!-@[-~ ]+$/ : /^[ -~]+$/);
      }
      expect(pattern.sticky || pattern.global).toBe(true);
    },
  );
});
