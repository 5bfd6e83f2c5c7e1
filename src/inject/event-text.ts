import type { Event } from '../model/event.ts';
import { nameSource, sourceOf } from '../model/source.ts';

/** What an event is, and of a tool call where its output is from: `prompt`, `tool_call Bash (failed), output from a tool, subagent explorer`. Not inert. */
export function nameEvent(event: Event): string {
  const { kind, call, subagent } = event;
  const tool = call === undefined ? '' : ` ${call.tool}${call.failed ? ' (failed)' : ''}, output from ${nameSource(sourceOf(event))}`;
  return `${kind}${tool}${subagent === undefined ? '' : `, subagent ${subagent.type || subagent.id}`}`;
}

/** What an event says: its words, or what a tool was told and what it gave back. Empty texts left out. Not inert. */
export function textsOf({ text = '', call }: Event): readonly { readonly label: string; readonly text: string }[] {
  const told = call === undefined ? text : Object.entries(call.input).map(writeArgument).join('\n');
  const texts = [
    { label: '', text: told },
    { label: 'Output:', text: call?.output ?? '' },
  ];
  return texts.filter((each) => each.text.trim() !== '');
}

const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/g;

// Further lines stand deeper: none of them can pass for an argument of its own.
function writeArgument([name, value]: [string, unknown]): string {
  return `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`.replace(LINE_END, '$&  ');
}
