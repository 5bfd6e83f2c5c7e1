import { isRecord, readLine, readTerms, readText, wrongMode } from './mode-field.ts';
import type { ModeSheet } from './mode-sheet.ts';

/** What only mode files of claude-mem have. */
const MARKS = ['observation_types', 'observation_concepts', 'prompts', 'version'];

// The prompts that tell the language in the middle of other things.
const TELL_LANGUAGE = ['footer', 'continuation_instruction', 'output_format_header', 'field_guidance'];

const WRITTEN_IN = /\b(?:[Ww]rite|[Aa]nswer|[Rr]espond|[Rr]eply)\b[^\n]*\bin (?:\p{Lu}|[^\p{ASCII}])/u;
// Its answers are XML, and empty where there is nothing to say. Ours are neither.
const ABOUT_FORMAT = /<\/?[a-z][\w-]*(?:\s[^<>]*)?>|\bXML\b|\bempty (?:response|reply|output|message|string)\b|\bself-closing\b/i;
// "- bugfix: something was broken" and "**type**: MUST be one of": the lists say it.
const LISTED = /^\s*(?:[-*•]\s*[`"*]*[\w-]+[`"*]*\s*[:–—]|\**(?:type|concept)s?\**\s*:)/i;

/** Whether a mode is written in claude-mem's format. */
export function isClaudeMemMode(value: Readonly<Record<string, unknown>>): boolean {
  return MARKS.some((mark) => Object.hasOwn(value, mark));
}

/** Reads a mode file of claude-mem, whole or an override. What is about its XML is left out. Throws `config`. */
export function readClaudeMemMode(value: Readonly<Record<string, unknown>>, name: string): ModeSheet {
  const { name: title, description = title, observation_types: types, observation_concepts: concepts, prompts = {} } = value;
  if (!isRecord(prompts)) throw wrongMode(name, 'prompts has to be an object');
  const read = (key: string): string | undefined =>
    prompts[key] === undefined ? undefined : readText(prompts[key], { name, field: `prompts.${key}` });
  return withoutUndefined({
    description: description === undefined ? undefined : readLine(description, { name, field: 'description' }),
    types: types === undefined ? undefined : readTerms(types, { name, field: 'observation_types' }),
    concepts: concepts === undefined ? undefined : readTerms(concepts, { name, field: 'observation_concepts' }),
    identity: dropFormat(read('system_identity')),
    observer: dropFormat(read('observer_role')),
    record: dropFormat(read('recording_focus')),
    skip: dropFormat(read('skip_guidance')),
    typeGuidance: dropListed(read('type_guidance')),
    conceptGuidance: dropListed(read('concept_guidance')),
    languageNote: noteLanguage(read),
  });
}

function dropFormat(text: string | undefined): string | undefined {
  return text
    ?.replaceAll(/^.*\n[ \t]*(?:-{3,}|={3,})[ \t]*$/gm, '')
    .split('\n')
    .map((line) =>
      toSentences(line)
        .filter((sentence) => !ABOUT_FORMAT.test(sentence))
        .join(' ')
        .trimEnd(),
    )
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function dropListed(text: string | undefined): string | undefined {
  const rest = text?.split('\n').filter((line) => !LISTED.test(line));
  return dropFormat(rest?.map((line) => line.trim()).join('\n'));
}

function noteLanguage(read: (key: string) => string | undefined): string | undefined {
  const told = TELL_LANGUAGE.flatMap((key) => toLines(read(key))).filter((sentence) => isAboutLanguage(sentence));
  const notes = new Set([dropFormat(read('language_instruction')) ?? '', ...told].filter((note) => note !== ''));
  return notes.size === 0 ? undefined : [...notes].join('\n');
}

function isAboutLanguage(sentence: string): boolean {
  return !ABOUT_FORMAT.test(sentence) && (/\blanguages?\b/i.test(sentence) || WRITTEN_IN.test(sentence));
}

function toLines(text = ''): readonly string[] {
  return text.split('\n').flatMap((line) => toSentences(line.trim()));
}

function toSentences(line: string): readonly string[] {
  return line.split(/(?<=[.!?])[ \t]+/);
}

function withoutUndefined(sheet: { readonly [Key in keyof ModeSheet]: ModeSheet[Key] | undefined }): ModeSheet {
  return Object.fromEntries(Object.entries(sheet).filter(([, piece]) => piece !== undefined));
}
