import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../src/recall/parse.ts';
import { chooseTellingWords, couldSpeak, speaksTo, weighWord } from '../../src/recall/gate.ts';
import { sampleMemory } from './sample-memory.ts';

describe('the gate', () => {
  const memory = sampleMemory({ title: 'Retry uploads after EPIPE', narrative: 'The uploader gave up at the first broken socket.' });
  const weigh = (prompt: string, count = 1) => chooseTellingWords(parseQuery(prompt).words).map((word) => weighWord(word, count, 200));

  it('opens for a memory that has three rare words of a prompt', () => {
    expect(speaksTo(memory, weigh('the uploader fails with EPIPE again, the retry does nothing'))).toBe(true);
  });

  it('stays shut for two, for words that many memories have, and for everyday words', () => {
    expect(speaksTo(memory, weigh('does the uploader handle EPIPE on windows laptops'))).toBe(false);
    expect(speaksTo(memory, weigh('the uploader fails with EPIPE again, the retry does nothing', 150))).toBe(false);
    expect(couldSpeak(weigh('yes, please fix the tests and commit the changes again'))).toBe(false);
  });

  it('stays shut where three words are a small part of what was pasted', () => {
    const pasted = Array.from({ length: 40 }, (_, index) => `wombat${'abcdefghij'[index % 10]}${'klmn'[index % 4]}${index}`).join(' ');
    expect(speaksTo(memory, weigh(`uploader EPIPE retry ${pasted}`))).toBe(false);
  });

  it('counts the forms of a word once', () => {
    expect(chooseTellingWords(['upload', 'uploads', 'uploading', 'uploaded', 'x', 'fixed', '42'])).toEqual(['upload']);
  });
});
