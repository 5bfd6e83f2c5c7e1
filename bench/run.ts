// npm run bench -- [name] [size ...]: measures and prints tables. A benchmark is no test: the machine's other work is in its
// figures. Sizes are for the bench `search`.
const BENCHES: Readonly<Record<string, (sizes: readonly number[]) => Promise<void>>> = {
  latency: async () => (await import('./latency.ts')).runLatency(),
  footprint: async () => (await import('./footprint.ts')).runFootprint(),
  'hook-during-import': async () => (await import('./hook-during-import.ts')).runHookDuringImport(),
  recall: async () => (await import('./recall/run-recall.ts')).runRecall(),
  'first-prompt': async () => (await import('./first-prompt.ts')).runFirstPrompt(),
  vectors: async () => (await import('./vectors.ts')).runVectors(),
  tokens: async () => (await import('./tokens.ts')).runTokens(),
  distill: async () => (await import('./distill/run-distill.ts')).runDistill(),
  poison: async () => (await import('./poison.ts')).runPoison(),
  secrets: async () => (await import('./secrets.ts')).runSecrets(),
  search: async (sizes) => (await import('./search.ts')).runSearch(sizes),
};

const isSize = (argument: string): boolean => /^[1-9]\d*$/.test(argument);
const wanted = process.argv.slice(2).filter((argument) => !isSize(argument));
const sizes = process.argv.slice(2).filter(isSize).map(Number);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : Object.keys(BENCHES)) {
    console.log(`\n## ${name}\n`);
    await BENCHES[name]!(sizes);
  }
}
