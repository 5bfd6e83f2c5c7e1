import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/redact/redact.ts';

// § stands where a secret is: no scanner of secrets is to take this file for one that has some.
const fill = (text: string, what: string): string => text.replaceAll('§', what);

describe('a password in a sentence', () => {
  it.each([
    'My password is §.',
    'the password for the staging db is §, use it',
    'The passphrase is: "§"',
    'Das Passwort (password) is now §!',
    'use me@host, password is `§`',
    'Passwort: §',
    'Das Kennwort lautet §.',
    'Le mot de passe est "§"',
    'contraseña = "§"',
    '{"senha": "§"}',
    'Wachtwoord is: §',
    'Passordet er §.',
    'heslo je §',
    'Пароль от базы — в письме, пароль: §',
    'пароль = «§»',
    '密码是§。',
    '数据库密码：§，请保密',
    '管理者のパスワードは「§」です',
    '비밀번호는 §입니다',
    'Lösenordet är §!',
    'Hasło to §',
    'şifresi: §',
    'Şifreniz: §',
    'ПАРОЛЬ:  §',
    '비밀번호가 §',
    'Пароль: §\nЕсли забыли пароль, напишите.',
    'Lösenord: §. Har du glömt ditt lösenord, skriv.',
    'パスワードは § です。密码 x',
    '{"密码":"§","host":"db1.internal.example","port":5432}',
  ])('is hidden, and no more: %s', (text) => {
    for (const secret of [['hunter', '22'].join(''), ['Tr0ub4', 'dor&3x'].join('')]) {
      expect(redactText(fill(text, secret))).toBe(fill(text, '[secret: password]'));
    }
  });

  it.each([
    'The password is wrong.',
    'the password is sha256 hashed',
    'the password is base64-encoded',
    'the password is 8 characters long',
    'the password is 12-digit',
    'The password for user1 is missing',
    'the password should be rotated in q3',
    'The pwd is /srv/app2/build3',
    'the password is $PASSWORD1',
    'the password is <your password 1>',
    'Passwort: mindestens 8 Zeichen',
    'Passwort: siehe Wiki',
    'Le mot de passe est obligatoire.',
    'Contraseña: sha256',
    'Пароль: не меньше 8 символов',
    '密码是sha256加密的',
    '密码长度为8位',
    'パスワードは必須です',
    '비밀번호는 8자 이상',
    '{"密码":"","user":"bob2","host":"x"}',
    '{"пароль":null,"user":"bob2"}',
    '密码：process.env.DB_PASS1',
    '密码：getPassword2()',
    '密码为OAuth2.0协议',
    '密码：https://example.com/reset?id=1',
    'пароль: test_user_1.txt',
  ])('is not seen where there is none: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe('a password that is not quoted', () => {
  it.each([
    ['The db password: §&3x', 'The db password: [secret: assignment]'],
    ['passwd = §|c3d4 # mine', 'passwd = [secret: assignment] # mine'],
    ['password=§&user=x&b=c', 'password=[secret: assignment]&user=x&b=c'],
    ['Pwd=§;Server=x;Database=y', 'Pwd=[secret: assignment];Server=x;Database=y'],
    ['Pwd=§; Server = x', 'Pwd=[secret: assignment]; Server = x'],
  ])('ends with the word, or where a form or a list goes on: %s', (text, expected) => {
    expect(redactText(fill(text, ['Tr0ub', '4dor'].join('')))).toBe(expected);
  });
});
