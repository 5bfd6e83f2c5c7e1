import type { Rule } from '../rule.ts';
import { standsForAnother } from '../stands-for-another.ts';

/** A password in a sentence that says so: `the password for staging is hunter2`. It has letters and digits: others could be any word. */
export const sentence: Rule = {
  family: 'password',
  hints: ['password', 'passphrase', 'passcode', 'passwd', 'pwd'],
  pattern:
    /(?:pass(?:word|phrase|code|wd)|pwd)\)?(?: (?:for|of|to|on|in)(?: [\w.@-]{1,40}){1,4}?)?,? (?:is|was|will be|should be)(?: now)?:? ["'`“(]?(?<secret>[^\s"'`“”]{4,99}[^\s"'`“”.,;:!?)])/iy,
  accept: (secret) => /[A-Za-z]/.test(secret) && /\d/.test(secret) && !METHOD.test(secret) && !standsForAnother(secret),
};

/** The same where the name is not English, also of a field: `Passwort: hunter2`, `"senha": "hunter2"`. */
export const sentenceAbroad: Rule = {
  family: 'password',
  hints: ['passwort', 'kennwort', 'mot de passe', 'contrase', 'wachtwoord', 'senha', 'heslo', 'passord', 'adgangskode', 'salasana'],
  pattern:
    /(?:passwort|kennwort|mot de passe|contrase(?:ñ|n)a|wachtwoord|senha|heslo|passordet|passord|adgangskoden|adgangskode|salasana)["'`]?(?: (?:ist|lautet|est|es|is|é|je|er|on):? | ?[:=] ?)["'`„“«(]?(?<secret>[^\s"'`“”„«»]{4,99}[^\s"'`“”„«».,;:!?)}])/iy,
  accept: sentence.accept!,
};

/** The same in words that are not of ASCII alone: `пароль: hunter2`, `密码是 hunter2`. Where the value ends no blank need follow. */
export const sentenceInOtherScripts: Rule = {
  family: 'password',
  hints: ['senord', 'jelsz'],
  // As one writes them at the start of a sentence and within.
  otherHints: 'парол Парол ПАРОЛ 密码 密碼 パスワード 비밀번호 hasło Hasło şifre Şifre mật_khẩu Mật_khẩu'
    .split(' ')
    .map((hint) => hint.replace('_', ' ')),
  pattern:
    /(?:парол[а-я]{0,2}|密[码碼]|パスワード|비밀번호|(?<=lö)senord(?:et)?|hasło|jelszó|şifre[a-zçğıöşü]{0,6}|mật khẩu)["'`”»」]?(?: {0,2}[:=：＝—–] {0,2}| {0,2}(?:является|是|为|為|は|는|은|가|이|är|to|jest|là):? {0,2})["'`„“«「(]?(?<secret>[!#-&(-_a-~]{3,98}[^\s"'`.,;:!?)}\u0080-\uffff])/iy,
  accept: (secret, match) => sentence.accept!(secret, match) && !CODE.test(secret),
};

// A member, a call, a place, a protocol.
const CODE = /^(?:process|config|settings|env|os|this|self)\b|^\w+\(|:\/\/|^oauth|\.(?:txt|json|ya?ml|ts|js|py|md|env|ini)$/i;
// How it is kept, how long it is, or the path of the working directory.
const METHOD =
  /^[~./]|^(?:sha|md|base|utf|aes|rsa|des|bcrypt|scrypt|argon|pbkdf|rot|hmac|v|rfc|iso|ascii|latin)-?\d|^\d+(?:st|nd|rd|th|[a-z]{0,2})(?:$|-)/i;
