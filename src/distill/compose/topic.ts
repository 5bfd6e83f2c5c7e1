import { promptLine } from '../evidence/prompt.ts';
import type { Story } from '../evidence/story.ts';
import { contentWords, shared } from '../text/words.ts';

const PATH = /\S*(?:\/\S*|\.[a-z]{1,5}\b\S*)/gi;

/** The words a turn is about: those of the prompt. Paths do not count, their parts are in every sentence about a file. */
export function topicOf(story: Story): ReadonlySet<string> {
  const line = promptLine(story.request.prompt).slice(0, 1_200);
  const words = wordsOf(line);
  return words.size > 0 ? words : contentWords(line);
}

/** How many words of a text, paths aside, belong to a topic. */
export function onTopic(topic: ReadonlySet<string>, text: string): number {
  return shared(topic, wordsOf(text));
}

function wordsOf(text: string): ReadonlySet<string> {
  return contentWords(text.replace(PATH, ' '));
}
