import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { claudeCode } from '../../src/agents/claude-code/agent.ts';
import { sharedData } from '../../test/shared-data.ts';

/** Every text of the team's sessions as it is stored of an event, before it is redacted. */
export function readTexts(): readonly string[] | undefined {
  const archive = sharedData('transcripts/claude-code/entire-cli/sessions-gz');
  if (archive === undefined) return undefined;
  const seen = new Set<string>();
  return readdirSync(archive).flatMap((file) => {
    const lines = gunzipSync(readFileSync(join(archive, file)))
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
    const { events } = claudeCode.readTranscript(lines, '', file.replace(/\.gz$/, ''));
    return events.flatMap(({ id, text, call }) => (seen.size === seen.add(id).size ? [] : textsIn([text, call?.input, call?.output])));
  });
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const KINDS: Readonly<Record<string, RegExp>> = {
  'git hashes': /\b[\da-f]{40}\b/g,
  'SHA-256, SHA-512': /\b(?:[\da-f]{64}|[\da-f]{128})\b/g,
  UUIDs: /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi,
  'sums of packages': /\b(?:sha\d{3}-|h1:)[\w+/]{20,}={0,2}/g,
  'ids of tool calls and messages': /\b(?:toolu|msg|req)_\w{10,}/g,
  'long names': /\b[A-Za-z_][A-Za-z\d_]{23,}\b/g,
  'names with digits': /\b(?=\w*\d)[A-Za-z_]\w{15,}\b/g,
  paths: /(?<![\w.])[\w.~-]*(?:\/[\w.@-]+){3,}/g,
  URLs: /https?:\/\/[^\s"'<>)\\]{12,}/g,
};

/** What in these texts looks like a secret and is none, by kind, each word once. */
export function findLookAlikes(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = Object.entries(KINDS).map(
    ([kind, pattern]) => [kind, [...new Set(texts.flatMap((text) => text.match(pattern) ?? []))]] as const,
  );
  return new Map(found);
}
