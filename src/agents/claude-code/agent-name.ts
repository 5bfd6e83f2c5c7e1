/** How Holdfast calls this agent. */
export const AGENT_NAME = 'claude-code';
