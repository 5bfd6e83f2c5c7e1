import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sharedData } from '../../test/shared-data.ts';

/** A text of a corpus: the secrets that are in it, or none where it only looks as if there were one. */
export interface Case {
  readonly family: string;
  readonly name: string;
  readonly text: string;
  readonly secrets: readonly string[];
  /** Why it is counted apart: what the corpus asks for there is not what we do. */
  readonly apart?: string;
}

const NEAR_MISS = 'random, but not of the form of the family: what entropy is there for';

interface SecretlintCase {
  readonly rule: string;
  readonly case: string;
  readonly text: string;
  readonly expected: readonly { readonly id: string; readonly range: readonly [number, number] }[];
}

/** The cases of secretlint, each text once. */
export function readSecretlint(): readonly Case[] | undefined {
  const lines = readLines<SecretlintCase>('secrets/secretlint/cases.jsonl');
  const seen = new Set<string>();
  return lines?.flatMap((line) => {
    const [family, name] = /(?:.*secretlint-rule-)?(.*)\/(.*)/.exec(`${line.rule}/${line.case}`)!.slice(1) as [string, string];
    const key = `${family} ${line.text}`;
    if (seen.has(key) || line.text.trim() === '') return [];
    seen.add(key);
    const secrets = line.expected.flatMap(({ range }) => secretsAt(line.text, range));
    return [{ family, name, text: line.text, secrets, ...apart(secretlintApart(family, name, line.expected[0]?.id)) }];
  });
}

