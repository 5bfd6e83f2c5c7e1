/** Whether a prompt is one of the plugin's commands that turn the memory of the session on or off. */
export function turns(words: string): 'on' | 'off' | undefined {
  const name = /^\/holdfast:(on|off)(?:\s|$)/.exec(words)?.[1];
  return name === 'on' || name === 'off' ? name : undefined;
}

/** The words of a prompt; what is to be forgotten counts as a private span, so that its turn is private as a whole. */
export function hideForgotten(words: string): string {
  return words.replace(/^(\/holdfast:forget)\s[^]*$/, '$1 <private/>');
}
