import { isPlaceholder } from '../is-placeholder.ts';
import type { Rule } from '../rule.ts';

const HEX = (length: number) => `[0-9a-f]{${length}}`;
const ANY = (length: number | string) => `[A-Za-z0-9]{${length}}`;
const WORD = (length: number | string) => String.raw`[\w=-]{${length}}`;
const UUID = `${HEX(8)}(?:-${HEX(4)}){3}-${HEX(12)}`;

// The words of a name, and the forms of its keys. What has a form of its own stands with that.
const KEYS: readonly (readonly [string, ...string[]])[] = [
  ['adafruit', WORD(32)],
  ['adobe', HEX(32)],
  ['airtable', ANY(17)],
  ['algolia', ANY(32)],
  ['alibaba', ANY(30)],
  ['artifactory', ANY(73), ANY(64)],
  ['asana', ANY(32), String.raw`[012]/\d{16}(?:/\d{16})?:${HEX(32)}`],
  ['atlassian', `[A-Za-z0-9]{20}${HEX(4)}`],
  ['beamer', `b_${WORD(44)}`],
  ['bintray', ANY(64), HEX(40)],
  ['bitbucket', ANY(32), WORD(64)],
  ['bittrex', ANY(32)],
  ['cloudflare', WORD(40), HEX(37)],
  ['codecov', ANY(32), UUID],
  ['cohere', ANY(40)],
  ['coinbase', WORD(64)],
  ['confluence', `[A-Za-z0-9]{20}${HEX(4)}`],
  ['confluent', ANY(64), ANY(16)],
  ['contentful', WORD(43)],
  ['datadog', ANY(40), HEX(32)],
  ['discord', HEX(64), WORD(32)],
  ['droneci', ANY(32)],
  ['dropbox', ANY(15), `[A-Za-z0-9]{11}A{10}${WORD(43)}`, String.raw`sl\.${WORD(135)}`],
  ['etsy', ANY(24)],
  ['facebook', HEX(32)],
  ['fastly', WORD(32)],
  ['finicity', HEX(32), ANY(20)],
  ['finnhub', ANY(20)],
  ['flickr', ANY(32), HEX(16)],
  ['freshbooks', ANY(64)],
  ['gitter', WORD(40)],
  ['gocardless', String.raw`(?:live|sandbox)_${WORD(40)}`],
  ['heroku', UUID],
  ['hubspot', UUID, UUID.replaceAll('a-f', 'A-F')],
  ['intercom', WORD(60)],
  ['jfrog', ANY(73), ANY(64)],
  ['jira', `[A-Za-z0-9]{20}${HEX(4)}`],
  ['kraken', String.raw`[\w/=+-]{80,90}`],
  ['kucoin', HEX(24), UUID],
  ['launch darkly', WORD(40)],
  ['linear', HEX(32)],
  ['linked in', ANY(16)],
  ['lob', `(?:live|test)_${HEX(35)}`, `(?:live|test)_pub_${HEX(31)}`],
  ['looker', ANY(24)],
  ['mailgun', `(?:pub)?key-${HEX(32)}`, `${HEX(32)}-${HEX(8)}-${HEX(8)}`],
  ['mapbox', String.raw`pk\.${WORD(60)}\.${WORD(22)}`],
  ['mattermost', '[a-z0-9]{26}'],
  ['meraki', HEX(40)],
  ['message bird', ANY(25)],
  ['netlify', WORD('40,46')],
  ['new relic', ANY(64), HEX(40), ANY('36,40') + 'NRAL'],
  ['nytimes', WORD(32)],
  ['okta', `00${WORD(40)}`],
  ['plaid', ANY(30), ANY(24), `access-(?:sandbox|development|production)-${UUID}`],
  ['private ai', ANY(32)],
  ['rapid api', WORD(50)],
  ['sendbird', HEX(40), UUID],
  ['sentry', HEX(64)],
  ['snyk', UUID],
  ['sonar', WORD(40)],
  ['sourcegraph', HEX(40)],
  ['squarespace', UUID],
  ['sumo', ANY(64), 'su[A-Za-z0-9]{12}'],
  ['telegram', String.raw`\d{5,16}:A${WORD(34)}`],
  ['travis', ANY(22)],
  ['twilio', HEX(32)],
  ['twitch', '[a-z0-9]{30}'],
  ['twitter', ANY(50), ANY(45), ANY(25), String.raw`\d{15,25}-[A-Za-z0-9]{20,40}`],
  ['xray', ANY(73), ANY(64)],
  ['yandex', `YC${WORD(38)}`],
  ['zendesk', ANY(40)],
];

// Words that say of a value that it is public.
const PUBLIC =
  '(?:(?:sha|SHA)\\d{0,3}|md5|MD5|[hH]ash|checksum|digest|[cC]ommit|[rR]evision|[vV]ersion|etag|uuid|[uU]rl|[pP]ath|[fF]ile|' +
  '(?<![aA]ccess_?|ACCESS_?)(?:[_-]id|Id|ID))';
const SAID = String.raw`(?!["'\]]{0,3}[\w .-]{0,20}${PUBLIC}["'\]]{0,3}\s{0,2}[=:>,])`;
const OPERATOR = String.raw`["'\s\]]{0,3}(?:=>|:{1,3}=|\?=|\|\||[=:>,])["'\s=\x60]{0,5}`;

/** Keys that look like any other text, where the name of who gave them out stands before: `etsy_token = "..."`. */
export const namedKeys: readonly Rule[] = KEYS.map(([name, ...forms]) => named(name, forms));

function named(name: string, forms: readonly string[]): Rule {
  const words = name.split(' ');
  const lower = words.join('[_-]?');
  const capital = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  // In the middle of `myDiscordToken`, not of `bilinear`.
  const start = `(?<![A-Za-z])(?:${lower}|${lower.toUpperCase()})|(?<![A-Z])${capital}`;
  return {
    family: words.join(''),
    hints: words.length === 1 ? words : ['', '_', '-'].map((joint) => words.join(joint)),
    // Made when it is needed: see `prefixed`.
    get pattern() {
      return new RegExp(`(?:${start})${SAID}[ \\t\\w.-]{0,20}${OPERATOR}(?<secret>${forms.join('|')})(?![\\w/+=.-])`, 'y');
    },
    accept: isRandom,
  };
}

function isRandom(value: string): boolean {
  return /\d/.test(value) && /[A-Za-z]/.test(value) && !isPlaceholder(value);
}