// Of a URL its password, of a key its lines; some ranges begin with the name, and end before the value does.
function secretsAt(text: string, [from, to]: readonly [number, number]): readonly string[] {
  const range = text.slice(from, to);
  const key = /PRIVATE KEY-----([^]*?)-----END/.exec(range)?.[1];
  if (key !== undefined) return key.match(/[A-Za-z\d+/]{40,}/g) ?? [];
  const password = /:\/\/[^\s:/]*:([^\s/]+)@/.exec(range)?.[1];
  if (password !== undefined) return [password];
  const named = /^\w+\s*:?=\s*/.exec(range)?.[0];
  const line = text.slice(from).split('\n', 1)[0]!;
  return [(named === undefined ? range : line.slice(named.length)).replace(/^["']|["';]+$/g, '')];
}

function secretlintApart(family: string, name: string, id: string | undefined): string | undefined {
  if (/^(?:example|pattern|filter-comments|no-dotenv)$/.test(family)) return 'tests the tool, not a credential: words of its user';
  if (/allows|enableIDScanRule/.test(name)) return 'an option leaves what the same rule finds elsewhere';
  if (id === 'AWSAccountID' || id === 'AzureClientId') return 'an id, no secret';
  if (name.includes('database-urls')) return 'a password, left to another of its rules';
  if (family === 'aws' && name === 'ok.AWS Secret Access Key') return 'a name says that it is a secret';
  const nearMiss = /^(?:github|hashicorp-vault|openai) ok\.valid$/.test(`${family} ${name}`);
  return nearMiss ? NEAR_MISS : undefined;
}

interface GitleaksCase {
  readonly rule: string;
  readonly label: 'secret' | 'not-secret';
  readonly text: string;
}

/** The strings of gitleaks. What is secret in one is what the pattern of its rule captures. */
export function readGitleaks(): readonly Case[] | undefined {
  const rules = sharedData('secrets/gitleaks/gitleaks.toml');
  if (rules === undefined) return undefined;
  const patterns = new Map(
    Array.from(readFileSync(rules, 'utf8').matchAll(/^id = "(.*)"[^]*?^regex = '''(.*)'''/gm), ([, id, source]) => [id!, source!]),
  );
  return readLines<GitleaksCase>('secrets/gitleaks/literal-cases.jsonl')?.map(({ rule, label, text }, at) => ({
    family: rule,
    name: String(at),
    text,
    secrets: label === 'secret' ? [capture(patterns.get(rule), text)] : [],
    ...apart(gitleaksApart(rule, label, text)),
  }));
}

function capture(source: string | undefined, text: string): string {
  // Go writes flags and ends of texts otherwise.
  const pattern = source?.replaceAll('(?i)', '').replaceAll('\\z', '$').replaceAll('(?P<', '(?<').replaceAll('[[:alnum:]]', '[A-Za-z0-9]');
  const match = pattern === undefined ? null : new RegExp(pattern, source!.includes('(?i)') ? 'i' : '').exec(text);
  const longest = (text.match(/[\w+/=.~-]+/g) ?? []).toSorted((a, b) => b.length - a.length)[0]!;
  const found = match?.slice(1).find((group) => group !== undefined && group !== '') ?? match?.[0] ?? longest;
  // Of a user and a password the password, unless there is none.
  return found
    .trim()
    .replace(/^["']?[^\s:]+:["']*(?=.*\w)/, '')
    .replace(/["':]+$/g, '');
}

function gitleaksApart(rule: string, label: string, text: string): string | undefined {
  if (rule === 'gcp-service-account') return 'says that a file is one, and is no secret itself';
  if (label === 'secret') return undefined;
  if (/^AIza[\w-]{35}$/.test(text) && !text.includes('abcdef')) return 'a key in every way, left by a list of known ones';
  if (/\bhf_x+\W/.test(text)) return 'secretlint has it as a secret';
  if (/meraki-api-key: \w|meraki_token = \w|initialize\(token: |authenticity_token/.test(text)) return 'a name says that it is a secret';
  if (text.includes('Basic eyJ')) return 'a JSON Web Token that lets in';
  if (/^(?:rookTable|sumOfExposures) = \w{40}|^\w{112}$|USK@\w{12}/.test(text)) return NEAR_MISS;
  return undefined;
}

/** The files of leaky-repo, with the values that are marked as a risk or are what the file is there for. */
export function readLeakyRepo(): readonly Case[] | undefined {
  const root = sharedData('secrets/leaky-repo');
  if (root === undefined) return undefined;
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(join(root, name)).isFile() && !/README|LICENSE/.test(name),
  );
  return names.map((name) => {
    const text = readFileSync(join(root, name), 'utf8');
    return { family: name, name, text, secrets: valuesIn(name, text) };
  });
}

const VALUES: readonly (readonly [RegExp, RegExp])[] = [
  [/\.(?:pem|ppk)$|id_rsa$/, /^(?!AAAAB3|TN7A|bJe2|vl0i|uMfp|0qhB)([A-Za-z\d+/=]{20,})$/gm],
  [/master\.key$/, /^(\w+)/g],
  [/shadow$|proftpdpasswd$|htpasswd$/, /^\w+:(\$[^:\s]+)/gm],
  [/\.sql$/, /'(\$2y\$[^']+)'/g],
  [/high-entropy/, /^\w+:(\S+)/gm],
  [/salesforce/, /login\('[^']*', '([^']+)'/g],
  [/mongoid|git-credentials/, /:\/\/[^:]+:([^@]+)@/g],
  [/./, /risk[^\n]*\n\s*(?:\w+=|<Pass[^>]*>|define\(\s*'\w+',\s*'|[$\w]+\s*=\s*')(.*?)(?:'\s*\)?;|<\/Pass>|'$|$)/gim],
  [/\.(?:json|xml|ya?ml|ini)$|hub$/, /(?:pass(?:word|phrase)|oauth_token|secret_key_base|api_key)"?\s?[:=]\s?"?(?!true)([^"\s]+)/gi],
];

function valuesIn(name: string, text: string): readonly string[] {
  const known = VALUES.filter(([file]) => file.test(name)).map(([, pattern]) => Array.from(text.matchAll(pattern), ([, value]) => value!));
  return known.find((values) => values.length > 0) ?? [];
}

function apart(reason: string | undefined): { readonly apart?: string } {
  return reason === undefined ? {} : { apart: reason };
}

function readLines<T>(file: string): readonly T[] | undefined {
  const path = sharedData(file);
  return path === undefined
    ? undefined
    : readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as T);
}
