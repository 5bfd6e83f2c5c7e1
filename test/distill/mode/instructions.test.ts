import { describe, expect, it } from 'vitest';
import { CODE } from '../../../src/distill/mode/code.ts';
import { writeInstructions } from '../../../src/distill/mode/instructions.ts';
import { RESEARCH } from '../../../src/distill/mode/research.ts';
import { resolveMode } from '../../../src/distill/mode/resolve-mode.ts';
import { estimateTokens } from '../../../src/model/tokens.ts';

describe('what a model is told of a mode', () => {
  it('is all of it, in the same bytes each time', () => {
    const text = writeInstructions(CODE);
    for (const { id, description } of [...CODE.types, ...CODE.concepts]) expect(text).toContain(`- ${id}: ${description}\n`);
    for (const part of [CODE.role, CODE.record, CODE.skip]) expect(text).toContain(part);
    expect(text).toMatch(/\n\nWrite in the language of the user's own words\.$/);
    expect(writeInstructions(resolveMode('code', () => undefined))).toBe(text);
  });

  it.each([CODE, RESEARCH])('is short: $name', (mode) => {
    expect(estimateTokens(writeInstructions(mode))).toBeLessThanOrEqual(450);
    expect(estimateTokens(writeInstructions({ ...mode, language: 'Brazilian Portuguese' }))).toBeLessThanOrEqual(450);
  });

  it('names the language in one sentence, and nothing else is different', () => {
    const [plain, german] = [CODE, { ...CODE, language: 'German' }].map((mode) => writeInstructions(mode).split('\n'));
    expect(german?.at(-1)).toMatch(/^Write in German, /);
    expect(german?.slice(0, -1)).toEqual(plain?.slice(0, -1));
  });

  it('leaves out what a mode does not say', () => {
    const mode = { name: 'bare', types: [{ id: 'note', description: '' }], concepts: [], role: '', record: 'One.\nTwo.', skip: '' };
    expect(writeInstructions(mode)).toBe(
      "Keep:\nOne.\nTwo.\n\nTypes, one for each memory:\n- note\n\nWrite in the language of the user's own words.",
    );
  });
});
