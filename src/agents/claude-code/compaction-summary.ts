import { removeSpans, spanText } from './spans.ts';

const HEADING = '\nSummary:\n';
const WHAT_FOLLOWS = [
  '\nIf you need specific details from before compaction',
  '\nPlease continue the conversation from where we left it off',
  '\nContinue the conversation from where it left off',
];

/** The summary in what the client says about a compaction: the model's raw answer in a hook, a framed text in the transcript. */
export function compactionSummary(text: string): string {
  const said = removeSpans(removeSpans(text, 'system-reminder'), 'analysis');
  const tagged = spanText(said, 'summary').trim();
  if (tagged !== '') return tagged;
  const heading = said.indexOf(HEADING);
  const body = heading < 0 ? said : said.slice(heading + HEADING.length);
  const ends = WHAT_FOLLOWS.map((start) => body.lastIndexOf(start)).filter((end) => end >= 0);
  return body.slice(0, Math.min(body.length, ...ends)).trim();
}
