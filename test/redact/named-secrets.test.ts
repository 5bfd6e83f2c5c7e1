import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/redact/redact.ts';

// § stands where a secret is, written so that no scanner of secrets takes this file for one that has some.
const PASSWORD = ['hunter', '2', 'X'].join('');
const KEY = ['q7Zt', '9Xw2', 'Lm4R', 'b8Vc', '1Ns6', 'Hy3K'].join('');

const fill = (line: string, what: string): string => line.replaceAll('§', what);

describe('values of names that mean a secret', () => {
  it.each([
    'DB_PASSWORD=§',
    'export DB_PASSWORD=§\nnext',
    'DB_PASSWORD="§"',
    "PGPASSWORD='§' psql -h db",
    'PGPASSWORD=§ psql -h db',
    'password = §',
    'Password=§',
    'password: §\nuser: me',
    '  password: "§",',
    '{"password": "§", "port": 22}',
    String.raw`{\"password\": \"§\", \"port\": 22}`,
    String.raw`"{\\\"password\\\":\\\"§\\\",\\\"port\\\":22}"`,
    String.raw`DB_PASSWORD=§\nDB_PORT=1`,
    "const userPassword = '§';",
    'let sshPassphrase = `§`',
    "$dbpasswd = '§';",
    "$config['password'] = '§';",
    "config[:password] => '§'",
    'os.environ["DB_PASSWORD"] = "§"',
    "define( 'DB_PASSWORD', '§' );",
    'setenv("DB_PASSWORD", "§", 1)',
    '<Pass>§</Pass>',
    '<Pass encoding="base64">§</Pass>',
    '<password><![CDATA[§]]></password>',
    '<string name="db_password">§</string>',
    '<key>Password</key>\n\t<string>§</string>',
    '<connection user="me" password="§"/>',
    '<property name="Passphrase" value="§"/>',
    'char password[] = "§";',
    'const Password string = "§"',
    '{"name": "DB_PASSWORD", "value": "§"}',
    '- name: DB_PASSWORD\n  value: "§"',
    'mysql --user=me --password=§ --host=db',
    'tool --password § --host db',
    "New-Thing -Password '§' -Id 1",
    'Server=db;Database=app;Uid=me;Pwd=§;',
    'https://host/login?user=me&password=§&next=1',
    '   12→  password: §',
    '+  "password": "§",',
    'login failed: password=§, user=me',
  ])('hides a password, and no more: %s', (line) => {
    expect(redactText(fill(line, PASSWORD))).toBe(fill(line, '[secret: assignment]'));
  });

  it.each([
    'API_KEY=§',
    'const apiKey = "§"',
    'api-key: §',
    'X-Api-Key: §',
    'secret_key_base: §',
    'client_secret=§&grant_type=x',
    'oauth_token: "§"',
    '{"accessToken":"§"}',
    "define('NONCE_SALT', '§');",
    'AWS_SECRET_ACCESS_KEY = §',
    'tool -authToken § run',
    'token="§"',
    'auth = "§"',
    'const encryptionKey: string = "§"',
  ])('hides a key: %s', (line) => {
    expect(redactText(fill(line, KEY))).toBe(fill(line, '[secret: assignment]'));
  });

  it.each([
    ["SECRET_KEY = '§'", 'zh!=!gq(w^_t[sBR29954x)HI+$ehw'],
    ['DB_PASSWORD=§', 'a,b;c(d)&e1'],
    ['password: "§"', String.raw`with \" and ' in 1t`],
    ['"password": "§', 'cutOff1'],
  ])('hides what has quotes, signs and spaces in it: %s', (line, secret) => {
    expect(redactText(line.replace('§', () => secret))).toBe(line.replace('§', '[secret: assignment]'));
  });

  it.each([
    'password = process.env.DB_PASSWORD',
    'password = getPassword()',
    'password = user.password;',
    'connect(user=user, password=password)',
    'const { password, token } = req.body;',
    'function login(user: string, password: string): Promise<Token>',
    '  token: string;\n  password: string;',
    '  password: string\n  token?: Token',
    'Password string `json:"password"`',
    'let password: String = String::new();',
    'password: ***',
    'password: <your password>',
    'PASSWORD=$PASSWORD',
    'PASSWORD=${PASSWORD:-}',
    'token: ${{ secrets.GITHUB_TOKEN }}',
    'password: "{{ vault_password }}"',
    'password: %(password)s',
    'password: null',
    'DB_PASSWORD=',
    'DB_PASSWORD=your_password_here',
    'API_KEY=your-api-key',
    'API_KEY=xxxxxxxxxxxxxxxxxxxxxxxx',
    'the password is wrong',
    'Password: required',
    '"password": "Enter your password"',
    'password: "Password must have at least 8 characters"',
    'tokens: 1200',
    'max_tokens=4096',
    'token_type: bearer',
    'tokenType: "Bearer"',
    'nextPageToken: "q7Zt9Xw2Lm4Rb8Vc"',
    'secretName: my-secret',
    'passwordField: "input9"',
    'const token = tokens[i];',
    'token := lexer.Next()',
    'token == "EOF1234567"',
    'key: "value12345678"',
    'publicKey = "q7Zt9Xw2Lm4Rb8Vc1Ns6"',
    'expected token "}" but got "]"',
    'Error: invalid token: unexpected end of JSON input',
    'type="password" name="password" id="password"',
    '--- PASS: TestLogin/wrong_password (0.01s)',
    'PASS=0',
    'PASS: 12 FAIL: 3',
    'Auth=1',
    'auth: oauth2',
    'PWD=/home/me/project',
    'author = "me1234567890@example.com"',
    'monkey: banana123456789',
    'keyboard: qwerty1234567',
    'passed: 12345678',
    'compass = north12345',
    'bypass: abcdef12345',
    'this.password = password;',
    'if (!password) throw new Error("no password")',
    'password?: string',
    'SecretKey::new(bytes)',
    'import { token } from "./token.ts"',
    'TOKEN=`cat /run/secrets/token`',
    'password=[secret: assignment]',
    'password: [private]',
  ])('leaves %s', (line) => {
    expect(redactText(line)).toBe(line);
  });
});
