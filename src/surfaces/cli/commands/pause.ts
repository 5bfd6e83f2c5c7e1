import { pause, resume } from '../../../app/exclude.ts';
import { readConfig, wireSurroundings } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { refuseAgent } from '../of-agent.ts';
import { parseDuration } from '../parse-duration.ts';
import { printLine } from '../print.ts';

/** `holdfast pause`: every session process obeys at once, whatever the database does. */
export const pauseCommand: Command = {
  usage: 'pause [--for <30m|2h|1d>]',
  summary: 'Remember nothing, in any session, until resumed.',
  options: { for: { type: 'string' } },
  async run({ flags }) {
    const span = typeof flags['for'] === 'string' ? parseDuration(flags['for']) : undefined;
    return printLine(pause(wireSurroundings(readConfig()), span));
  },
};

/** `holdfast resume`: the end of a pause. */
export const resumeCommand: Command = {
  usage: 'resume',
  summary: 'End a pause.',
  options: {},
  async run() {
    refuseAgent();
    const wasPaused = resume(wireSurroundings(readConfig()));
    return printLine(
      wasPaused ? 'Holdfast goes on. What happened in the pause is not remembered; an import reads it.' : 'Holdfast is not paused.',
    );
  },
};
