import type { Rule } from '../rule.ts';
import { prefixed } from './prefixed.ts';

const OPAQUE = '[A-Za-z0-9]{36,255}';
// The installation tokens of 2026: the number of the app, then a JWT.
const STATELESS = String.raw`\d{1,12}_eyJ[\w-]{10,2000}\.[\w-]{10,4000}\.[\w-]{10,1000}`;

/** Tokens of GitHub: personal, fine-grained, OAuth, of apps and their installations. */
export const github: Rule = prefixed(
  'github',
  ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
  String.raw`${OPAQUE}|${STATELESS}|(?<=github_pat_)\w{82,255}`,
);
