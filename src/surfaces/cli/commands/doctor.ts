import { examine } from '../../../app/doctor/doctor.ts';
import type { Finding } from '../../../app/doctor/finding.ts';
import { inspect, readConfig, setDatabaseAside, wireSurroundings } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { findCurrentFolder } from '../current-folder.ts';
import { paint, plainLine, printJson, printLine, type Style } from '../print.ts';

const STYLES: Readonly<Record<Finding['state'], Style>> = { ok: 'green', warn: 'yellow', fail: 'red' };

/** `holdfast doctor`: what is wrong, and what to do about it. */
export const doctorCommand: Command = {
  usage: 'doctor [--repair] [--json]',
  summary: 'Say what is wrong; --repair sets a damaged database aside.',
  options: { repair: { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ flags }) {
    const config = readConfig();
    const around = wireSurroundings(config);
    let findings = await examine(around, await inspect(config), findCurrentFolder());
    if (flags['repair'] === true && findings.some(isDamage)) {
      await around.close();
      const kept = await setDatabaseAside(config);
      await around.openStore();
      findings = [
        ...(await examine(around, await inspect(config), findCurrentFolder())),
        {
          subject: 'repair',
          state: 'ok',
          text: `The damaged database is kept as ${kept}. Read the transcripts again with: holdfast import ~/.claude/projects`,
        },
      ];
    }
    await around.close();
    const failed = findings.some(({ state }) => state === 'fail');
    if (flags['json'] === true) printJson(findings);
    else
      for (const { subject, state, text } of findings)
        printLine(`${paint(STYLES[state], state.padEnd(5))} ${subject.padEnd(11)} ${plainLine(text)}`);
    return failed ? 1 : 0;
  },
};

function isDamage({ subject, state, text }: Finding): boolean {
  return subject === 'database' && state === 'fail' && /damaged|not a database/.test(text);
}
