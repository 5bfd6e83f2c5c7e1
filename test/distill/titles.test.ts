import { describe, expect, it } from 'vitest';
import { calls, edits, prompt, reads, ROOT, runs, says, work, workAfter } from './story-of.ts';

const writes = (file: string, content: string) => calls('Write', { file_path: `${ROOT}/${file}`, content }, 'File created');

describe('the title of a turn that changed something', () => {
  it('is the whole sentence that says what is so now, not a request that leans on what was said before', () => {
    const draft = work(
      prompt('Always end byte counts with Bytes. Rename what is left.'),
      edits('src/upload.js'),
      says('Sizes are in bytes now: LIMIT became LIMIT_BYTES in src/upload.js. The tests pass.'),
    );
    expect(draft.title).toBe('Sizes are in bytes now: LIMIT became LIMIT_BYTES in src/upload.js');
  });

  it.each([
    ['Write that down in docs/cache.md.', 'Written down in docs/cache.md.'],
    ['can you write me this into a markdown file?', 'Done.'],
  ])('is the document that was written: %s', (request, closing) => {
    const draft = work(prompt(request), writes('docs/cache.md', '# Why entries expire\n\nBecause.'), says(closing));
    expect(draft.title).toBe('Wrote docs/cache.md: Why entries expire');
  });

  it('names the files that were written where they have no heading', () => {
    const draft = work(prompt('add this to the notes'), writes('notes.md', 'plain'), says('Done.'));
    expect(draft.title).toBe('Wrote notes.md');
  });

  it('is what a command shows now, where that is told by an example', () => {
    const draft = work(
      prompt("do the hint if it's small"),
      edits('src/cli.ts'),
      says(
        "Done. Now when you run `pack list`, you'll see:\n\n```\nHint: give a folder with --in\n\nUsage: pack [options]\nmore\nand more\nand more\nand more\nand more\n```",
      ),
    );
    expect(draft.title).toMatch(/pack list now shows: Hint: give a folder with --in/i);
  });

  it('does not lose the verb of a long sentence', () => {
    const draft = work(
      prompt('remove the suffix'),
      says("I'll update both exportTable and exportChart to leave out the suffix."),
      edits('src/export.ts'),
      says('Done. Both the interactive and the scripted (with the `--silent` flag set) export paths of the tool have been updated.'),
    );
    expect(draft.title).toBe('Update both exportTable and exportChart to leave out the suffix');
  });

  it.each(['Yes, we just fixed exactly that issue.', 'The reviewer has approved the changes.', 'I can now explain the scenario.'])(
    'is never "%s"',
    (closing) => {
      const draft = work(
        prompt('the parser dropped the last column, right?'),
        edits('src/parse.ts'),
        says(`${closing} Added a column guard to parseRow.`),
      );
      expect(draft.title).toBe('Added a column guard to parseRow');
    },
  );

  it.each([
    ['## Old code\n\n**Cost per egg:** two pots and three lids\n\n## New code\n\nOne pot holds all eggs now.', 'Boil the eggs in one pot'],
    ['Before: each egg is in a pot of its own.\n\nAfter: one pot holds all the eggs.', 'Boil the eggs in one pot'],
    [
      '**Before (slow):**\n- Each egg is now in a pot of its own\n\n**After:**\n- Removed four of the five pots',
      'Removed four of the five pots',
    ],
  ])('is not how things were before, where before and after are compared: %s', (closing, title) => {
    const draft = work(prompt('boil the eggs in one pot'), edits('a.ts'), edits('b.ts'), says(closing));
    expect(draft.title).toBe(title);
    expect(JSON.stringify(draft)).not.toMatch(/two pots|of its own/);
  });

  it('may be under a heading such as "Before" where nothing is compared', () => {
    const draft = work(prompt('clean up'), edits('a.ts'), edits('b.ts'), says('## Before\n\nRemoved the lid of the smaller pot.'));
    expect(draft.title).toBe('Removed the lid of the smaller pot');
  });

  it.each(['Added the note.', 'Updated both paragraphs.', 'Added the kitchen note.'])(
    'has the only changed file with it where it names nothing: %s',
    (closing) => {
      const draft = work(prompt('remember that for me'), edits('docs/kettle.md'), says(`${closing} Now it can be found.`));
      expect(draft.title).toBe(`${closing.slice(0, -1)} (kettle.md)`);
    },
  );

  it('names a thing where any sentence does', () => {
    const draft = work(
      prompt('remember that for me'),
      edits('docs/kettle.md'),
      edits('docs/lid.md'),
      says('Added the kitchen note. Added `whistleTwice` to docs/kettle.md.'),
    );
    expect(draft.title).toBe('Added whistleTwice to docs/kettle.md');
  });
});

