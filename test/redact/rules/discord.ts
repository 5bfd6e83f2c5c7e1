import { any, draw } from './cases.ts';
import type { Cases } from './cases.ts';

const token = `M${any(23)}.${any(6)}.${any(38)}`;
const hook = `${draw('123456789', 18)}/${any(68)}`;

export const discord: Cases = {
  family: 'discord',
  secret: [
    `DISCORD_TOKEN=«${token}»`,
    `Authorization: Bot «${token}»`,
    `client.login("«${token}»") // discord`.replace('client', 'discord'),
    `https://discord.com/api/webhooks/«${hook}»`,
  ],
  other: [`x = ${token}`, `discord ${any(30)}.${any(6)}.${any(10)}`, 'Bot framework', '/api/webhooks/create', `discord\n${token}`],
};
