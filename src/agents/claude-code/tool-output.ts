import { keptInput } from './kept-input.ts';
import { fileNote } from './kept-text.ts';
import { asFields, asText, type Fields } from './loose-json.ts';

/** The text of a tool's answer, from any shape the client has for it: a text, content blocks, or a tool's own fields. */
export function toolOutput(response: unknown): string {
  if (typeof response === 'string') return response;
  if (Array.isArray(response)) return response.map(blockText).join('\n');
  const fields = asFields(response);
  return fields === undefined ? '' : fieldsText(fields);
}

function blockText(block: unknown): string {
  if (typeof block === 'string') return block;
  const fields = asFields(block);
  if (fields === undefined) return '';
  if (typeof fields['text'] === 'string') return fields['text'];
  const source = asFields(fields['source']) ?? fields;
  return fileNote(asText(fields['type']) || 'content', asText(source['data']));
}

function fieldsText(fields: Fields): string {
  const streams = [fields['stdout'], fields['stderr']].map(asText).filter((text) => text !== '');
  if (streams.length > 0 || 'stdout' in fields) return streams.join('\n');
  const file = asFields(fields['file']);
  if (file !== undefined)
    return typeof file['content'] === 'string' ? file['content'] : fileNote(asText(fields['type']) || 'file', asText(file['base64']));
  if (typeof fields['filePath'] === 'string') return `The file ${fields['filePath']} has been updated.`;
  if (typeof fields['content'] === 'string' || Array.isArray(fields['content'])) return toolOutput(fields['content']);
  return toJson(fields);
}

// What is nested too deeply is not written as a whole.
function toJson(fields: Fields): string {
  try {
    return JSON.stringify(fields);
  } catch {
    return JSON.stringify(keptInput(fields).input);
  }
}
