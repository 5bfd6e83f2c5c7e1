import type { Rule } from '../rule.ts';

const USER = '(?<secret>[0-9a-f]{8}:[0-9a-f]{8})';

/** What is paid for the commercial gems of Sidekiq: a user in the address of their host, or in a setting of Bundler. */
export const sidekiq: readonly Rule[] = [
  {
    family: 'sidekiq',
    hints: ['.contribsys.com'],
    pattern: new RegExp(String.raw`https?://${USER}@(?:gems|enterprise)\.contribsys\.com`, 'g'),
  },
  {
    family: 'sidekiq',
    hints: ['__contribsys__com'],
    pattern: new RegExp(String.raw`__(?:CONTRIBSYS__COM|contribsys__com)["']?[ \t]{0,9}[:=]{1,2}[ \t]{0,9}["']?${USER}(?!\w)`, 'y'),
  },
];
