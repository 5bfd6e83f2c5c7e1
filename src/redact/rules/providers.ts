import type { Rule } from '../rule.ts';
import { anthropic } from './anthropic.ts';
import { aws } from './aws.ts';
import { azure } from './azure.ts';
import { discord } from './discord.ts';
import { facebook } from './facebook.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { huggingface } from './huggingface.ts';
import { kubernetes } from './kubernetes.ts';
import { namedKeys } from './named-keys.ts';
import { npm } from './npm.ts';
import { nuget } from './nuget.ts';
import { onepassword } from './onepassword.ts';
import { openai } from './openai.ts';
import { prefixedKeys } from './prefixed-keys.ts';
import { sentry } from './sentry.ts';
import { shapedKeys } from './shaped-keys.ts';
import { sidekiq } from './sidekiq.ts';
import { slack } from './slack.ts';
import { stripe } from './stripe.ts';
import { tailscale } from './tailscale.ts';
import { vault } from './vault.ts';

/** What is known of the credentials of single providers. Those with a form of their own come before those with a name only. */
export const providerRules: readonly Rule[] = [
  anthropic,
  openai,
  github,
  ...gitlab,
  ...aws,
  ...azure,
  ...google,
  ...slack,
  stripe,
  ...npm,
  ...vault,
  ...discord,
  ...facebook,
  huggingface,
  ...kubernetes,
  nuget,
  ...onepassword,
  ...sentry,
  ...sidekiq,
  tailscale,
  ...prefixedKeys,
  ...shapedKeys,
  ...namedKeys,
];