describe('the title of a turn that answered something', () => {
  it('is the answer, not the question', () => {
    const draft = work(
      prompt('Does SQLite have a hook for this?'),
      reads('src/db.ts'),
      says('SQLite calls no hook when a WAL checkpoint is skipped, because it returns early.'),
    );
    expect(draft.title).toBe('SQLite calls no hook when a WAL checkpoint is skipped, because it returns early');
  });

  it('is question and answer where the answer leans on the question', () => {
    const draft = work(
      prompt('Can you check if the tests in test/very/deep/upload_test.ts are duplicated?'),
      reads('test/very/deep/upload_test.ts'),
      says("They're not duplicated - they cover different limits of the uploader, and each of them can fail alone."),
    );
    expect(draft.title).toBe("Check if the tests in upload_test.ts are duplicated → They're not duplicated");
  });

  it.each([
    [
      'the whole answer, where the question leaves it room',
      'Is the lid hot?',
      'It stays cold as long as the whistle is on it, even in July.',
    ],
    [
      'its first clause',
      'Is the lid hot?',
      'It never becomes hot - the whistle takes all of the steam away from it long before it could warm up.',
    ],
  ])('has %s', (_, question, answer) => {
    const draft = work(prompt(question), reads('lid.ts'), says(answer));
    expect(draft.title).toBe(`Is the lid hot → ${answer.split(' - ')[0]!.replace(/\.$/, '')}`);
  });

  it('is the question where its answer would be cut in the middle', () => {
    const answer = 'It has no lid of its own in any of the kitchens that were built before the old stove was taken out of them.';
    const draft = work(prompt('Why is the kettle of the second kitchen so loud?'), reads('lid.ts'), says(answer));
    expect(draft.title).toBe('Why is the kettle of the second kitchen so loud?');
    expect(draft.subtitle).toBe(answer.slice(0, -1));
  });

  it('is no condition without what follows from it, also behind a label', () => {
    const draft = work(
      prompt('where is stackPots and what is it for?'),
      reads('pots.ts'),
      says(
        "It's in `pots.ts`.\n\n**Purpose:** When several pots are put on the same plate (same size), it stacks them by their age and their lids.",
      ),
    );
    expect(draft.title).toBe('Where is stackPots and what is it for?');
  });

  it.each(['Do me a full summary of the approach with option 5', 'Give me a full version again with these two explanations included'])(
    'is the heading of a text that was asked for: %s',
    (request) => {
      const draft = work(
        prompt(request),
        says('## Cache Partitions by Tenant\n\n### Problem\n\nAll tenants share one cache, which evicts small ones first.'),
      );
      expect(draft.title).toBe('Cache Partitions by Tenant');
    },
  );

  it('stays the question where there is no answer in a sentence, and is worth less', () => {
    const draft = work(
      prompt('Which of the three importers reads the legacy archive?'),
      reads('a.ts'),
      reads('b.ts'),
      reads('c.ts'),
      says('Let me look further.'),
    );
    expect(draft.title).toBe('Which of the three importers reads the legacy archive?');
    expect(draft.confidence).toBeLessThan(0.5);
  });
});

