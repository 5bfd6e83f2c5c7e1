import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { vocabularyWords } from '../../../src/index/vocabulary.ts';
import { parseQuery } from '../../../src/recall/parse.ts';
import { widen } from '../../../src/recall/widen.ts';
import { MIGRATIONS, migrate } from '../../../src/store/sqlite/migrate.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { openScene, type Scene } from '../../contract/store/scene.ts';
import { NOON } from '../../samples.ts';
import { tempFolder } from '../../temp-folder.ts';

const BLANK = { subtitle: '', narrative: '', facts: [], concepts: [], filesRead: [], filesModified: [], evidence: [] };

describe('the vocabulary', () => {
  it('holds the words of the memories there are and no other, whatever happens to them', async () => {
    await using scene = await open();
    const db = openRaw(scene.path);
    const word = fc.constantFrom('alphaBeta', 'betaGamma', 'gammaDelta', 'deltaAlpha');
    const step = fc.oneof(
      fc.record({ what: fc.constant('distill' as const), turn: fc.nat(2), titles: fc.array(word, { maxLength: 3 }) }),
      fc.record({ what: fc.constant('forget' as const), which: fc.nat(9) }),
      fc.record({ what: fc.constant('learn' as const), limit: fc.integer({ min: 1, max: 3 }) }),
    );
    await scene.tell({});
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        run += 1;
        for (const each of steps) await take(scene, each, run);
        expect(listDamage(db)).toEqual([]);
        while ((await scene.store.learnWords(9)) > 0);
        expect(listDamage(db)).toEqual([]);
        const live = await scene.store.list({ order: 'oldest', limit: 999, offset: 0 });
        const words = new Set(live.flatMap((memory) => vocabularyWords(`${memory.title}\n${memory.type}`)));
        expect(column(db, 'select word from vocabulary order by word')).toEqual([...words].toSorted());
      }),
      { numRuns: 30 },
    );
  });

  it('keeps no piece of a word that was forgotten', async () => {
    await using scene = await open();
    const titles = ['xyzzyplugh', ...Array.from({ length: 9 }, (_, i) => `Number ${i}`)];
    const saved = await scene.recall(titles.map((title) => ({ ...BLANK, title })));
    await scene.store.learnWords(99);
    const db = openRaw(scene.path);
    db.exec('create virtual table temp.seen using fts5vocab(main, vocabulary_pieces, row)');
    const pieces = (): unknown[] => column(db, `select term from seen where term in ('xyz', 'yzz', 'xplu', 'num') order by term`);
    expect(pieces()).toEqual(['num', 'xplu', 'xyz', 'yzz']);
    await scene.store.forget([saved[0]!.id], NOON);
    expect(pieces()).toEqual(['num']);
  });

  it('loses the words of a memory that a process of an earlier version forgets', async () => {
    await using scene = await open();
    const [memory] = await scene.recall([{ ...BLANK, title: 'xyzzyplugh', type: '' }]);
    await scene.store.learnWords(9);
    openRaw(scene.path).prepare(`update memory set title = '', forgotten = 1 where id = ?`).run(memory!.id);
    expect(column(openRaw(scene.path), 'select word from vocabulary')).toEqual([]);
  });

  it('learns the memories that were there before it', async () => {
    const path = join(tempFolder(), 'holdfast.db');
    fillEarlierSchema(path);
    await using store = await openSqliteStore({ path, busyTimeoutMs: 1000, clock: Date.now });
    expect(await store.similar(['ensureworkerstrated'], 3)).toEqual(new Map());
    while ((await store.learnWords(2)) > 0);
    expect(await store.similar(['ensureworkerstrated'], 3)).toEqual(new Map([['ensureworkerstrated', ['ensureworkerstarted']]]));
    expect(await store.check()).toEqual([]);
  });

  it('lets a query that is typed wrong find what it meant', async () => {
    await using scene = await open();
    await scene.recall([
      { ...BLANK, title: 'ensureWorkerStarted() hangs' },
      { ...BLANK, title: 'Something else' },
    ]);
    await scene.store.learnWords(9);
    const find = async (text: string): Promise<string[]> => {
      const query = parseQuery(text);
      const { terms } = widen(query, await scene.store.similar(query.words, 3));
      const matches = await scene.store.match(terms, { limit: 9, offset: 0 });
      return (await scene.store.memories(matches.map(({ memory }) => memory.id))).map(({ title }) => title);
    };
    for (const text of ['orkerSta', 'ensureWorkrStarted', 'ensuerworkerstarted', 'started'])
      expect(await find(text)).toEqual(['ensureWorkerStarted() hangs']);
    expect(await find('kubernetes')).toEqual([]);
  });
});

type Step =
  | { readonly what: 'distill'; readonly turn: number; readonly titles: readonly string[] }
  | { readonly what: 'forget'; readonly which: number }
  | { readonly what: 'learn'; readonly limit: number };

async function take({ store, distill }: Scene, step: Step, run: number): Promise<void> {
  if (step.what === 'learn') await store.learnWords(step.limit);
  if (step.what === 'forget') {
    const [memory] = await store.list({ order: 'oldest', limit: 1, offset: step.which });
    if (memory !== undefined) await store.forget([memory.id], NOON);
  }
  if (step.what === 'distill') {
    const drafts = step.titles.map((title, i) => ({ ...BLANK, slot: `slot-${i}`, title }));
    await distill(`prompt-${run}-${step.turn}`, drafts);
  }
}

// Where the count of a word is not that of the lists it is in, or its pieces are not those of a word there is.
function listDamage(db: DatabaseSync): unknown[] {
  return db
    .prepare(`
    select v.word, v.uses, u.lists from vocabulary v
    full join (select w.value as id, count(*) as lists from vocabulary_use, json_each(words) w group by 1) u using (id)
    where v.uses is not u.lists
    union all
    select v.word, t.id, 0 from vocabulary v full join vocabulary_pieces_docsize t using (id) where v.word is null or t.id is null`)
    .all();
}

function fillEarlierSchema(path: string): void {
  const db = new DatabaseSync(path);
  migrate(db, path, MIGRATIONS.slice(0, MIGRATIONS.indexOf('0005-vocabulary.sql')));
  db.exec(`insert into project values ('p', 'p', 0)`);
  const insert = db.prepare(`
    insert into memory (id, type, title, subtitle, narrative, facts, concepts, files_read, files_modified, content, status, authority,
      confidence, evidence, project, session, turn, slot, agent, created_at, updated_at, distilled_by, tokens, forgotten)
    values (?, 'change', ?, '', '', '[]', '[]', '[]', '[]', '{}', 'active', 'user', 1, '[]', 'p', '', '', ?1, 'test', 0, 0, 'user', 0, ?)`);
  for (let i = 0; i < 5; i += 1) insert.run(`memory-${i}`, i === 3 ? 'ensureWorkerStarted' : `Number ${i}`, 0);
  insert.run('wiped', '', 1);
  db.close();
}

async function open(): Promise<Scene & { readonly path: string }> {
  const path = join(tempFolder(), 'holdfast.db');
  return { ...(await openScene(() => openSqliteStore({ path, busyTimeoutMs: 1000, clock: Date.now }))), path };
}

function openRaw(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  return db;
}

function column(db: DatabaseSync, sql: string): unknown[] {
  return db
    .prepare(sql)
    .all()
    .map((row) => Object.values(row)[0]);
}
