import type { Rule } from '../rule.ts';

/** Passwords of NuGet's sources, in its XML. */
export const nuget: Rule = {
  family: 'nuget',
  hints: ['password" value="', 'password"  value="'],
  pattern: /Password" {1,2}value="(?!%[^"%]{1,100}%")(?<secret>[^"\n]{8,500})(?=")/y,
  accept: (password) => new Set(password).size > 3,
};
