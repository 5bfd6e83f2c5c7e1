/** The name of a coding agent, for instance `claude-code`. Open: an unknown agent's events are kept as well. */
export type AgentName = string;
