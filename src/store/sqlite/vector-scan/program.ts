/** The memory that a scan works in. Views of its buffer are void once it has grown. */
export interface ScanMemory {
  readonly buffer: ArrayBuffer;
  /** By pages of 64 KB. */
  grow(pages: number): number;
}

/** `scan` of scan.wat; the first four are addresses in the memory. */
export type Scan = (query: number, sketches: number, scales: number, scores: number, count: number, width: number, middle: number) => void;

/** What scan.wat assembles to, in base64. */
export const SCAN_PROGRAM: string = [
  'AGFzbQEAAAABCwFgB39/f39/f30AAhABBHNjYW4GbWVtb3J5AgABAwIBAAcIAQRzY2FuAAAKjgIBiwICAn8CewNAIAAhByABIAVqIQj9DAAAAAAAAAAAAAAA',
  'AAAAAAAhCgNAIAH9AAQAIQkgCiAH/QAEACAJ/QwPAA8ADwAPAA8ADwAPAA8A/U79ugEgB/0ABBAgCUEE/Y0B/QwPAA8ADwAPAA8ADwAPAA8A/U79ugH9rgEg',
  'B/0ABCAgCUEI/Y0B/QwPAA8ADwAPAA8ADwAPAA8A/U79ugEgB/0ABDAgCUEM/Y0B/boB/a4B/a4B/a4BIQogB0HAAGohByABQRBqIgEgCEkNAAsgAyACKgIA',
  'IAr9GwAgCv0bAWogCv0bAiAK/RsDamqyIAaTlDgCACACQQRqIQIgA0EEaiEDIARBAWsiBA0ACws=',
].join('');

/** Makes the program ready to run, with a memory of its own of one page. */
export function startScan(): { readonly memory: ScanMemory; readonly scan: Scan } {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const program = new WebAssembly.Module(Buffer.from(SCAN_PROGRAM, 'base64'));
  const { exports } = new WebAssembly.Instance(program, { scan: { memory } });
  return { memory, scan: exports['scan'] as Scan };
}

// What of it is used here: the types of Node do not have it.
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => ScanMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (program: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
};
