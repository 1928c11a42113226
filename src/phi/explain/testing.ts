import { openWordNetwork, type WordNetwork } from './word-network';

let opened: Promise<WordNetwork> | undefined;

/** The network for all tests of a process. */
export function wordNetwork(): Promise<WordNetwork> {
  opened ??= openWordNetwork();
  return opened;
}
