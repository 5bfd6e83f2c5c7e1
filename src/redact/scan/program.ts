import { startProgram } from '../../model/web-assembly.ts';

/** The memory that a scan works in, and `scan` of scan.wat. */
export interface ScanProgram {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly scan: (base: number, length: number, count: number) => number;
}

/** What scan.wat assembles to, in base64. */
export const SCAN_PROGRAM: string = [
  'AGFzbQEAAAABFwRgA39/fwF/YAF/AGABewF/YAJ/fwF/AwYFAAECAAMFAwEAAwYGAX8BQQALBxECBm1lbW9yeQIABHNjYW4AAArQBAXDAQEHfyABEAEgAEUE',
  'QEEAJAALQQAtAABBBXRBAS0AAHMhBQNAIAP9AAQAEAIhByAHBEAgCSAJIAAgAyAHaGoQA2ohCSAAIANqQSBqIAdnayQACyADQRBqIQQDQCAFQQV0IAMtAAJz',
  'Qf//AXEhBSAFQQF0LwGAgAQhBiAGBEAgBiADEAQhBiAGBEAgCEECdCAGQRB0IANyNgKAoAEgCEEBaiEICwsgA0EBaiEDIAMgBEkNAAsgAyACSQ0ACyAJQRB0',
  'IAhyC1wCAX8BeyAAQQF0QQBBwAD8CwADQCABQQF0/QAEACABQQF0/QAEEP1mIQIgASACIAJBwQD9D/1xQRr9D/0mQSD9D/1O/VD9CwQAIAFBEGohASABIABB',
  'AmpNDQALC1wAIABB4QD9D/1xQRr9D/0mIABBLf0P/XFBDf0P/Sb9UCAAQd8A/Q/9IyAAQT39D/0j/VAgAEEl/Q/9IyAAQSv9D/0j/VD9UCAAQf4A/Q/9I/1Q',
  '/VD9ZEH//wNzC3oBBH8gASACaiMAayEDIANBFEkEQEEADwsgAiEFIwAgAUkEQEEDIQYFIwAgAWshBANAIAVBAWshBSAGIAUtAABBMGtBCklqIQYgBSAESw0A',
  'CwsgBkEDSQRAQQAPCyAAQQN0IwA2AoCgAyAAQQN0IAEgAmo2AoSgA0EBC1QBAn8DQCAALQCAgAghAiACRQRAQQAPC0EAIQMDQCAAIANqLQCBgAggASADai0A',
  'AEYEQCADQQFqIQMgAyACSQ0BIAAPCwsgACACakEBaiEADAALAAs=',
].join('');

/** Makes the program ready to run, with a memory of its own. */
export function startScan(): ScanProgram {
  return startProgram(SCAN_PROGRAM) as ScanProgram;
}