describe('what a short answer of the user means', () => {
  it('is the offer the turn before closed with', () => {
    const draft = workAfter(
      'The cache has two writers.\n\nShould I remove the second writer from src/cache.ts?',
      prompt('yes'),
      edits('src/cache.ts'),
      says('Done.'),
    );
    expect(draft.title).toBe('Remove the second writer from src/cache.ts');
    expect(draft.content['summary']).toMatchObject({ request: 'yes (to: remove the second writer from src/cache.ts)' });
    expect(draft.evidence).toContain('before');
  });

  it('is the option of that number', () => {
    const options = '1. **Lock the file** - simple\n2. **Write to a new file and rename it** - safe\n\nWhich one do you prefer?';
    const draft = workAfter(options, prompt('option 2'), edits('src/save.ts'), says('Done.'));
    expect(draft.title).toMatch(/^Write to a new file and rename it/);
  });

  it('is not guessed: two offers, two lists, or a prompt with words of its own', () => {
    const twice = workAfter('Should I keep the old index or drop the new one?', prompt('yes'), edits('src/a.ts'), says('Done.'));
    expect(twice.title).toBe('Changed a.ts');
    const lists = workAfter('1. First cause here\n\nand\n\n1. First remedy here', prompt('1'), edits('src/a.ts'), says('Done.'));
    expect(lists.title).toBe('Changed a.ts');
    const own = workAfter('Should I remove the second writer?', prompt('rename parseRow to readRow'), edits('src/a.ts'), says('Done.'));
    expect(own.title).toBe('Rename parseRow to readRow');
    expect(own.evidence).not.toContain('before');
    const count = workAfter(
      '1. One\n2. Two\n3. Drop the third table',
      prompt('3 tests fail in parse.ts'),
      edits('src/a.ts'),
      says('Done.'),
    );
    expect(count.title).not.toContain('third table');
  });
});

describe('how much a memory is worth unasked', () => {
  it('is most for what was left behind', () => {
    const committed = work(prompt('commit it'), runs('git commit -m "Retry uploads"', '[main 1a2b3c4] Retry uploads'), says('Committed.'));
    const stated = work(prompt('clean up'), edits('a.ts'), says('Removed the unused retry counter from the uploader.'));
    expect([committed.confidence, stated.confidence]).toEqual([0.8, 0.8]);
  });

  it('is a little less for a stated finding, and least for a bare request', () => {
    const found = work(
      prompt('why is the import of rows slow?'),
      reads('a.ts'),
      says('The import is slow because every row opens the database anew.'),
    );
    expect(found.confidence).toBe(0.6);
    const asked = work(prompt('Look at the table renderer of the report'), reads('a.ts'), reads('b.ts'), reads('c.ts'));
    expect(asked.confidence).toBeLessThanOrEqual(0.45);
  });
});

describe('a text that is drafted again', () => {
  it('is worth less than the first draft', () => {
    const text = '## Cache Partitions by Tenant\n\nAll tenants share one cache, because `partition()` ignores the tenant.';
    const first = workAfter('I see.', prompt('write a summary of the problem'), says(text));
    const second = workAfter(text, prompt('make the summary shorter'), says(text));
    expect(second.title).toBe(first.title);
    expect(first.confidence).toBeGreaterThan(0.5);
    expect(second.confidence).toBeLessThan(0.5);
  });
});

describe('what is left open', () => {
  it.each([
    ['Not done yet: the index, and the nightly purge.', 'the index, and the nightly purge.'],
    ['Still open: the error text of the importer.', 'the error text of the importer.'],
    ['Remaining: tests for the empty table.', 'tests for the empty table.'],
    ['TODO: tests for the empty table.', 'tests for the empty table.'],
    [
      'Next steps:\n- measure the import with a large file\n- document the new flag',
      'measure the import with a large file. document the new flag.',
    ],
    ['I have not run the tests on Windows.', 'I have not run the tests on Windows.'],
    ['The migration of old rows is left for later.', 'The migration of old rows is left for later.'],
  ])('%s', (closing, open) => {
    const draft = work(prompt('add a table for jobs'), edits('src/jobs.ts'), says(`Added a jobs table to the schema.\n\n${closing}`));
    expect(draft.content['summary']).toMatchObject({ nextSteps: open });
  });
});
