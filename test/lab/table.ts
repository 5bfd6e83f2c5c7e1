import type { Reporter, TestModule } from 'vitest/node';
import { type Cell, CELLS, FAILURES, nameCell, PROCESSES, RACES, STATES } from './cells.ts';
import { FORM } from './form.ts';

/** What is known of the cells that were played, by name. */
type Results = ReadonlyMap<string, { readonly passed: boolean; readonly goneMs?: number; readonly zombies?: number }>;

const FOLDER = 'test/lab/cells/';

/** Prints the table of the leak lab after a run that played it. A cell without a result fails the run. */
export default class LabTable implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const played = modules.filter(({ relativeModuleId }) => relativeModuleId.startsWith(FOLDER));
    const tests = played.flatMap((module) => [...module.children.allTests()]);
    if (tests.length === 0 || process.platform !== 'linux') return;
    const results: Results = new Map(
      tests.flatMap((test) => {
        const { state } = test.result();
        return state === 'skipped' || state === 'pending' ? [] : [[test.name, { ...test.meta().lab, passed: state === 'passed' }]];
      }),
    );
    const missing = CELLS.map(nameCell).filter((name) => !results.has(name));
    console.log(renderTable(results));
    if (missing.length === 0) return;
    console.log(`Without a result: ${missing.length} of ${CELLS.length} cells: ${missing.join('; ')}`);
    process.exitCode = 1;
  }
}

function renderTable(results: Results): string {
  const columns = FAILURES.flatMap((failure) => RACES.map((race) => ({ failure, race })));
  const heads = columns.map(({ failure, race }) => `${failure}, ${race === 'alone' ? race : `${FORM.atOnce} at once`}`);
  const rows = PROCESSES.flatMap((process) =>
    STATES.map((state) => [`${process}, ${state}`, ...columns.map((column) => renderCell(results, { process, state, ...column }))]),
  );
  const lines = [['', ...heads], heads.map(() => '---').concat('---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const known = [...results.values()];
  const passed = known.filter((result) => result.passed).length;
  const zombies = known.reduce((sum, result) => sum + (result.zombies ?? 0), 0);
  return [
    '',
    'The leak lab: ms from the end of the agents until nothing was left',
    '',
    ...lines,
    '',
    `${passed} of ${CELLS.length} cells hold; ${zombies} zombies that nobody waited for`,
    '',
  ].join('\n');
}

function renderCell(results: Results, cell: Cell): string {
  const result = results.get(nameCell(cell));
  if (result === undefined) return 'missing';
  return `${result.passed ? 'ok' : 'FAILED'} ${result.goneMs ?? '-'}`;
}
