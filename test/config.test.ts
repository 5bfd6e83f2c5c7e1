import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findHome, readConfig } from '../src/config.ts';
import { tempFolder } from './temp-folder.ts';

describe('where the memory is', () => {
  it.each([
    [{ HOLDFAST_HOME: '/a', XDG_DATA_HOME: '/b', HOME: '/c' }, '/a'],
    [{ XDG_DATA_HOME: '/b', HOME: '/c' }, '/b/holdfast'],
    [{ HOME: '/c' }, '/c/.holdfast'],
    [{ HOLDFAST_HOME: '', XDG_DATA_HOME: '', HOME: '/c' }, '/c/.holdfast'],
    [{ HOLDFAST_HOME: '/a/../b' }, '/b'],
  ])('is told by the environment: %j', (env, home) => {
    expect(findHome(env)).toBe(home);
  });

  it('has everything in one folder', () => {
    expect(readConfig({ HOLDFAST_HOME: '/a', HOME: '/c' })).toEqual({
      home: '/a',
      database: '/a/holdfast.db',
      spool: '/a/spool',
      log: '/a/holdfast.log',
      switches: '/a/off',
      exclude: { projects: [], paths: [], tools: [], subagents: false, home: '/c' },
      contextTokens: 2000,
      busyTimeoutMs: 1000,
      enabled: true,
      listCapture: false,
      modelProvider: '',
      modelName: '',
      modelUrl: '',
      modelKeyVariable: '',
      modelCommand: [],
      modelEnvironment: [],
      modelDeadlineMs: 120_000,
      modelChildren: 1,
      modelLimits: { tokensPerHour: 0, tokensPerDay: 1_000_000, tokensPerProject: 0, usdPerHour: 0, usdPerDay: 0, usdPerProject: 0 },
      modelPrices: {},
      embedder: '',
      embedderModel: '',
      embedderUrl: 'http://127.0.0.1:11434/v1',
      embedderKeyVariable: '',
      embedderPrefixes: [],
      modelHost: 'https://huggingface.co',
      mode: 'code',
      modeFolder: '',
    });
  });
});

