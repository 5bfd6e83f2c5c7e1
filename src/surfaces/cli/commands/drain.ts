import { workOff } from '../../../app/work/work-off.ts';
import { holdInterruption, wire } from '../../../wire.ts';
import type { Command } from '../command.ts';
import { printJson, printLine } from '../print.ts';
import { createProgress } from '../progress.ts';

/** `holdfast drain`: what would else be done in the idle time of the next sessions. */
export const drainCommand: Command = {
  usage: 'drain [--retry-dead] [--json]',
  summary: 'Distill all that waits now; --retry-dead also what failed.',
  options: { 'retry-dead': { type: 'boolean' }, json: { type: 'boolean' } },
  async run({ flags }) {
    using interruption = holdInterruption();
    await using ports = await wire();
    using progress = createProgress();
    const revived = flags['retry-dead'] === true ? await ports.store.reviveDead(ports.clock()) : 0;
    const turns = { distilling: 0, 'asking the model': 0 };
    for await (const stage of workOff(ports, interruption.signal)) {
      turns[stage] += 1;
      progress.show(`${stage}: ${turns[stage]} turns`);
    }
    const { jobs } = await ports.store.stats();
    const report = {
      revived,
      distilled: turns.distilling,
      asked: turns['asking the model'],
      waiting: jobs.pending + jobs.leased,
      dead: jobs.dead,
    };
    if (flags['json'] === true) return printJson(report);
    const left = report.waiting + report.dead === 0 ? 'Nothing is left.' : `Left: ${report.waiting} waiting, ${report.dead} that failed.`;
    const again = revived === 0 ? '' : `Tried ${revived} again that had failed. `;
    return printLine(`${again}Distilled ${report.distilled} turns, asked the model about ${report.asked}. ${left}`);
  },
};
