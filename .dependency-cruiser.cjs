// The law of imports: model ← ports ← pure stages ← (process, store, models, agents, workspace) ← app ← wire ← surfaces.
const PURE = '(redact|distill|index|recall|inject)';
const DRIVERS = '(process|store|models|agents|workspace)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '^src/(index|version)\\.ts$|\\.d\\.ts$' },
      to: {},
    },
    { name: 'model-imports-nothing', severity: 'error', from: { path: '^src/model/' }, to: { pathNot: '^src/model/' } },
    { name: 'ports-import-model', severity: 'error', from: { path: '^src/ports/' }, to: { pathNot: '^src/(model|ports)/' } },
    {
      name: 'pure-stages-import-model-and-ports',
      severity: 'error',
      from: { path: `^src/${PURE}/` },
      to: { pathNot: ['^src/(model|ports)/', '^src/$1/'] },
    },
    {
      name: 'drivers-do-not-know-each-other',
      comment: 'A driver may use the pure stages and process/, nothing above and no other driver.',
      severity: 'error',
      from: { path: `^src/${DRIVERS}/` },
      to: { path: '^src/', pathNot: [`^src/(model|ports|process|redact|distill|index|recall|inject)/`, '^src/$1/'] },
    },
    {
      name: 'agents-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/agents/([^/]+)/' },
      to: { path: '^src/agents/[^/]+/', pathNot: '^src/agents/$1/' },
    },
    {
      name: 'app-gets-its-ports-as-arguments',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { path: `^src/(${DRIVERS.slice(1, -1)}|surfaces)/|^src/(wire|config)\\.ts$` },
    },
    {
      name: 'surfaces-import-model-app-and-wire',
      severity: 'error',
      from: { path: '^src/surfaces/' },
      to: { path: '^src/', pathNot: '^src/(model|app|surfaces)/|^src/(wire|version)\\.ts$' },
    },
    {
      name: 'only-process-spawns',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/process/' },
      to: { path: '^(node:)?(child_process|cluster|worker_threads)$' },
    },
    {
      name: 'only-store-sqlite-opens-sqlite',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/sqlite/' },
      to: { path: '^(node:)?sqlite$' },
    },
    { name: 'no-test-code-in-src', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|bench)/' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
