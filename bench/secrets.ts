import { redactText } from '../src/redact/redact.ts';
import { type Case, readGitleaks, readLeakyRepo, readSecretlint } from './secrets/corpora.ts';
import { findLookAlikes, readTexts } from './secrets/transcripts.ts';

const MARK = /\[(?:secret(?:: [a-z\d.-]+)?|private)\]/g;
const ROUNDS = 5;
const SAMPLE = 40;
const SHORT = 60;

/**
 * How many secrets of public corpora are taken out, how many look-alikes are touched, what is touched of real sessions, and how fast.
 * `HOLDFAST_BENCH_SAMPLE=1` prints what was touched, to be read.
 */
export function runSecrets(): Promise<void> {
  for (const [corpus, cases] of [
    ['secretlint', readSecretlint()],
    ['gitleaks', readGitleaks()],
    ['leaky-repo', readLeakyRepo()],
  ] as const) {
    if (cases === undefined) console.log(`${corpus}: the corpus is not here.`);
    else report(corpus, cases);
  }
  const texts = readTexts();
  if (texts === undefined) console.log('The transcripts are not here.');
  else {
    reportLookAlikes(texts);
    reportTouched(texts);
    reportSpeed(texts);
  }
  return Promise.resolve();
}

function report(corpus: string, cases: readonly Case[]): void {
  const ours = cases.filter(({ apart }) => apart === undefined);
  const families = Map.groupBy(ours, ({ family }) => family);
  console.log(`\n### ${corpus}\n\n| family | secrets | found | look-alikes | touched |\n|---|---|---|---|---|`);
  for (const [family, of] of families) if (missed(of).length + touched(of).length > 0) console.log(row(family, of));
  const rest = [...families.values()].filter((of) => missed(of).length + touched(of).length === 0);
  console.log(row(`${rest.length} without a fault`, rest.flat()));
  console.log(row('**all**', ours));
  const secrets = ours.flatMap((one) => one.secrets).length;
  const alike = ours.filter((one) => one.secrets.length === 0).length;
  console.log(`\nFound: ${percent(secrets - missed(ours).length, secrets)}. Look-alikes touched: ${percent(touched(ours).length, alike)}.`);
  const others = cases.filter(({ secrets: of }) => of.length === 0);
  console.log(`With those that are counted apart: ${percent(touched(others).length, others.length)}.`);
  for (const [reason, of] of Map.groupBy(
    cases.filter(({ apart }) => apart !== undefined),
    ({ apart }) => apart!,
  ))
    console.log(`Apart: ${reason}: ${of.length} texts, ${of.filter(({ text }) => redactText(text) !== text).length} changed.`);
  if (process.env['HOLDFAST_BENCH_SAMPLE'] === undefined) return;
  for (const { family, secret } of missed(ours)) console.log(`  missed ${family}: ${JSON.stringify(secret)}`);
  for (const { family, text } of touched(ours)) console.log(`  touched ${family}: ${JSON.stringify(redactText(text))}`);
}

function row(name: string, cases: readonly Case[]): string {
  const secrets = cases.flatMap((one) => one.secrets).length;
  const alike = cases.filter((one) => one.secrets.length === 0).length;
  return `| ${name} | ${secrets} | ${secrets - missed(cases).length} | ${alike} | ${touched(cases).length} |`;
}

function missed(cases: readonly Case[]): readonly { readonly family: string; readonly secret: string }[] {
  return cases.flatMap(({ family, text, secrets }) => {
    const redacted = redactText(text).replaceAll(MARK, '');
    const gone = (piece: string): number => text.split(piece).length - redacted.split(piece).length;
    return [...Map.groupBy(secrets, (secret) => secret)].flatMap(([secret, same]) => {
      // A half that stands where the secret does alone has to be gone as well.
      const halves = [secret.slice(0, secret.length / 2), secret.slice(secret.length / 2)].filter(
        (half) => text.split(half).length === text.split(secret).length,
      );
      const left = same.length - Math.min(...[secret, ...halves].map(gone));
      return left > 0 ? Array.from({ length: left }, () => ({ family, secret })) : [];
    });
  });
}

function touched(cases: readonly Case[]): readonly Case[] {
  return cases.filter(({ text, secrets }) => secrets.length === 0 && redactText(text) !== text);
}

function reportLookAlikes(texts: readonly string[]): void {
  console.log('\n### Look-alikes of the transcripts\n\n| kind | words | touched |\n|---|---|---|');
  const all: string[] = [];
  for (const [kind, words] of findLookAlikes(texts)) {
    const changed = words.filter((word) => redactText(`see ${word} there`) !== `see ${word} there`);
    all.push(...words);
    console.log(`| ${kind} | ${words.length} | ${changed.length} |`);
    if (process.env['HOLDFAST_BENCH_SAMPLE'] !== undefined) for (const word of changed.slice(0, SAMPLE)) console.log(`  ${word}`);
  }
  console.log(`\nTouched: ${percent(all.filter((word) => redactText(`see ${word} there`) !== `see ${word} there`).length, all.length)}.`);
}

function reportTouched(texts: readonly string[]): void {
  const words = texts.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  const changed = texts.flatMap((text) => {
    const redacted = redactText(text);
    return redacted === text ? [] : [{ text, redacted }];
  });
  const marks = changed.reduce((sum, { text, redacted }) => sum + count(redacted) - count(text), 0);
  console.log(`\nOf ${texts.length} texts with ${words} words, ${changed.length} are changed, by ${marks} marks.`);
  if (process.env['HOLDFAST_BENCH_SAMPLE'] === undefined) return;
  for (const { redacted } of changed.slice(0, SAMPLE)) {
    const at = redacted.search(MARK);
    console.log(`  ${JSON.stringify(redacted.slice(Math.max(0, at - 60), at + 60))}`);
  }
}

function count(text: string): number {
  return text.match(MARK)?.length ?? 0;
}

function reportSpeed(texts: readonly string[]): void {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const short = texts.filter(({ length }) => length >= SHORT - 20 && length <= SHORT);
  const best = (of: readonly string[]): number => Math.min(...Array.from({ length: ROUNDS }, () => seconds(() => of.forEach(redactText))));
  console.log(
    `\n${(bytes / 1e6).toFixed(1)} MB of transcripts: ${(bytes / 1e6 / best(texts)).toFixed(0)} MB/s of processor time, the best of ${ROUNDS}.`,
  );
  console.log(`A text of ${SHORT - 20} to ${SHORT} characters: ${((best(short) / short.length) * 1e6).toFixed(1)} µs.`);
}

// Of the processor: others may work on the machine.
function seconds(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function percent(part: number, of: number): string {
  return of === 0 ? `${part} of 0` : `${part} of ${of} (${((100 * part) / of).toFixed(1)} %)`;
}
