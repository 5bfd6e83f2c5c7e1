import { findClient } from './install.ts';

/** Installs the client before the first test, which then does not spend its time on a download. */
export async function setup(): Promise<void> {
  await findClient();
}
