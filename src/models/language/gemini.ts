import type { LanguageModel } from '../../ports/language-model.ts';
import { createOpenAiModel } from './openai-compatible.ts';

/** A model behind the Gemini API. */
export interface GeminiOptions {
  readonly model: string;
  readonly key: string;
  /** Google's own unless told otherwise. */
  readonly url?: string;
  readonly deadlineMs: number;
}

/** A model of Google's, through the door of the Gemini API that speaks as OpenAI's. */
export function createGeminiModel({ url = GEMINI_URL, ...options }: GeminiOptions): LanguageModel {
  return createOpenAiModel({ ...options, url, provider: 'gemini' });
}

const GEMINI_URL = 'https://generativelanguage.googleapis.com/v1beta/openai';
