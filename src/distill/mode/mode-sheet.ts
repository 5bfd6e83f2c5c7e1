import type { Mode, ModeTerm } from '../../model/mode.ts';

/** What one file lays down, in the pieces that a file over it may replace. What it leaves out stays as it was. */
export interface ModeSheet {
  readonly description?: string;
  readonly language?: string;
  readonly types?: readonly ModeTerm[];
  readonly concepts?: readonly ModeTerm[];
  /** Both are the role: claude-mem has it in two pieces. */
  readonly identity?: string;
  readonly observer?: string;
  /** All are what is recorded, for the same reason. */
  readonly record?: string;
  readonly typeGuidance?: string;
  readonly conceptGuidance?: string;
  readonly languageNote?: string;
  readonly skip?: string;
}

/** The mode that sheets make which were laid over each other. */
export function composeMode(name: string, sheet: ModeSheet): Mode {
  const { description, language, types = [], concepts = [], skip = '' } = sheet;
  return {
    name,
    ...(description ? { description } : {}),
    ...(language ? { language } : {}),
    types,
    concepts,
    role: join(sheet.identity, sheet.observer),
    record: join(sheet.record, sheet.typeGuidance, sheet.conceptGuidance, sheet.languageNote),
    skip,
  };
}

function join(...pieces: readonly (string | undefined)[]): string {
  return pieces.filter((piece) => piece !== undefined && piece !== '').join('\n');
}
