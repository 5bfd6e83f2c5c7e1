import type { Mode } from '../../model/mode.ts';
import { showName } from '../../model/show-name.ts';
import { isClaudeMemMode, readClaudeMemMode } from './claude-mem-mode.ts';
import { nameLanguage } from './languages.ts';
import { isRecord, readLine, readTerms, readText, wrongMode } from './mode-field.ts';
import type { ModeSheet } from './mode-sheet.ts';

const LONGEST_LANGUAGE = 60;
const FIELDS: readonly (keyof Mode)[] = ['name', 'description', 'language', 'types', 'concepts', 'role', 'record', 'skip'];

/** Reads a mode file, whole or an override: in our format or in claude-mem's. Throws nothing but `config`. */
export function parseMode(value: unknown, name: string): ModeSheet {
  if (!isRecord(value)) throw wrongMode(name, 'this is no JSON object');
  return isClaudeMemMode(value) ? readClaudeMemMode(value, name) : readOwn(value, name);
}

function readOwn(value: Readonly<Record<string, unknown>>, name: string): ModeSheet {
  const unknown = Object.keys(value).find((key) => !FIELDS.some((field) => field === key));
  if (unknown !== undefined) throw wrongMode(name, `there is no field ${showName(unknown)}; there are ${FIELDS.join(', ')}`);
  const { description, language, types, concepts, role, record, skip } = value;
  return {
    ...(description === undefined ? {} : { description: readLine(description, { name, field: 'description' }) }),
    ...(language === undefined ? {} : readLanguage(language, name)),
    ...(types === undefined ? {} : { types: readTerms(types, { name, field: 'types' }) }),
    ...(concepts === undefined ? {} : { concepts: readTerms(concepts, { name, field: 'concepts' }) }),
    ...(role === undefined ? {} : { identity: readText(role, { name, field: 'role' }), observer: '' }),
    ...(record === undefined ? {} : readRecord(record, name)),
    ...(skip === undefined ? {} : { skip: readText(skip, { name, field: 'skip' }) }),
  };
}

function readLanguage(value: unknown, name: string): ModeSheet {
  const language = readLine(value, { name, field: 'language' }, LONGEST_LANGUAGE);
  return { language: nameLanguage(language) ?? language, languageNote: '' };
}

function readRecord(value: unknown, name: string): ModeSheet {
  return { record: readText(value, { name, field: 'record' }), typeGuidance: '', conceptGuidance: '' };
}
