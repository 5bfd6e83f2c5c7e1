import * as z from 'zod/mini';
import type { Tool } from './tool.ts';
import { forgetTool } from './tools/forget.ts';
import { getEvidenceTool } from './tools/get-evidence.ts';
import { getObservationsTool } from './tools/get-observations.ts';
import { rememberTool } from './tools/remember.ts';
import { searchTool } from './tools/search.ts';
import { sessionStartContextTool } from './tools/session-start-context.ts';
import { timelineTool } from './tools/timeline.ts';

/** Every tool the model is told of. `capture` is answered as well but not listed: only hooks call it. */
export const TOOLS: readonly Tool[] = [
  searchTool,
  timelineTool,
  getObservationsTool,
  getEvidenceTool,
  sessionStartContextTool,
  rememberTool,
  forgetTool,
];

// Hidden by the convention of MCP apps; Claude Code honours it, and its hooks still reach the tool.
const CAPTURE = {
  name: 'capture',
  description: 'Takes events of the session from hooks.',
  inputSchema: { type: 'object', additionalProperties: true },
  _meta: { ui: { visibility: ['app'] } },
};

/** The tools as `tools/list` shows them. */
export function describeTools(withCapture: boolean): readonly object[] {
  return withCapture ? [...TOOLS.map(describe), CAPTURE] : TOOLS.map(describe);
}

function describe(tool: Tool): object {
  const { $schema: _schema, ...inputSchema } = z.toJSONSchema(tool.input, { io: 'input' });
  return {
    name: tool.name,
    description: tool.description,
    inputSchema,
    annotations: { readOnlyHint: tool.readOnly, destructiveHint: tool.name === 'forget', openWorldHint: false },
  };
}
