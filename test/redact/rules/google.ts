import { any, hex, keys } from './cases.ts';
import type { Cases } from './cases.ts';

const plain = keys('google', ['AIza', `Sy${any(33)}`], ['ya29.', any(120)], ['1//0', any(80)], ['GOCSPX-', any(28)]);

export const google: Cases = {
  family: 'google',
  secret: [...plain.secret, `"private_key_id": "«${hex(40)}»",`, String.raw`\"private_key_id\":\"«${hex(40)}»\"`],
  other: [
    ...plain.other,
    // The key of the samples.
    `AIzaSy${'abcdefghijklmnopqrstuvwxyz'}1234567`,
    'AIZASYCO2CXRMC9ELSKLHLHRMBSWDEVEDZTLO2O',
    '"private_key_id": "DUMMY",',
  ],
};
