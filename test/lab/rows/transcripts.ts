import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import type { Scene } from '../scene.ts';

const RECORDED = resolve(import.meta.dirname, '../../../demo/session.jsonl');
const SESSION = 'a7ea8a70-8494-41b2-81a7-e1ce2f36281e';
const FOLDER = '/home/dev/shop-api';

/** Writes transcripts of as many sessions in the project of a scene. Returns their folder, and the ids of all events in them. */
export function writeTranscripts({ box }: Scene, count: number): { readonly folder: string; readonly events: readonly string[] } {
  const folder = join(box.root, 'transcripts');
  mkdirSync(folder);
  const recorded = readFileSync(RECORDED, 'utf8').replaceAll(FOLDER, box.project);
  const ids = Array.from({ length: count }, (_, index) => `${SESSION.slice(0, -3)}${index + 100}`);
  const events = ids.flatMap((id) => {
    const path = join(folder, `${id}.jsonl`);
    const text = recorded.replaceAll(SESSION, id).replaceAll(/"(uuid|parentUuid)":"\w{8}/g, `"$1":"${id.slice(-8)}`);
    writeFileSync(path, text);
    return claudeCode.readTranscript(text.split('\n').slice(0, -1), '', path).events.map((event) => event.id);
  });
  return { folder, events };
}
