import { isSecretValue } from '../is-secret-value.ts';
import type { Rule } from '../rule.ts';
import { NAME_HINTS, nameAround } from '../secret-name.ts';

/** The text of an element whose name means a secret: `<Pass encoding="base64">x</Pass>`, `<string name="api_key">x</string>`. */
export const xmlElement: Rule = {
  family: 'assignment',
  hints: NAME_HINTS,
  pattern: /[\w-]{3,60}(?:["']?(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?|<\/key>\s{0,80}<string>)(?<secret>[^<>\]]{1,500})(?:\]\]>)?<\//iy,
  accept: (secret, { input, index }) => {
    const { start, kind } = nameAround(input, index);
    return (
      kind !== undefined &&
      /[<:>"']/.test(input[start - 1] ?? '') &&
      isSecretValue({ kind, value: secret.trim(), literal: true, quotes: 'plain' })
    );
  },
};
