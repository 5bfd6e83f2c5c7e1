// Records demo/session.jsonl: the real client at work on a small project, with a scripted model. Run: node scripts/record-demo.ts
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startFakeApi } from '../test/client/fake-api.ts';
import { bash, type Reply, say, tool } from '../test/client/reply.ts';
import { startSession } from '../test/client/session.ts';
import { createWorld } from '../test/client/world.ts';

const HOME = '/home/dev';
const SESSION_JS = `const LIFETIME = 60 * 60;

export function createSession(user, now) {
  return { user, startedAt: now };
}

export function isExpired(session, now) {
  return now - session.startedAt > LIFETIME * 1000 / 60;
}
`;
const TEST_JS = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession, isExpired } from '../src/session.js';

test('a session lasts an hour', () => {
  const session = createSession('ada', 0);
  assert.equal(isExpired(session, 59 * 60 * 1000), false);
  assert.equal(isExpired(session, 61 * 60 * 1000), true);
});
`;
const DECISION = `# Sessions are kept in SQLite

One server, nobody on call: a file that is backed up with the rest beats a Redis that has to be run.
`;

function script(folder: string): readonly Reply[] {
  const edit = (file: string, before: string, after: string): ReturnType<typeof tool> =>
    tool('Edit', { file_path: join(folder, file), old_string: before, new_string: after });
  return [
    {
      text: "I'll look at how sessions expire and run the tests.",
      tools: [tool('Read', { file_path: join(folder, 'src/session.js') }), bash('node --test')],
    },
    {
      text: 'The root cause is in isExpired: LIFETIME is 3,600 seconds, and dividing by 60 after converting to milliseconds turns an hour into a minute.',
      tools: [edit('src/session.js', 'LIFETIME * 1000 / 60', 'LIFETIME * 1000')],
    },
    { text: 'Now the tests again.', tools: [bash('node --test')] },
    { text: 'They pass. I commit the fix.', tools: [bash('git commit -qam "Let sessions last an hour again" && git log --oneline -1')] },
    say(
      'Fixed: users stay logged in for an hour again.\n\nThe root cause was a unit error in `isExpired` in src/session.js: the lifetime was divided by 60 after it had been converted to milliseconds. The test that covers the hour passes now.',
    ),
    {
      text: 'I rename the constant and put the unit into its name.',
      tools: [edit('src/session.js', 'const LIFETIME = 60 * 60;', 'const LIFETIME_MS = 60 * 60 * 1000;')],
    },
    { text: '', tools: [edit('src/session.js', 'LIFETIME * 1000', 'LIFETIME_MS')] },
    { text: '', tools: [bash('node --test')] },
    say('Durations are in milliseconds now: LIFETIME became LIFETIME_MS in src/session.js. The tests pass.'),
    { text: 'I write the decision down.', tools: [tool('Write', { file_path: join(folder, 'docs/sessions.md'), content: DECISION })] },
    say('Written down in docs/sessions.md. Not done yet: the table itself, and removing expired rows once a day.'),
  ];
}

const PROMPTS = [
  'Users are logged out after one minute although a session should last an hour. Find out why and fix it.',
  'From now on always keep durations in milliseconds and end their names with Ms. Rename what is left.',
  "Let's keep sessions in SQLite instead of Redis, because we have one server and nobody on call. Write that down in docs/sessions.md.",
];

function makeProject(folder: string): void {
  for (const name of ['src', 'test', 'docs']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "name": "shop-api", "type": "module" }\n');
  writeFileSync(join(folder, 'src/session.js'), SESSION_JS);
  writeFileSync(join(folder, 'test/session.test.js'), TEST_JS);
  const git = (...args: string[]): void =>
    void execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd: folder });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Ada');
  git('config', 'user.email', 'ada@example.org');
  git('add', '.');
  git('commit', '-qm', 'Start');
}

// What a reader of transcripts needs, without the copies of whole API requests and of the machine it was recorded on.
function clean(transcript: string, root: string, project: string): string {
  const kept = transcript
    .split('\n')
    .filter((line) => line !== '' && ['user', 'assistant', 'system', 'summary'].includes(JSON.parse(line).type));
  return `${kept.join('\n')}\n`.replaceAll(project, `${HOME}/shop-api`).replaceAll(root, HOME);
}

await using world = await createWorld();
const project = await world.addProject('work/shop-api');
makeProject(project);
await using api = await startFakeApi({ replies: script(project) });
await using session = await startSession(world, api, { cwd: project, plugin: false });
for (const prompt of PROMPTS) console.log(await session.ask(prompt));
await session.close();
const path = join(world.home, '.claude/projects', project.replaceAll(/[/.]/g, '-'), `${session.id}.jsonl`);
const target = resolve(import.meta.dirname, '../demo/session.jsonl');
writeFileSync(target, clean(readFileSync(path, 'utf8'), world.root, project));
console.log(`Recorded ${target}`);
