/** Languages by their code: those for which claude-mem has a mode file. English names, as a model is told them. */
export const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['ar', 'Arabic'],
  ['bn', 'Bengali'],
  ['cs', 'Czech'],
  ['da', 'Danish'],
  ['de', 'German'],
  ['el', 'Greek'],
  ['es', 'Spanish'],
  ['fi', 'Finnish'],
  ['fr', 'French'],
  ['he', 'Hebrew'],
  ['hi', 'Hindi'],
  ['hu', 'Hungarian'],
  ['id', 'Indonesian'],
  ['it', 'Italian'],
  ['ja', 'Japanese'],
  ['ko', 'Korean'],
  ['nl', 'Dutch'],
  ['no', 'Norwegian'],
  ['pl', 'Polish'],
  ['pt', 'Portuguese'],
  ['pt-br', 'Brazilian Portuguese'],
  ['ro', 'Romanian'],
  ['ru', 'Russian'],
  ['sv', 'Swedish'],
  ['th', 'Thai'],
  ['tr', 'Turkish'],
  ['uk', 'Ukrainian'],
  ['ur', 'Urdu'],
  ['vi', 'Vietnamese'],
  ['zh', 'Chinese'],
  ['zh-tw', 'Traditional Chinese'],
]);

/** The English name of a language by its code (`de`, `pt-BR`, `sw`); undefined where the code is none that is known. */
export function nameLanguage(code: string): string | undefined {
  return LANGUAGES.get(code.toLowerCase()) ?? lookUp(code);
}

function lookUp(code: string): string | undefined {
  if (code.length > 35) return undefined;
  try {
    return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code);
  } catch {
    // What does not have the form of a code is refused with an error.
    return undefined;
  }
}
