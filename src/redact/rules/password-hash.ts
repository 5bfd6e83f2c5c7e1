import type { Rule } from '../rule.ts';

/** Hashes of passwords as systems and servers store them: crypt, bcrypt, Argon2, scrypt, PBKDF2, LDAP, MySQL. */
export const passwordHash: Rule = {
  family: 'password-hash',
  hints: [
    '$1$',
    '$2a$',
    '$2b$',
    '$2x$',
    '$2y$',
    '$5$',
    '$6$',
    '$7$',
    '$y$',
    '$gy$',
    '$apr1$',
    '$argon2',
    '$scrypt$',
    '$pbkdf2',
    'pbkdf2_sha',
    '{sha}',
    '{ssha',
    '{smd5}',
  ],
  pattern:
    /\$2[abxy]\$\d\d\$[./A-Za-z\d]{53}|\$(?:1|5|6|7|y|gy|apr1)\$[^\s:"'`$]{1,64}\$[^\s:"'`,;)]{16,200}|\$(?:argon2id?|argon2d|scrypt|pbkdf2(?:-sha\d{1,3})?)\$[^\s:"'`]{30,300}|pbkdf2_sha\d{1,3}\$\d{1,8}\$[^\s:"'`]{30,200}|\{(?:ssha(?:\d{3})?|sha|smd5)\}[A-Za-z\d+/=]{20,200}/iy,
};
