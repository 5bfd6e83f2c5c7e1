import type { Rule } from '../rule.ts';
import { isVaried } from './prefixed.ts';

const STARTS = '(?<![A-Za-z0-9+/])';
const ENDS = '(?![A-Za-z0-9+/=])';

// Keys that tell at a fixed place what they are for.
const MARKED = [
  String.raw`[A-Za-z0-9+/]{42}(?:AzSe|\+ACR)[A-D][A-Za-z0-9]{5}`,
  String.raw`[A-Za-z0-9+/]{33}(?:AzCa|AIoT|\+ASb|\+AEh|\+ARm)[A-P][A-Za-z0-9+/]{5}=`,
  String.raw`[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}[AQgw]==`,
  String.raw`[A-Za-z0-9+/]{76}(?:APIM|ACDb|\+ABa|\+AMC|\+ASt)[A-Za-z0-9+/]{5}[AQgw]==`,
  String.raw`[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9+/]{26,40}={0,2}`,
  String.raw`[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}`,
];

/** Keys of Azure: of applications, storage, queues and services, and signatures of shared access. Ids of clients are public. */
export const azure: readonly Rule[] = [
  {
    family: 'azure',
    hints: Array.from('0123456789', (digit) => `${digit}Q~`),
    pattern: /(?<![\w~.-])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/g,
    accept: isVaried,
  },
  {
    family: 'azure',
    hints: ['azure_client_secret', 'azureclientsecret', 'arm_client_secret'],
    pattern: /(?:azure|arm)_?client_?secret["']?\s{0,3}(?::=|=>|[:=,])\s{0,3}["']?(?<secret>[\w~.@!#*+/-]{32,44}=?)(?![\w~])/iy,
    accept: isVaried,
  },
  {
    family: 'azure',
    hints: ['accountkey=', 'sharedaccesskey=', 'sharedsecretvalue='],
    pattern: new RegExp(`[A-Za-z]{10,20}=(?<secret>(?:[A-Za-z0-9+/]{86}==|[A-Za-z0-9+/]{43}=))${ENDS}`, 'y'),
    accept: isVaried,
  },
  {
    family: 'azure',
    hints: ['?sig=', '&sig=', ';sig='],
    pattern: /[?&;]sig=(?<secret>[A-Za-z0-9%+/]{43,80}(?:%3[Dd]|=))/y,
    accept: isVaried,
  },
  {
    family: 'azure',
    hints: ['AzSe', '+ACR', 'AzCa', 'AIoT', '+ASb', '+AEh', '+ARm', 'AzFu', 'APIM', 'ACDb', '+ABa', '+AMC', '+ASt', 'JQQJ99', 'AZDO'],
    pattern: new RegExp(`${STARTS}(?:${MARKED.join('|')})${ENDS}`, 'g'),
    accept: isVaried,
  },
];
