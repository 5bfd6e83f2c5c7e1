import type { Story } from '../evidence/story.ts';

const WHY = /\b(?:why|because|the reason|so that|on purpose|by design|intentional(?:ly)?)\b/i;
const HOW = /\b(?:how|what (?:does|is|are|happens)|explain|where|which|when does|understand|trace|work(?:s|ing)?)\b/i;
const GOTCHA =
  /\b(?:gotcha|careful|beware|silently|surprising(?:ly)?|unexpected(?:ly)?|turns out|caveat|edge case|race condition|never (?:runs|fires|called)|default(?:s)? to|only (?:if|when|works))\b/i;
const PATTERN = /\b(?:pattern|convention|idiom(?:atic)?|best practice|consisten(?:t|cy))\b/i;
const TRADE_OFF = /\b(?:trade-?offs?|instead of|rather than|pros? and cons?|downsides?|alternatives?|versus|vs\.?|option [1-9a-d]\b)/i;

/** The concepts of claude-mem that apply, at most four, never none. */
export function conceptsOf(story: Story, type: string, facts: readonly string[]): readonly string[] {
  const asked = story.request.wishes
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 1_000);
  const told = facts.join(' ');
  const found: string[] = [];
  if (type === 'bugfix' || story.failures.some((failure) => failure.fix !== undefined)) found.push('problem-solution');
  if (type !== 'discovery') found.push('what-changed');
  if (type === 'discovery' && HOW.test(asked)) found.push('how-it-works');
  if (WHY.test(`${asked} ${told}`)) found.push('why-it-exists');
  if (GOTCHA.test(told)) found.push('gotcha');
  if (TRADE_OFF.test(`${asked} ${told}`)) found.push('trade-off');
  if (PATTERN.test(told)) found.push('pattern');
  return found.length === 0 ? ['how-it-works'] : found.slice(0, 4);
}
