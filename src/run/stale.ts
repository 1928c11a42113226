import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { QUARANTINE } from './layout';
import { type LedgerEntry, readLine } from './ledger';

/** Files in an output folder that nobody of these inputs put there: outputs of other runs, or of other programs. In order. */
export async function staleFiles({
  out,
  entries,
  ledgers,
}: {
  readonly out: string;
  readonly entries: readonly LedgerEntry[];
  readonly ledgers: readonly string[];
}): Promise<readonly string[]> {
  const outputs = new Set<string>();
  const handles = await Promise.all(ledgers.map((ledger) => open(ledger)));
  try {
    for (const entry of entries) {
      const { output } = await readLine(handles[entry.ledger], entry);
      if (output === null) continue;
      outputs.add(output);
      if (output.startsWith(`${QUARANTINE}/`)) outputs.add(`${output}.json`);
    }
  } finally {
    for (const handle of handles) await handle.close();
  }
  const stale: string[] = [];
  await collect(out, '', outputs, stale);
  return stale.sort();
}

/** What a run keeps at the top of OUT for itself. */
const OWN = /^(audit\.json|review\.json|ledger[^/]*\.jsonl|\.lock.*|\.parts.*|\.batch-secret)$/;

async function collect(out: string, below: string, outputs: ReadonlySet<string>, stale: string[]): Promise<void> {
  for (const each of await readdir(path.join(out, below)).catch(() => [])) {
    const name = below === '' ? each : `${below}/${each}`;
    if (below === '' && OWN.test(each)) continue;
    const kind = await lstat(path.join(out, name)).catch(() => undefined);
    if (kind?.isDirectory()) await collect(out, name, outputs, stale);
    else if (kind !== undefined && !outputs.has(name)) stale.push(name);
  }
}
