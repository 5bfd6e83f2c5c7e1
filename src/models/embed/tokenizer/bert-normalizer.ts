import type { Normalize } from './steps.ts';

/** What `BertNormalizer` is told; as in Hugging Face's tokenizers, accents go by default where letters are made small. */
interface BertOptions {
  readonly cleanText: boolean;
  readonly chinese: boolean;
  readonly stripAccents: boolean;
  readonly lowercase: boolean;
}

/** Normalises as BERT does: no control characters, one kind of space, ideographs as words of their own, small letters without accents. */
export function createBertNormalizer({ cleanText, chinese, stripAccents, lowercase }: BertOptions): Normalize {
  const steps: Normalize[] = [];
  if (cleanText) steps.push(clean);
  if (chinese) steps.push((text) => text.replaceAll(IDEOGRAPH, ' $& '));
  if (stripAccents) steps.push((text) => text.normalize('NFD').replaceAll(/\p{Mn}/gu, ''));
  if (lowercase) steps.push(toLower);
  return (text) => steps.reduce((normal, step) => step(normal), text);
}

/** Small letters, each for itself: a sigma does not know that it ends a word. */
export function toLower(text: string): string {
  return text.includes('Σ') ? Array.from(text, (char) => char.toLowerCase()).join('') : text.toLowerCase();
}

function clean(text: string): string {
  return text.replaceAll(/(?![\t\n\r])\p{C}|\ufffd/gu, '').replaceAll(/\p{White_Space}/gu, ' ');
}

// The blocks that BERT takes for Chinese, one of them as the original has it and not as Unicode does.
const IDEOGRAPH =
  /[\u{4E00}-\u{9FFF}\u{3400}-\u{4DBF}\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B920}-\u{2CEAF}\u{F900}-\u{FAFF}\u{2F800}-\u{2FA1F}]/gu;
