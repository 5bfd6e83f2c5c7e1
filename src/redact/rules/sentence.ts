import { standsForAnother } from '../is-secret-value.ts';
import type { Rule } from '../rule.ts';

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
  hints: ['passwort', 'kennwort', 'mot de passe', 'contrase', 'wachtwoord', 'senha'],
  pattern:
    /(?:passwort|kennwort|mot de passe|contrase(?:ñ|n)a|wachtwoord|senha)["'`]?(?: (?:ist|lautet|est|es|is|é):? | ?[:=] ?)["'`„“«(]?(?<secret>[^\s"'`“”„«»]{4,99}[^\s"'`“”„«».,;:!?)}])/iy,
  accept: sentence.accept!,
};

// How it is kept, how long it is, or the path of the working directory.
const METHOD =
  /^[~./]|^(?:sha|md|base|utf|aes|rsa|des|bcrypt|scrypt|argon|pbkdf|rot|hmac|v|rfc|iso|ascii|latin)-?\d|^\d+(?:st|nd|rd|th|[a-z]{0,2})(?:$|-)/i;
