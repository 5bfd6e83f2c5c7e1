import { chmodSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { migrate, MIGRATIONS } from '../../src/store/sqlite/migrate.ts';
import { startModelHost } from '../models/embed/model-host.ts';
import { bertTokenizer } from '../models/embed/tokenizers.ts';
import { toF32, toSafetensors } from '../models/embed/write-model.ts';
import { modesBelow } from '../store/modes.ts';
import { hook, promptPayload } from './hook/payload.ts';
import { startServer } from './mcp/server.ts';
import { holdfast, PLUGIN_SERVER, type Ran } from './run.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { takeTurn } from './take-turn.ts';

const MB = 1024 * 1024;

describe.skipIf(process.platform === 'win32')('everything in the folder of the memory is for its owner alone', () => {
  it.each(['000', '077'])('whatever makes it, and whatever was there before, with the umask %s', async (umask) => {
    const box = createSandbox();
    const seen = new Set<string>();
    const look = (): void => findOpen(box, seen);
    leaveOpen(box);
    const within = withUmask(umask);

    // Capture, in a session that migrates what was there.
    const server = startServer(box, { command: [...within, process.execPath, PLUGIN_SERVER] });
    await takeTurn(box, server);
    look();
    server.end();
    await server.ended;
    look();

    // What waits in the spool, and a log that is full.
    const db = new DatabaseSync(join(box.memory, 'holdfast.db'));
    db.exec('begin immediate');
    expect(await hook(box, promptPayload(box, { prompt_id: 'prompt-2' }), { within })).toMatchObject({ code: 0 });
    look();
    db.exec('rollback');
    db.close();

    // Commands, a model, and a damaged database.
    const host = await startModelHost({ 'someone/tiny': TINY });
    const run = (...args: readonly string[]): Promise<Ran> => holdfast(box, args, { within, env: { HF_ENDPOINT: host.url } });
    for (const args of [['remember', 'Deploy on Mondays.'], ['drain'], ['search', 'deploy'], ['model', 'add', 'someone/tiny', '--yes']])
      expect(await run(...args)).toMatchObject({ code: 0 });
    look();
    writeFileSync(join(box.memory, 'holdfast.db'), 'no database'.repeat(1000));
    expect(await run('doctor', '--repair')).toMatchObject({ code: 0 });
    look();

    const kinds = [...seen].map((path) => path.replaceAll(/\d{3,}[\d-]*(T[\d-]+)?(\.claimed.*)?/g, 'N')).toSorted();
    expect([...new Set(kinds)]).toEqual(EVERYTHING);
  });
});

const EVERYTHING = [
  '.',
  'config.json',
  'holdfast.db',
  'holdfast.db-shm',
  'holdfast.db-wal',
  'holdfast.db.backup',
  'holdfast.db.damaged-N',
  'holdfast.log',
  'holdfast.log.1',
  'models',
  'models/tiny',
  'models/tiny/config.json',
  'models/tiny/holdfast-model.json',
  'models/tiny/model.safetensors',
  'models/tiny/tokenizer.json',
  'spool',
  'spool/N.jsonl',
];

const TINY = {
  tags: ['model2vec'],
  files: {
    'config.json': { content: '{}' },
    'tokenizer.json': { content: JSON.stringify(bertTokenizer(['log', 'in'])) },
    'model.safetensors': { content: toSafetensors({ embeddings: toF32([4, 2], [9, 9, 9, 9, 3, 0, 0, 4]) }), large: true },
  },
};

// A memory of an earlier version, restored by somebody with the rights of a careless umask.
function leaveOpen({ memory }: Sandbox): void {
  for (const folder of [memory, join(memory, 'spool'), join(memory, 'models')]) mkdirSync(folder);
  const path = join(memory, 'holdfast.db');
  const db = new DatabaseSync(path);
  migrate(db, path, MIGRATIONS.slice(0, 5));
  db.close();
  writeFileSync(join(memory, 'holdfast.log'), 'x'.repeat(MB));
  writeFileSync(join(memory, 'config.json'), '{}', { mode: 0o600 });
  for (const name of ['holdfast.db', 'holdfast.log']) chmodSync(join(memory, name), 0o666);
  for (const folder of [memory, join(memory, 'spool'), join(memory, 'models')]) chmodSync(folder, 0o777);
}

// Fails over what others could reach; adds what there is to `seen`.
function findOpen({ memory }: Sandbox, seen: Set<string>): void {
  const modes = modesBelow(memory);
  for (const path of Object.keys(modes)) seen.add(path);
  const wanted = Object.keys(modes).map((path) => [path, lstatSync(join(memory, path)).isDirectory() ? 0o700 : 0o600]);
  expect(modes).toEqual(Object.fromEntries(wanted));
}

function withUmask(umask: string): readonly string[] {
  return ['/bin/sh', '-c', `umask ${umask} && exec "$@"`, 'sh'];
}
