import type { Event } from '../../model/event.ts';
import { cut, LIMITS } from '../../model/limits.ts';
import { clip } from '../text/clip.ts';
import { passages } from '../text/passages.ts';
import type { Passage } from '../text/passages.ts';
import { saysDone } from '../text/phrases.ts';
import { sentences } from '../text/sentences.ts';

/** What a label such as "**Root cause:**" or a heading says a sentence is. */
export type ClaimLabel = 'problem' | 'solution' | 'verdict' | '';

/** A sentence or heading of the assistant. */
export interface Claim {
  /** Without its label. */
  readonly text: string;
  /** The short code block it announces, on one line, else empty. */
  readonly code: string;
  readonly label: ClaimLabel;
  readonly event: string;
  /** 0 in the last message of the turn, 1 in the one before it, and so on. */
  readonly age: number;
  /** Place in its message, from 0. */
  readonly position: number;
  readonly kind: Passage['kind'];
  readonly depth: number;
  /** The bold words the item or paragraph opens with, on its first sentence only. */
  readonly lead: string;
  readonly heading: string;
  /** Stands in a block with bold words: the author's stress. */
  readonly stressed: boolean;
  /** What it is for: to tell something, to announce the next step, or to ask the user. */
  readonly role: 'statement' | 'announcement' | 'question';
  /** It is part of a list of everything done so far, which is more than this turn. */
  readonly recap: boolean;
  /** It is of the half of a comparison that tells how things were. */
  readonly before: boolean;
}

