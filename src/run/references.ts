import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openDicom } from '../dicom/open';
import { updateReferences } from '../dicom/references';
import { createUidMap } from '../dicom/uids';
import { sha256 } from './audit';
import { writeWhole } from './files';
import { partsName } from './layout';
import type { Ledger } from './ledger';

/**
 * The end of a batch: references between its redacted files follow the new SOP instance UIDs. A file can name one that was redacted
 * after it, perhaps by another process, so this waits until all are written. `changed` is told the new hash of each file that was
 * written again, before it is; files that were copied byte for byte are not among `outputs` and stay so.
 *
 * @param outputs paths of redacted files
 * @param aside where an output is written before it takes its place; default beside it
 */
export async function followReferences(
  outputs: readonly string[],
  uidSecret: string,
  changed: (output: string, sha256: string) => Promise<void>,
  aside: (output: string) => string | undefined = () => undefined,
): Promise<void> {
  if (outputs.length < 2) return;
  const uidMap = createUidMap(uidSecret);
  const read = async (output: string) => openDicom(await readFile(output));
  const written = new Set<string>();
  for (const output of outputs) written.add((await read(output)).sopInstanceUID);
  for (const output of outputs) {
    const bytes = await updateReferences(await read(output), uidMap, written);
    if (bytes === undefined) continue;
    await writeWhole(output, bytes, aside(output));
    await changed(output, sha256(bytes));
  }
}

/** A ledger and the folder that its outputs lie in. */
export interface PlacedLedger {
  readonly ledger: Ledger;
  readonly out: string;
}

/** The same for the files of ledgers (of one run, or of the shards of one), which get a further line for each change. */
export async function followInLedger(
  ledgers: readonly PlacedLedger[],
  names: readonly string[],
  uidSecret: string,
): Promise<void> {
  const owners = new Map<string, PlacedLedger & { readonly name: string }>();
  for (const name of names) {
    for (const { ledger, out } of ledgers) {
      const entry = ledger.entries.get(name);
      const line = entry && (await ledger.read(entry));
      if (line?.status === 'done' && line.output !== null)
        owners.set(path.join(out, line.output), { ledger, out, name });
    }
  }
  const changed = async (output: string, hash: string) => {
    const { ledger, name } = owners.get(output)!;
    const line = await ledger.read(ledger.entries.get(name)!);
    await ledger.append({ ...line, outputSha256: hash, storedSha256: hash, at: new Date().toISOString() });
  };
  const aside = (output: string) => path.join(owners.get(output)!.out, partsName());
  await followReferences([...owners.keys()], uidSecret, changed, aside);
}
