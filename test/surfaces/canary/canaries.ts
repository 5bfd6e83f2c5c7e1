import { randomBytes } from 'node:crypto';

/** A secret that is planted somewhere, and must be found nowhere. */
export interface Canary {
  /** Where it comes from. */
  readonly place: string;
  readonly secret: string;
}

/** Secrets of a run, each another, none of them a real one. */
export interface Canaries {
  readonly all: readonly Canary[];
  /** Makes one for a place: of a shape that is known, or of any. */
  plant(place: string, shape?: Shape): string;
}

export type Shape = 'github' | 'anthropic' | 'stripe' | 'aws' | 'slack' | 'word' | 'key';

/** Starts a run. */
export function createCanaries(): Canaries {
  const all: Canary[] = [];
  return {
    all,
    plant(place, shape = 'word') {
      const secret = SHAPES[shape]();
      all.push({ place, secret });
      return secret;
    },
  };
}

/** The canaries that stand in a text, as they are or in a longer part of them, in any case: an index takes names apart. */
export function findCanaries(bytes: Uint8Array | string, canaries: readonly Canary[]): readonly string[] {
  const text = (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('latin1')).toLowerCase();
  return canaries.filter(({ secret }) => partsOf(secret).some((part) => text.includes(part))).map(({ place }) => place);
}

// Put together here, so that nobody takes this file for a leak.
const SHAPES: Readonly<Record<Shape, () => string>> = {
  github: () => `${['gh', 'p'].join('')}_${letters(36)}`,
  anthropic: () => `${['sk', 'ant', 'api03'].join('-')}-${letters(93)}AA`,
  stripe: () => `${['sk', 'live'].join('_')}_${letters(24)}`,
  aws: () => letters(40),
  slack: () => `${['xo', 'xb'].join('')}-${digits(12)}-${digits(12)}-${letters(24)}`,
  word: () => `Vq${letters(14)}7x`,
  key: privateKey,
};

function privateKey(): string {
  const body = Array.from({ length: 20 }, () => letters(64)).join('\n');
  const name = ['RSA', 'PRIVATE', 'KEY'].join(' ');
  return `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----`;
}

function partsOf(secret: string): readonly string[] {
  return (secret.match(/[A-Za-z0-9]{12,}/g) ?? [secret]).map((part) => part.toLowerCase());
}

function letters(length: number): string {
  let made = '';
  while (made.length < length) made += randomBytes(96).toString('base64').replace(/[+/=]/g, '');
  return made.slice(0, length);
}

function digits(length: number): string {
  return Array.from({ length }, () => Math.floor(Math.random() * 10)).join('');
}
