/** The length of a text with each wide (CJK) character counted twice: what it says, not how many units it has. */
export function width(text: string): number {
  let wide = 0;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) >= 0x2e80) wide += 1;
  return text.length + wide;
}
