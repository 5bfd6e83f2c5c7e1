import { isProposal } from '../evidence/answers.ts';
import { promptLine } from '../evidence/prompt.ts';
import type { Prompt } from '../evidence/prompt.ts';
import { hasChanged } from '../evidence/story.ts';
import type { Story } from '../evidence/story.ts';
import { specificity } from '../text/phrases.ts';
import { width } from '../text/width.ts';

const SMALL_TALK =
  /^(?:(?:ok(?:ay)?|k|yes|yeah|yep|yup|y|no|nope|n|sure|thanks?|thank you|thx|ty|great|perfect|nice|cool|good|awesome|excellent|amazing|lgtm|hi|hello|hey|continue|go on|go ahead|proceed|carry on|keep going|done|bye|please|works?|works? (?:now|great|fine)|got it|right|correct|exactly|never ?mind|stop|wait|test|sorry|danke|ja|nein|bitte|weiter|super|merci|oui|non|gracias|si|sí|はい|いいえ|ありがとう(?:ございます)?|好的?|谢谢|是的?|继续|네|감사합니다)[\s,.!?。！，:)]*){1,6}$/i;
const MIN_ANSWER = 80;
const MIN_REPLY = 35;
const MIN_LECTURE = 400;

/** Whether a turn left nothing to remember: small talk, a client's command, an interrupted prompt, an empty answer. */
export function isTrivial(story: Story): boolean {
  const { request, calls, claims } = story;
  const { prompt, interrupted } = request;
  if (hasChanged(story)) return false;
  const asked = prompt.kind === 'request' || prompt.kind === 'plan';
  const told = claims.filter((claim) => claim.role === 'statement').reduce((sum, claim) => sum + width(claim.text), 0);
  if (story.ending === 'refused' && story.turn.events.some(isProposal)) return false;
  if (!asked) return calls < 3 || told < MIN_ANSWER;
  if (isSmallTalk(prompt)) return told < (calls === 0 ? MIN_LECTURE : MIN_ANSWER);
  return told < (specificity(promptLine(prompt)) >= 2 ? MIN_REPLY : MIN_ANSWER) && calls < (interrupted ? 5 : 3);
}

/** "yes", "thanks", "continue": a prompt that says nothing by itself. */
export function isSmallTalk(prompt: Prompt): boolean {
  return SMALL_TALK.test(promptLine(prompt).slice(0, 200));
}
