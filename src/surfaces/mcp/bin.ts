import { launch } from '../launch.ts';

/** What the plugin starts: the session process, or where Node is too old one that says so. */
launch(
  async () => (await import('./serve.ts')).serveMcp('claude-code'),
  (sentence) => void import('./too-old.ts').then(({ serveTooOld }) => serveTooOld(sentence)),
);