const MAX_MESSAGES = 60;
const MAX_CLAIMS_PER_MESSAGE = 120;
const MAX_SENTENCE = 400;
const NO_REPLY =
  /^(?:No response requested\.?|\(no content\)|API Error\b.*|Credit balance is too low|Invalid API key\b.*|Claude (?:AI )?usage limit reached.*|Prompt is too long|\[Request interrupted.*)$/s;
const ANNOUNCEMENT =
  /^(?:(?:now|next|then),? (?:update|fix|add|run|remove|create|verify|test|check|do|we|i)\b|(?:(?:ok(?:ay)?|good|great|perfect|excellent|alright|sure|right|now|next|first|then|finally|also|and|so|but|yes|hmm|interesting|wait|actually)[,.!:]?\s+(?:idea[,.!]?\s+)?){0,3}(?:(?:let me|let's|i'll|i will|i'm going to|i am going to|i need to|i should|i want to|i can(?!'t|not)|i have(?!n't)|we need to|we should|going to|time to)\b(?! (?:see|know) (?:that|why|the (?:issue|problem)))|(?:look|search|check|read|updat|add|fix|runn|start|test|verify|creat|find|explor|continu|investigat|examin)\w*ing\b(?![^.]{0,80},)))/i;
const RECAP =
  /\b(?:(?:final|complete|full|overall) (?:summary|recap|overview)|(?:summary|recap|overview) of (?:all|everything|the (?:whole|entire|full))|(?:all|everything|changes|done) (?:\w+ ){0,3}(?:in|during|from|on) this (?:session|conversation|branch|pr))\b/i;
const CUT_SHORT =
  /\b(?:is|are|was|were|if|to|when|that|the|a|an|of|with|by|for|from|as|or|and|because|where|would|should|can|will|has|have|now shows?|will now show|see|get|says?|reads?|be|me|like)\s*:$|\b(?:here(?:'s| is| are)|as follows|the following|like this)\b[^:]{0,60}:$/i;
const LABEL =
  /^(?:the )?(problem|issue|bug|cause|root cause|the (?:issue|problem|bug)|why|finding|solution|fix|the fix|change|resolution|answer|verdict|result|conclusion|bottom line|tl;dr|outcome|summary|key (?:insight|finding|point)|in short)s?(?: \([^)]{1,40}\)| is)?\s*[:–—-]\s+(?=\S.{8})/i;
const OF_WHAT = '(?: (?:code|approach|way|behaviou?r|version|implementation|flow|state|output))?\\s*(?:[:(→]|->|$)';
const BEFORE = new RegExp(`^(?:the )?(?:before|previous(?:ly)?|old)${OF_WHAT}`, 'i');
const AFTER = new RegExp(`^(?:the )?(?:after|new|now)${OF_WHAT}`, 'i');
const LABEL_HEADING =
  /^(?:the )?(problem|issue|bug|cause|root cause|finding|solution|fix|resolution|answer|verdict|conclusion|bottom line|tl;dr)s?$/i;
const INTERJECTION =
  /^(?:i see|good|great|perfect|excellent|nice|ok(?:ay)?|ah|interesting|done|fixed|hmm)(?:\s+[-–—]|[!,:.])\s+(?=[^\s]{2}.{12})|^so,?\s+(?=(?:the|a|an|your|our)\s.{12})/i;
const DONE_OPENING = /^(?:i have|i've) (?:\w+ly )?(?:also |now )?\w+(?:ed|t|n)\b/i;
const QUESTION =
  /\?["”)]*$|^(?:would you like|do you want|want me|should i|shall i|let me know|which (?:would|do|one|approach|option)|feel free)\b/i;

/** The assistant's own messages of a turn that say something, newest first. */
export function replies(events: readonly Event[]): readonly Event[] {
  const said = events.filter((event) => event.kind === 'assistant_message' && event.subagent === undefined && saysSomething(event.text));
  return said.toReversed();
}

/** Every sentence, list item and heading of the assistant in a turn, newest message first, each message from its top. */
export function readClaims(messages: readonly Event[]): readonly Claim[] {
  return messages.slice(0, MAX_MESSAGES).flatMap(claimsOf);
}

function saysSomething(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '' && !NO_REPLY.test(text.trim().slice(0, 300));
}

function claimsOf(message: Event, age: number): Claim[] {
  const found: Claim[] = [];
  const blocks = passages(cut(message.text ?? '', LIMITS.message));
  let recap = false;
  const isBefore = beforeIn(blocks);
  for (const block of blocks) {
    for (const part of partsOf(block)) {
      recap ||= RECAP.test(part.text);
      if (found.length >= MAX_CLAIMS_PER_MESSAGE) return found;
      if (saysNothing(part)) continue;
      const { kind, depth, heading, stressed } = block;
      found.push({
        ...part,
        role: roleOf(part.text),
        event: message.id,
        age,
        position: found.length,
        kind,
        depth,
        heading,
        stressed,
        recap,
        before: isBefore(block),
      });
    }
  }
  return found;
}

/** Tells which blocks of a message are of the "before" of a comparison: it has to have an "after" as well. */
function beforeIn(blocks: readonly Passage[]): (block: Passage) => boolean {
  if (!blocks.some(({ text }) => AFTER.test(text))) return () => false;
  return ({ kind, text, heading }) => BEFORE.test(text) || (kind !== 'heading' && BEFORE.test(heading));
}

type Part = Pick<Claim, 'text' | 'code' | 'label' | 'lead'>;

/** The sentences of a block: the first has its label and lead, the last the code it announces. */
function partsOf(block: Passage): readonly Part[] {
  const texts = block.kind === 'text' || block.kind === 'item' ? sentences(block.text) : [block.text];
  return texts.map((each, index) => {
    const { label, text } = labelled(clip(each, MAX_SENTENCE), index === 0 ? block.heading : '');
    return { text, label, code: index === texts.length - 1 ? block.code : '', lead: index === 0 && label === '' ? block.lead : '' };
  });
}

/** "The changes are:" before a list says nothing, "Fixed the exit by setting:" does. */
function saysNothing({ text, code }: Part): boolean {
  return code === '' && CUT_SHORT.test(text) && !saysDone(text);
}

/** Takes the "Good - " and the "Fix:" off a sentence; what the label said is kept apart. */
function labelled(text: string, heading: string): { readonly label: ClaimLabel; readonly text: string } {
  const rest = text.replace(INTERJECTION, '');
  const said = rest === text ? text : rest.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());
  const match = LABEL.exec(said);
  const name = (match ?? LABEL_HEADING.exec(heading.replace(/:$/, '')))?.[1]?.toLowerCase() ?? '';
  return { label: labelOf(name), text: match === null ? said : said.slice(match[0].length) };
}

function labelOf(name: string): ClaimLabel {
  if (name === '') return '';
  if (/problem|issue|bug|cause|why/.test(name)) return 'problem';
  return /solution|fix|change|resolution/.test(name) ? 'solution' : 'verdict';
}

function roleOf(text: string): Claim['role'] {
  if (QUESTION.test(text)) return 'question';
  return ANNOUNCEMENT.test(text) && !DONE_OPENING.test(text) ? 'announcement' : 'statement';
}
