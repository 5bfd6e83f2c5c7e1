import { nativeId } from './native-id.ts';
import { keepBack, lineEvent, type Reading, takeBack } from './reading.ts';
import { spanText } from './spans.ts';
import { toolCall, withOutput } from './tool-call.ts';
import type { Line } from './transcript-line.ts';

/** Reads the two lines of a command that the user ran with `!`: the command, then what it printed. False for any other line. */
export function readShellLine(reading: Reading, line: Line, text: string): boolean {
  if (text.startsWith('<bash-input>')) {
    const call = toolCall('Bash', { command: spanText(text, 'bash-input') }, '', false);
    keepBack(reading, { stage: 'shell', event: lineEvent(reading, line, 'tool_call', nativeId.line(line.uuid), { call }) });
    return true;
  }
  if (!text.startsWith('<bash-stdout>') && !text.startsWith('<bash-stderr>')) return false;
  const command = takeBack(reading, 'shell');
  if (command?.call === undefined) return true;
  const output = [spanText(text, 'bash-stdout'), spanText(text, 'bash-stderr')].filter((part) => part !== '').join('\n');
  reading.events.push({ ...command, call: withOutput(command.call, output) });
  return true;
}
