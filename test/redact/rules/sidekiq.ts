import type { Cases } from './cases.ts';

const user = ['cafe', 'b4b3:d3ad', 'b33f'].join('');

export const sidekiq: Cases = {
  family: 'sidekiq',
  secret: [
    `https://«${user}»@gems.contribsys.com/`,
    `http://«${user}»@enterprise.contribsys.com:80/x?y=1`,
    `BUNDLE_GEMS__CONTRIBSYS__COM=«${user}»`,
    `bundle_enterprise__contribsys__com: "«${user}»"`,
  ],
  other: ['https://gems.contribsys.com/', `https://${user}@gems.example.com`, 'BUNDLE_GEMS__CONTRIBSYS__COM=user:password'],
};
