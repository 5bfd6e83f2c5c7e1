import { type Block, readBlocks } from './content-blocks.ts';
import { asFields, asText, type Fields, parseFields } from './loose-json.ts';
import { nativeId } from './native-id.ts';

const LONGEST_NAME = 200;

/** A line of a transcript. What it does not say is empty. */
export interface Line {
  readonly type: string;
  readonly uuid: string;
  readonly session: string;
  readonly promptId: string;
  readonly cwd: string;
  readonly branch: string;
  /** Milliseconds since the epoch; undefined where the line does not say. */
  readonly at: number | undefined;
  readonly subagent: { readonly id: string; readonly type: string } | undefined;
  /** Written by the client, for the model: not what anybody said. */
  readonly meta: boolean;
  readonly blocks: readonly Block[];
  /** All of it, for what only one type of line has. */
  readonly fields: Fields;
}

/** Reads a line. `parent` is the session where the file belongs to one. `undefined`: no JSON object, or none with a type. Never throws. */
export function readLine(text: string, parent = ''): Line | undefined {
  const fields = parseFields(text);
  const type = asText(fields?.['type']);
  if (fields === undefined || type === '') return undefined;
  const message = asFields(fields['message'])?.['content'] ?? fields['message'];
  const uuid = asText(fields['uuid']);
  return {
    type,
    uuid: uuid === '' || uuid.length > LONGEST_NAME ? nativeId.unnamedLine(text) : uuid,
    session: parent || asText(fields['sessionId']).slice(0, LONGEST_NAME),
    promptId: asText(fields['promptId']).slice(0, LONGEST_NAME),
    cwd: asText(fields['cwd']),
    branch: asText(fields['gitBranch']),
    at: timeOf(fields['timestamp']),
    subagent: subagentOf(fields),
    meta: fields['isMeta'] === true,
    blocks: type === 'user' || type === 'assistant' ? readBlocks(message) : [],
    fields,
  };
}

/** Milliseconds since the epoch of a date text. */
export function timeOf(timestamp: unknown): number | undefined {
  const at = Date.parse(asText(timestamp));
  return at >= 0 ? at : undefined;
}

function subagentOf(fields: Fields): Line['subagent'] {
  const id = asText(fields['agentId']).slice(0, LONGEST_NAME);
  if (id === '' && fields['isSidechain'] !== true) return undefined;
  return { id: id || 'sidechain', type: asText(fields['attributionAgent']).slice(0, LONGEST_NAME) };
}
