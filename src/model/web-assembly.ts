/** Makes a program of WebAssembly, in base64, ready to run. Returns what it exports. Throws where it is none. */
export function startProgram(program: string): object {
  return new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(program, 'base64'))).exports;
}

// What of it is used here: the types of Node do not have it.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (program: object) => { readonly exports: object };
};
