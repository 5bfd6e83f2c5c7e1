import type { Mode, ModeTerm } from '../../model/mode.ts';

/** What a model is told of a mode: who it is, what to keep and pass over, types, concepts, the language. Same mode, same bytes. */
export function writeInstructions(mode: Mode): string {
  return [
    mode.role,
    titled('Keep:', mode.record),
    titled('Pass over:', mode.skip),
    listed('Types, one for each memory:', mode.types),
    listed('Concepts, those that fit:', mode.concepts),
    sayLanguage(mode.language),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function titled(title: string, text: string): string {
  return text === '' ? '' : `${title}${text.includes('\n') ? '\n' : ' '}${text}`;
}

function listed(title: string, terms: readonly ModeTerm[]): string {
  const lines = terms.map(({ id, description }) => (description === '' ? `- ${id}` : `- ${id}: ${description}`));
  return lines.length === 0 ? '' : [title, ...lines].join('\n');
}

// Types and concepts are looked up by their ids: they have no translation.
function sayLanguage(language: string | undefined): string {
  return language === undefined
    ? "Write in the language of the user's own words."
    : `Write in ${language}, whatever language the record is in. Types, concepts, names, code, paths and quotations stay as they are.`;
}
