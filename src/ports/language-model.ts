/** What a language model is asked. */
export interface ModelPrompt {
  /** The same from one request to the next, so that a provider may keep it. */
  readonly system: string;
  readonly text: string;
  readonly maxOutputTokens: number;
}

/** Tokens, as the provider counts them; as we estimate them where it does not tell. */
export interface ModelUsage {
  /** All of what went in, what came from a cache included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of what went in, what came from a cache. */
  readonly cachedTokens: number;
}

/** What a language model answered. */
export interface ModelAnswer {
  readonly text: string;
  /** False: it was cut off at `maxOutputTokens`. */
  readonly whole: boolean;
  readonly usage: ModelUsage;
  /** US dollars, where the provider tells. */
  readonly costUsd?: number;
}

/** What a model is told about one request. */
export interface Asking {
  /** Random; goes into the environment of a child and of all that it starts. */
  readonly mark: string;
  /** Aborted when the lease is lost or the process has to leave: a child or a connection is ended then. */
  readonly signal: AbortSignal;
  /** Called once a child has started, with what `process/identity` knows it by, where the system tells. */
  started(identity: string | undefined): void;
}

/** A language model: text in, text out, one request a call, no retries of its own. */
export interface LanguageModel {
  /** `anthropic`, `openai-compatible`, `gemini`, `claude-cli`, `mcp-sampling`, `command`. */
  readonly provider: string;
  /** The model's name at the provider. */
  readonly model: string;
  /**
   * Rejects with a `HoldfastError`, in whose message is neither a key nor a word of the prompt or the answer: `model_denied` (the
   * key is missing, wrong or may not do this, or there is no such model), `model_spent` (no credit or quota is left), `model_busy`
   * (it cannot be reached, was asked too often, or is overloaded; `retryAfterMs` where the provider said so), `model_failed` (all
   * else, a refusal to answer too). What the request took all the same is in the error: `usage` where it is known, `unknown` where
   * the request was sent and no answer came that can be read, undefined where it took nothing; `costUsd` where the provider tells.
   * When it settles, no process or connection of the request is left.
   */
  complete(prompt: ModelPrompt, asking: Asking): Promise<ModelAnswer>;
}
