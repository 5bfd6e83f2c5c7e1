import type { Claim } from '../evidence/claims.ts';
import type { Story } from '../evidence/story.ts';
import { clip, quote } from '../text/clip.ts';
import { distinct } from '../text/distinct.ts';
import { saysTheSame } from '../text/words.ts';
import { inFull } from './claim-text.ts';
import type { Gist } from './gist.ts';
import { specificity } from '../text/phrases.ts';
import { lastRuns, verification } from './verification.ts';

/** A fact with the events it rests on. */
export interface Fact {
  readonly text: string;
  readonly evidence: readonly string[];
}

const MAX_FACTS = 10;
const MIN_FACT = 12;
const MAX_FACT = 250;
const EXPLAINING =
  /\b(?:because|since|that's why|the (?:issue|problem|reason|idea|point) (?:is|was)|not correct|is wrong|that is wrong|actually|in fact|we (?:don't|do not|no longer) have|is not|isn't)\b/i;
const PERSONAL = /\b(?:i|we|my|our|you|that's|it's|don't|let's)\b/i;

/** What a reader may need months later: short, self-contained, most important first. */
export function factsOf(story: Story, gist: Gist, title: string, subtitle: string): readonly Fact[] {
  const told = [
    ...gist.findings.map(claimFact),
    ...failureFacts(story),
    ...gist.changes.map(claimFact),
    ...answerFacts(story),
    ...wishFacts(story),
    ...checkFacts(story),
  ];
  const cut = told.map(({ text, evidence }) => ({ text: clip(text, MAX_FACT), evidence }));
  const telling = cut.filter(({ text }) => text.length >= MIN_FACT && !repeats(text, [title, subtitle]));
  return distinct([...commitFacts(story), ...telling], ({ text }) => text, MAX_FACTS);
}

/** Says the same as the title or subtitle and hardly more. */
function repeats(fact: string, lines: readonly string[]): boolean {
  return lines.some((line) => fact.length <= line.length + 30 && saysTheSame(fact, line));
}

function commitFacts({ commits }: Story): Fact[] {
  return commits.slice(-3).map(({ hash, subject, event }) => ({
    text: clip(`Committed ${hash === '' ? '' : `${hash}: `}${subject}`, MAX_FACT),
    evidence: [event],
  }));
}

function claimFact(claim: Claim): Fact {
  return { text: inFull(claim), evidence: [claim.event] };
}

/** Errors with their remedy; a linter's complaint only where there is nothing better. */
function failureFacts({ failures }: Story): Fact[] {
  const told = failures.filter(({ explained, error }) => explained && specificity(error) >= 2);
  const serious = told.filter(({ petty }) => !petty).slice(-3);
  return (serious.length > 0 ? serious : told.slice(-1)).map(({ command, error, fix, evidence }) => ({
    text: `${clip(withoutFlags(command), 60)} failed: ${clip(error, 110)} → ${clip(fix ?? '', 100)}`,
    evidence,
  }));
}

function withoutFlags(command: string): string {
  return command.replace(/ --?[\w-]+(?:=\S+)?/g, '');
}

function answerFacts({ answers }: Story): Fact[] {
  return answers.slice(0, 3).map(({ kind, subject, words, event }) => ({
    text: kind === 'choice' ? `Asked ${quote(subject, 90)}, the user chose ${quote(words, 90)}` : refusal(subject, words),
    evidence: [event],
  }));
}

function refusal(subject: string, words: string): string {
  return `The user refused ${clip(subject, 90)}${words === '' ? '' : `: ${quote(words, 120)}`}`;
}

function wishFacts({ request }: Story): Fact[] {
  const told = request.wishes
    .filter(({ text }) => text.length >= 30 && !text.endsWith('?') && PERSONAL.test(text) && EXPLAINING.test(text))
    .slice(0, 2);
  return told.map(({ text, event }) => ({ text: `The user said: ${quote(text, 180)}`, evidence: [event] }));
}

function checkFacts({ runs }: Story): Fact[] {
  const text = verification(runs);
  return text === ''
    ? []
    : [
        {
          text: `Checked: ${text}`,
          evidence: lastRuns(runs)
            .slice(-3)
            .map((run) => run.event.id),
        },
      ];
}