describe('settings', () => {
  it('name the model command in the file', () => {
    const env = withFile('{"modelCommand": ["ask", "--fast"], "modelEnvironment": ["KEY"], "modelChildren": 2}');
    expect(readConfig(env)).toMatchObject({ modelCommand: ['ask', '--fast'], modelEnvironment: ['KEY'], modelChildren: 2 });
    expect(() => readConfig(withFile('{"modelCommand": "ask"}'))).toThrow(/modelCommand has to be a list of texts/);
    expect(() => readConfig(withFile('{"modelCommand": [1]}'))).toThrow(/modelCommand.* has to be a list of texts/);
  });

  it('bound what models take, and say what they cost', () => {
    const file = '{"modelTokensPerHour": 5, "modelUsdPerDay": 0.5, "modelUsdPerProject": "2.5", "modelPrices": {"small.v1": [1, 5, 0.1]}}';
    const modelLimits = {
      tokensPerHour: 5,
      tokensPerDay: 1_000_000,
      tokensPerProject: 0,
      usdPerHour: 0,
      usdPerDay: 0.5,
      usdPerProject: 2.5,
    };
    expect(readConfig(withFile(file))).toMatchObject({ modelLimits, modelPrices: { 'small.v1': [1, 5, 0.1] } });
    const env = { ...withFile(file), HOLDFAST_MODEL_TOKENS_PER_DAY: '0', HOLDFAST_MODEL_USD_PER_DAY: '1.25' };
    expect(readConfig(env).modelLimits).toEqual({ ...modelLimits, tokensPerDay: 0, usdPerDay: 1.25 });
  });

  it('leave out projects, files, tools and subagents', () => {
    const file =
      '{"excludeProjects": ["~/private", "acme"], "excludePaths": ["!~/a", "~b"], "excludeTools": ["mcp__*"], "excludeSubagents": true}';
    const env = { ...withFile(file), HOME: '/c' };
    const exclude = { projects: ['/c/private', 'acme'], paths: ['!/c/a', '~b'], tools: ['mcp__*'], subagents: true, home: '/c' };
    expect(readConfig(env).exclude).toEqual(exclude);
    const other = {
      HOLDFAST_EXCLUDE_TOOLS: 'TodoWrite, Skill',
      HOLDFAST_EXCLUDE_SUBAGENTS: 'Explore',
      HOLDFAST_EXCLUDE_PATHS: '~/x,*.pem',
    };
    expect(readConfig({ ...env, ...other }).exclude).toEqual({
      ...exclude,
      paths: ['/c/x', '*.pem'],
      tools: ['TodoWrite', 'Skill'],
      subagents: ['Explore'],
    });
    expect(readConfig({ ...env, HOLDFAST_EXCLUDE_SUBAGENTS: 'false' }).exclude.subagents).toBe(false);
  });

  it.each([
    ['{"excludeTools": [""]}', /^Setting excludeTools[.\d]* has to be a list of patterns, none of them empty\. /],
    ['{"excludePaths": [1]}', /^Setting excludePaths[.\d]* has to be a list of patterns, none of them empty\. /],
    ['{"excludeProjects": {}}', /^Setting excludeProjects has to be a list of patterns, none of them empty\. /],
    ['{"excludeProjects": null}', /^Setting excludeProjects has to be a list of patterns/],
    ['{"excludeSubagents": 3}', /^Setting excludeSubagents has to be true, false or a list of types of subagents/],
    ['{"excludeSubagents": ["a", " "]}', /^Setting excludeSubagents[.\d]* has to be/],
  ])('that leave something out and are wrong say so in one sentence: %s', (file, complaint) => {
    expect(() => readConfig(withFile(file))).toThrow(complaint);
  });

  it('name an embedder in the file or the environment', () => {
    const file =
      '{"embedder": "openai-compatible", "embedderModel": "nomic", "embedderUrl": "http://localhost:1234/v1/", "embedderPrefixes": ["q: ", "p: "]}';
    expect(readConfig(withFile(file))).toMatchObject({
      embedder: 'openai-compatible',
      embedderModel: 'nomic',
      embedderUrl: 'http://localhost:1234/v1',
      embedderPrefixes: ['q: ', 'p: '],
    });
    const env = { HOLDFAST_EMBEDDER: 'model2vec', HOLDFAST_EMBEDDER_MODEL: 'potion-base-8M', HF_ENDPOINT: 'https://mirror.example/' };
    expect(readConfig({ ...withFile(file), ...env })).toMatchObject({
      embedder: 'model2vec',
      embedderModel: 'potion-base-8M',
      modelHost: 'https://mirror.example',
    });
    expect(readConfig(withFile('{"embedder": "transformer", "embedderModel": "/a/folder"}'))).toMatchObject({ embedder: 'transformer' });
  });

  it('name a mode in the file or the environment', () => {
    const env = withFile('{"mode": "research", "modeFolder": "/a/folder"}');
    expect(readConfig(env)).toMatchObject({ mode: 'research', modeFolder: '/a/folder' });
    expect(readConfig({ ...env, HOLDFAST_MODE: 'code--de' })).toMatchObject({ mode: 'code--de', modeFolder: '/a/folder' });
  });

  it('turn capture off inside a model child: a distiller must not observe itself', () => {
    expect(readConfig({ HOLDFAST_HOME: '/a', HOLDFAST_CHILD: 'mark' })).toMatchObject({ enabled: false });
  });

  it('come from the file, before that from the environment, before that from flags', () => {
    const env = withFile('{"contextTokens": 100, "busyTimeoutMs": 100}');
    expect(readConfig(env)).toMatchObject({ contextTokens: 100, busyTimeoutMs: 100, enabled: true });
    expect(readConfig({ ...env, HOLDFAST_CONTEXT_TOKENS: '200', HOLDFAST_BUSY_TIMEOUT_MS: '200' })).toMatchObject({
      contextTokens: 200,
      busyTimeoutMs: 200,
    });
    expect(readConfig({ ...env, HOLDFAST_CONTEXT_TOKENS: '200' }, { contextTokens: 300, busyTimeoutMs: undefined })).toMatchObject({
      contextTokens: 300,
      busyTimeoutMs: 100,
    });
  });

  it('are turned off by the file or the environment', () => {
    expect(readConfig(withFile('{"enabled": false}')).enabled).toBe(false);
    expect(readConfig({ ...withFile('{}'), HOLDFAST_DISABLE: '1' }).enabled).toBe(false);
    expect(readConfig({ ...withFile('{}'), HOLDFAST_DISABLE: '0' }).enabled).toBe(true);
  });

  it.each([
    ['{"contextTokens": -1}', /contextTokens has to be a whole number from 0 to 8000/],
    ['{"contextTokens": 8001}', /contextTokens/],
    ['{"contextTokens": 1.5}', /contextTokens/],
    ['{"contextTokens": "many"}', /contextTokens/],
    ['{"busyTimeoutMs": 60001}', /busyTimeoutMs/],
    ['{"enabled": "perhaps"}', /enabled/],
    ['{"embedder": "word2vec"}', /embedder has to be one of openai-compatible, model2vec, transformer, or empty/],
    ['{"embedder": "model2vec"}', /embedderModel is missing/],
    ['{"embedder": "model2vec", "embedderModel": "../../etc"}', /embedderModel has to be a name/],
    ['{"embedderUrl": "ftp://host"}', /embedderUrl has to be an address that starts with http/],
    ['{"embedderUrl": "https://me:secret@host/v1"}', /embedderUrl .*without a name or password/],
    ['{"embedderPrefixes": ["one"]}', /embedderPrefixes has to be a list of two texts, or empty/],
    ['{"embedderModel": 7}', /embedderModel has to be a text/],
    ['{"modelTokensPerDay": 1.5}', /modelTokensPerDay has to be a whole number of tokens from 0/],
    ['{"modelUsdPerDay": -0.5}', /modelUsdPerDay has to be a number of US dollars from 0/],
    ['{"modelPrices": {"small": [1, 5]}}', /modelPrices.small.* has to be an object of prices: model name to \[input, output, cached\]/],
    ['{"modelPrices": {"small": [1, 5, "free"]}}', /modelPrices.small.2 has to be an object of prices/],
    ['{"modelPrices": [1, 5, 2]}', /modelPrices has to be an object of prices/],
    ['{"modelKeyVariable": "sk-ant-secret"}', /modelKeyVariable has to be the name of an environment variable, not the key itself/],
    ['{"modelKeyVariable": 7}', /modelKeyVariable has to be the name of an environment variable/],
    ['{"embedderKeyVariable": "sk-secret"}', /embedderKeyVariable has to be the name of an environment variable, not the key itself/],
    ['{"mode": 7}', /mode has to be a text/],
    ['{"modeFolder": "modes"}', /modeFolder has to be the absolute path of a folder, or empty/],
    ['{"contextToken": 100}', /no setting contextToken\./],
    ['[]', /not a JSON object/],
    ['null', /not a JSON object/],
    ['{"contextTokens": 100', /not a JSON object/],
  ])('that are wrong are named, with the file: %s', (text, named) => {
    const env = withFile(text);
    const read = (): unknown => readConfig(env);
    expect(read).toThrow(expect.objectContaining({ code: 'config', message: expect.stringMatching(named) }));
    expect(read).toThrow(join(env.HOLDFAST_HOME, 'config.json'));
  });

  it.each(['null', '""', '" "', '[]', '[5]', 'true', 'false', '{}', '"a lot"'])(
    'of a budget are no limit of 0 where they are %s',
    (value) => {
      for (const setting of ['modelTokensPerDay', 'modelUsdPerDay', 'contextTokens']) {
        const read = (): unknown => readConfig(withFile(`{"${setting}": ${value}}`));
        expect(read).toThrow(expect.objectContaining({ code: 'config', message: expect.stringContaining(`${setting} has to be a`) }));
      }
    },
  );

  it('name the variable with a key, and never repeat a key that stands there instead', () => {
    expect(readConfig(withFile('{"modelKeyVariable": "MY_KEY_2", "embedderKeyVariable": ""}')).modelKeyVariable).toBe('MY_KEY_2');
    for (const setting of ['modelKeyVariable', 'embedderKeyVariable'])
      expect(() => readConfig(withFile(`{"${setting}": "sk-ant-secret"}`))).toThrow(/^(?!.*secret)/);
  });

  it('that do not exist are named shortly, and without what controls a terminal', () => {
    const names = ['\u001b[31mred\n\u202e', 'x'.repeat(5_000), ...Array.from({ length: 100 }, (_, index) => `unknown${index}`)];
    const env = withFile(JSON.stringify(Object.fromEntries(names.map((name) => [name, 1]))));
    const told = `There is no setting [31mred, ${'x'.repeat(39)}…, unknown0, unknown1, unknown2 and 97 more. `;
    expect(() => readConfig(env)).toThrow(told);
    const model = JSON.stringify({ modelPrices: { [`\u001b[2J${'y'.repeat(5_000)}`]: 'free' } });
    expect(() => readConfig(withFile(model))).toThrow(new RegExp(`^Setting modelPrices\\.\\[2Jy{36}… has to be`));
  });

  it('in the environment are checked as well', () => {
    expect(() => readConfig({ HOLDFAST_HOME: '/a', HOLDFAST_CONTEXT_TOKENS: 'many' })).toThrow(expect.objectContaining({ code: 'config' }));
  });

  it('that are there but cannot be read are not taken for none', () => {
    const home = tempFolder();
    mkdirSync(join(home, 'config.json'));
    expect(() => readConfig({ HOLDFAST_HOME: home })).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringContaining('cannot be read') }),
    );
  });
});

function withFile(text: string): { HOLDFAST_HOME: string } {
  const home = tempFolder();
  writeFileSync(join(home, 'config.json'), text);
  return { HOLDFAST_HOME: home };
}
