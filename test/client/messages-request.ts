/** A part of a message, as far as the tests look at it. */
export interface ContentBlock {
  readonly type: string;
  readonly text?: string;
  readonly content?: string | readonly ContentBlock[];
  readonly tool_use_id?: string;
  readonly tool_name?: string;
}

/** The body of a `POST /v1/messages`, as far as the tests look at it. */
export interface MessagesRequest {
  readonly model: string;
  readonly system?: string | readonly ContentBlock[];
  readonly messages: readonly { readonly role: string; readonly content: string | readonly ContentBlock[] }[];
  readonly tools?: readonly { readonly name: string }[];
}

/** Everything the model can read in a request apart from the tools' schemas. */
export function textOfRequest(request: MessagesRequest): string {
  return [request.system ?? '', ...request.messages.map(({ content }) => content)].map(textOf).join('\n');
}

/** How often a text stands in what the model can read. */
export function countInRequest(request: MessagesRequest, text: string): number {
  return textOfRequest(request).split(text).length - 1;
}

/** What was said last from the user's side, tool results included. */
export function lastUserText(request: MessagesRequest): string {
  return textOf(request.messages.findLast(({ role }) => role === 'user')?.content ?? '');
}

/** What the model was told came of a tool call; `undefined` when the request does not hold it. */
export function toolResult(request: MessagesRequest, toolUseId: string): string | undefined {
  const blocks = request.messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
  const result = blocks.find((block) => block.tool_use_id === toolUseId);
  return result === undefined ? undefined : textOf(result.content ?? '');
}

function textOf(content: string | readonly ContentBlock[]): string {
  if (typeof content === 'string') return content;
  return content.map((block) => block.text ?? block.tool_name ?? textOf(block.content ?? '')).join('\n');
}
