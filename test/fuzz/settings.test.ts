import * as fc from 'fast-check';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { HoldfastError } from '../../src/model/error.ts';
import { openExclusions } from '../../src/workspace/exclusions.ts';
import { openModes } from '../../src/workspace/read-modes.ts';
import { tempFolder } from '../temp-folder.ts';
import { anyConfig, anyIgnoreFile, anyMode, anyPath, anyPattern } from './any-settings.ts';
import { campaign, inTime, PATIENCE_MS, SEED } from './campaign.ts';
import { cpuMs } from './cpu-ms.ts';

// Of tools and subagents, as events have them.
const LONGEST_NAME = 200;
// A hook has a second in all.
const SOON_MS = 1000;
// oxlint-disable-next-line no-control-regex -- what must not be there
const SENTENCE = /^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e]{10,600}\.$/;

describe(`any settings, from seed ${SEED}`, { timeout: PATIENCE_MS }, () => {
  it('in config.json are settings, or refused with the one error', () => {
    const home = tempFolder();
    fc.assert(
      fc.property(anyConfig, (bytes) => {
        writeFileSync(join(home, 'config.json'), bytes);
        const read = attempt(() => readConfig({ HOLDFAST_HOME: home, HOME: home }));
        expect(read instanceof HoldfastError ? SENTENCE.test(read.message) : read.home === home && typeof read.enabled === 'boolean').toBe(
          true,
        );
      }),
      campaign(400),
    );
  });

  it('in a mode file are a mode, or one sentence says what is wrong, and all modes can be listed', async () => {
    const home = tempFolder();
    mkdirSync(join(home, 'modes'));
    await fc.assert(
      fc.asyncProperty(
        anyMode,
        inTime(async (bytes) => {
          writeFileSync(join(home, 'modes', 'mine.json'), bytes);
          const modes = openModes({ home, modeFolder: '' });
          const mode = await modes.load('mine').catch((error: unknown) => attempt(() => raise(error)));
          expect(
            mode instanceof HoldfastError ? SENTENCE.test(mode.message) : mode.types.length > 0 && modes.tell(mode).isWellFormed(),
          ).toBe(true);
          expect((await modes.list()).some(({ name }) => name === 'mine')).toBe(true);
        }),
      ),
      campaign(250),
    );
  });

  it('in .holdfastignore are rules that answer soon, about any path', async () => {
    const root = tempFolder();
    const everywhere = { aliases: [`folder:${root}`], name: 'work', cwd: root, root };
    await fc.assert(
      fc.asyncProperty(
        anyIgnoreFile,
        fc.array(anyPattern, { maxLength: 3 }),
        fc.array(anyPath, { minLength: 1, maxLength: 5 }),
        inTime(async (bytes, given, paths) => {
          writeFileSync(join(root, '.holdfastignore'), bytes);
          const patterns = given.filter((pattern) => pattern.trim() !== '');
          const began = cpuMs();
          const exclusions = openExclusions(
            { projects: patterns, paths: patterns, tools: patterns, subagents: patterns, home: root },
            Date.now,
            0,
          );
          const rules = await exclusions.rulesAt(everywhere);
          for (const path of paths)
            for (const ask of [rules.excludeTool, rules.excludeSubagent]) expect(typeof ask(path.slice(0, LONGEST_NAME))).toBe('boolean');
          for (const path of paths) expect(typeof rules.excludeFile(path, root)).toBe('boolean');
          expect(cpuMs() - began).toBeLessThan(SOON_MS);
        }),
      ),
      campaign(150),
    );
  });
});

// The value, or our own error; any other is thrown on.
function attempt<T>(read: () => T): T | HoldfastError {
  try {
    return read();
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'config') return error;
    throw error;
  }
}

function raise(error: unknown): never {
  throw error;
}
