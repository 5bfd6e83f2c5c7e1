import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../src/agents/claude-code/agent.ts';
import { recordings } from './recorded.ts';

const ID = '0636d583-0e96-48fc-a95f-12d971cb01bc';

describe('recognises', () => {
  it('knows transcripts by their first lines', () => {
    for (const { transcripts } of recordings)
      for (const { path, lines } of transcripts) expect(claudeCode.recognises(path, lines.join('\n').slice(0, 2_000))).toBe(true);
    expect(claudeCode.recognises('export.jsonl', '// a note\n{"type":"user","sessionId":"s","message":{"content":"hi"}}')).toBe(true);
    expect(claudeCode.recognises('export.jsonl', '{"type":"summary","summary":"x","leafUuid":"y"}\n{"torn')).toBe(true);
    expect(claudeCode.recognises('export.jsonl', `{"parentUuid":null,"type":"user","message":{"content":"${'x'.repeat(100)}`)).toBe(true);
  });

  it('knows them by their names where it is shown nothing else', () => {
    expect(claudeCode.recognises(`/p/${ID}.jsonl`, '')).toBe(true);
    expect(claudeCode.recognises(`/p/${ID}/subagents/agent-ad78383a34f1bb6b9.jsonl`, '')).toBe(true);
    expect(claudeCode.recognises('/p/notes.jsonl', '')).toBe(false);
    expect(claudeCode.recognises(`/p/${ID}.json`, '')).toBe(false);
  });

  it('leaves other files alone', () => {
    const otherAgent = '{"uuid":"u","parentUuid":null,"sessionId":"s","type":"user","message":{"role":"user","parts":[{"text":"hi"}]}}';
    for (const head of [
      otherAgent,
      '{"sessionId":"s","type":"system","subtype":"telemetry"}',
      '{"type":"session_meta","payload":{}}',
      '{"role":"user"}',
      'text',
      '[]',
      '\n\n',
      '{"sessionId":"s"}',
    ]) {
      expect(claudeCode.recognises(`/p/${ID}.jsonl`, head)).toBe(false);
    }
    expect(claudeCode.recognises('/p/readme.md', '{"type":"user","sessionId":"s"}')).toBe(false);
  });
});

describe('related', () => {
  it('names the folder of a project’s sessions and that of a session’s subagents', () => {
    const folder = join('/home/u/.claude/projects/-work');
    const subagents = join(folder, ID, 'subagents');
    expect(claudeCode.related(join(folder, `${ID}.jsonl`))).toEqual({ folder, subagents });
    expect(claudeCode.related(join(subagents, 'agent-a1.jsonl'))).toEqual({ folder, subagents });
  });
});
