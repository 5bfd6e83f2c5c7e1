import type { Event } from '../../model/event.ts';
import { LIMITS } from '../../model/limits.ts';
import { readBlocks } from './content-blocks.ts';
import { keptText } from './kept-text.ts';
import { asFields, asText, type Fields } from './loose-json.ts';
import { nativeId } from './native-id.ts';
import { takeQueued } from './prompts.ts';
import { keepBack, lineEvent, type Reading, takeBack } from './reading.ts';
import { type Line, timeOf } from './transcript-line.ts';
import { typedWords } from './typed-words.ts';

/**
 * Reads what became of a prompt typed while the agent worked: `dequeue` gives it back as a line of its own, `popAll` to
 * the user; `remove` means that the agent took it in mid-turn. For the last, clients up to 2.1.29 left no other trace.
 */
export function readQueueOperation(reading: Reading, line: Line): void {
  const content = line.fields['content'];
  switch (line.fields['operation']) {
    case 'enqueue':
      return enqueue(reading, line, asText(content));
    case 'dequeue':
      return takeFirst(reading);
    case 'remove':
      return content === undefined ? tellFirst(reading) : takeNamed(reading, line, asText(content));
    case 'popAll':
      while (takeBack(reading, 'queued') !== undefined);
  }
}

/** Reads an attachment; only that of a prompt the agent took in mid-turn is an event. It belongs to the turn it came into. */
export function readQueuedCommand(reading: Reading, line: Line): void {
  const command = asFields(line.fields['attachment']);
  const words = command === undefined ? undefined : commandWords(command);
  if (command === undefined || words === undefined) return;
  const prompt = takeQueued(reading, line, words)?.prompt ?? reading.state.prompt;
  const event = lineEvent(reading, line, 'prompt', nativeId.prompt(prompt, words), { text: keptText(words, LIMITS.prompt) });
  reading.events.push({ ...event, at: timeOf(command['timestamp']) ?? event.at });
}

// What is not the user's waits as well, nameless, so that the order of the queue stays right.
function enqueue(reading: Reading, line: Line, content: string): void {
  const words = typedWords(content) ?? '';
  const { origin: _, ...event } = lineEvent(reading, line, 'prompt', nativeId.prompt(reading.state.prompt, words), {
    text: keptText(words, LIMITS.prompt),
  });
  keepBack(reading, { stage: 'queued', event });
}

function takeFirst(reading: Reading): void {
  waitForLine(reading, takeBack(reading, 'queued'));
}

function takeNamed(reading: Reading, line: Line, content: string): void {
  waitForLine(reading, takeQueued(reading, line, typedWords(content) ?? ''));
}

function waitForLine(reading: Reading, event: Event | undefined): void {
  if (event?.text) keepBack(reading, { stage: 'taken', event });
}

function tellFirst(reading: Reading): void {
  const event = takeBack(reading, 'queued');
  if (event?.text) reading.events.push(event);
}

function commandWords(command: Fields): string | undefined {
  const kind = asText(asFields(command['origin'])?.['kind']);
  const typed =
    command['type'] === 'queued_command' && (command['commandMode'] ?? 'prompt') === 'prompt' && (kind === '' || kind === 'human');
  if (!typed) return undefined;
  return typedWords(
    readBlocks(command['prompt'])
      .flatMap((block) => (block.kind === 'text' ? block.text : []))
      .join('\n'),
  );
}
