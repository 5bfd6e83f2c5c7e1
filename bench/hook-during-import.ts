import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { quantiles } from './quantiles.ts';
import { startSessionProcess } from './session-process.ts';

const MEGABYTES = 50;
const BYTES = MEGABYTES * 1024 * 1024;

/** How long hooks wait while the session process reads a transcript of 50 MB, against an idle one. */
export async function runHookDuringImport(): Promise<void> {
  await using session = await startSessionProcess();
  const transcript = await writeTranscript(join(session.home, 'transcripts'), session.home);
  const call = (n: number): Promise<{ ms: number }> =>
    session.hook({
      hook_event_name: 'PostToolBatch',
      session_id: 'live',
      cwd: session.home,
      prompt_id: 'live-prompt',
      tool_calls: JSON.stringify([{ tool_name: 'Bash', tool_input: { command: 'true' }, tool_use_id: `live-${n}`, tool_response: 'ok' }]),
    });
  const idle: number[] = [];
  for (let n = 0; n < 200; n += 1) idle.push((await call(n)).ms);
  const began = performance.now();
  await session.hook({
    hook_event_name: 'Stop',
    session_id: 'big',
    cwd: session.home,
    prompt_id: 'p',
    transcript_path: transcript,
    last_assistant_message: 'x',
  });
  const busy: number[] = [];
  for (let n = 0; n < 400; n += 1) {
    busy.push((await call(1000 + n)).ms);
    await setTimeout(10);
  }
  console.log('| session process | hooks | ms p50 | p95 | max |\n|---|---|---|---|---|');
  for (const [name, times] of [
    ['idle', idle],
    [`while a transcript of ${MEGABYTES} MB is read and distilled`, busy],
  ] as const) {
    const { p50, p95, max } = quantiles(times);
    console.log(`| ${name} | ${times.length} | ${p50} | ${p95} | ${max} |`);
  }
  console.log(
    `\nMeasured over ${((performance.now() - began) / 1000).toFixed(1)} s from the moment reading began; RSS then ${(await session.rss()).toFixed(0)} MB.`,
  );
}

async function writeTranscript(folder: string, cwd: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'big.jsonl');
  const file = createWriteStream(path);
  const common = { sessionId: 'big', cwd, version: '2.1.330', isSidechain: false };
  const written = { bytes: 0 };
  const write = (line: object): void => {
    const text = `${JSON.stringify({ ...common, uuid: randomUUID(), timestamp: new Date().toISOString(), ...line })}\n`;
    written.bytes += text.length;
    file.write(text);
  };
  for (let n = 0; written.bytes < BYTES; n += 1) {
    if (n % 20 === 0)
      write({
        type: 'user',
        promptId: `p${n}`,
        promptSource: 'typed',
        message: { role: 'user', content: `Look at part ${n} and repair it.` },
      });
    const id = `toolu_big_${n}`;
    write({
      type: 'assistant',
      message: { id: `m${n}`, role: 'assistant', content: [{ type: 'tool_use', id, name: 'Bash', input: { command: `cat part-${n}` } }] },
    });
    write({
      type: 'user',
      promptId: `p${n - (n % 20)}`,
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: `contents of part ${n}\n`.repeat(400) }] },
    });
  }
  await new Promise((done) => file.end(done));
  return path;
}
