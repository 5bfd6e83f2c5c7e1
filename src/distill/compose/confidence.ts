import type { Story } from '../evidence/story.ts';
import { statesCause } from '../text/phrases.ts';
import type { Gist } from './gist.ts';
import { lastRuns } from './verification.ts';

/**
 * How much a memory is worth unasked, 0 to 1: most where something was left behind and said to be, less for stated
 * answers, least where its title is no news, as the bare request is none. Below 0.5 it is found by a search only.
 */
export function confidenceOf(story: Story, gist: Gist, isNews: boolean): number {
  if (story.commits.length > 0) return 0.8;
  return gist.changed ? ofChange(story, isNews) : ofAnswer(story, gist, isNews);
}

function ofChange({ request, runs, unfinished }: Story, isNews: boolean): number {
  const red = unfinished || lastRuns(runs).some((run) => run.failed);
  return red || (!isNews && request.prompt.plan === '') ? 0.6 : 0.8;
}

function ofAnswer({ unfinished }: Story, { findings, conclusion }: Gist, isNews: boolean): number {
  const found = findings.length > 0 || (conclusion !== undefined && statesCause(conclusion.text));
  if (!isNews) return found || conclusion !== undefined ? 0.45 : 0.35;
  if (unfinished) return 0.4;
  return found ? 0.6 : 0.5;
}
