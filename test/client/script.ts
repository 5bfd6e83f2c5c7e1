import { lastUserText, type MessagesRequest } from './messages-request.ts';
import { say, type Reply } from './reply.ts';

/** Replies for the requests whose last user text matches: a subagent's, a compaction's. The last reply repeats. */
export interface Rule {
  readonly lastUser: RegExp;
  readonly replies: readonly Reply[];
}

/** What the fake model says: rules are tried first; everything else is the main conversation, in order. */
export interface Script {
  readonly replies: readonly Reply[];
  readonly rules?: readonly Rule[];
}

/** The request with which the client asks for a summary of the conversation, and the summary. */
export function onCompaction(summary: string): Rule {
  return { lastUser: /Respond with TEXT ONLY/, replies: [say(`<analysis>none</analysis><summary>${summary}</summary>`)] };
}

/** Plays a script: returns what to answer to each request in turn. */
export function playScript({ replies, rules = [] }: Script): (request: MessagesRequest) => Reply {
  const main = [...replies];
  const special = rules.map((rule) => ({ ...rule, left: [...rule.replies] }));
  return (request) => {
    const text = lastUserText(request);
    const rule = special.find(({ lastUser }) => lastUser.test(text));
    if (rule === undefined) return main.shift() ?? say('The script has ended.');
    return (rule.left.length > 1 ? rule.left.shift() : rule.left[0]) ?? say('');
  };
}
