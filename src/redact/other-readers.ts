import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box } from '../base/geometry';
import { PROJECT_ROOT } from '../base/paths';
import type { Codec } from '../dicom/transfer-syntax';

/** Other people's DICOM tools, for tests: DCMTK, dicom3tools and pydicom. */

export interface ToolResult {
  readonly ok: boolean;
  /** What it wrote, errors and all. */
  readonly text: string;
}

export function runTool(command: string, args: readonly string[]): ToolResult {
  const result = spawnSync(command, args, { encoding: 'latin1', maxBuffer: 2 ** 28 });
  return { ok: result.status === 0, text: `${result.stdout ?? ''}${result.stderr ?? ''}` };
}

/** Whether the command can be started at all. */
export const hasTool = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;

/** The errors and warnings of `dciodvfy` (dicom3tools). */
export function dciodvfy(path: string): readonly string[] {
  const lines = runTool('dciodvfy', [path]).text.split('\n');
  return lines.filter((line) => /^(Error|Warning)/.test(line));
}

const PNM_TOOLS: Partial<Record<Codec, string>> = {
  native: 'dcm2pnm',
  rle: 'dcm2pnm',
  jpeg: 'dcmj2pnm',
  'jpeg-lossless': 'dcmj2pnm',
  'jpeg-ls': 'dcml2pnm',
};

/** Whether DCMTK shows one colour in that box of the first frame; `undefined` where it does not show the file at all. */
export function dcmtkShowsUniform(path: string, codec: Codec, box: Box): boolean | undefined {
  const tool = PNM_TOOLS[codec];
  const target = `${path}.pnm`;
  if (tool === undefined || !runTool(tool, ['-q', '--write-raw-pnm', path, target]).ok) return undefined;
  const pnm = readFileSync(target);
  const header = /^P([56])\s(?:#.*\s)?(\d+) (\d+)\s(\d+)\s/.exec(pnm.subarray(0, 200).toString('latin1'));
  if (header === null) return undefined;
  const channels = header[1] === '6' ? 3 : 1;
  const columns = Number(header[2]);
  const colours = new Set<string>();
  for (let y = box.top; y < box.bottom; y += 1) {
    for (let x = box.left; x < box.right; x += 1) {
      const at = header[0].length + (y * columns + x) * channels;
      colours.add(pnm.toString('hex', at, at + channels));
    }
  }
  return colours.size === 1;
}

/** A Python with pydicom and numpy: the project's own, or the machine's; `undefined` when there is none. */
export function pythonWithPydicom(): string | undefined {
  const own = join(PROJECT_ROOT, '.venv', 'bin', 'python');
  return [own, 'python3'].find(
    (python) => (python !== own || existsSync(own)) && runTool(python, ['-c', 'import pydicom, numpy']).ok,
  );
}

/**
 * Compares with pydicom: all elements of two files but `changing` ones, and the decoded pixels of the second with `raw`, little endian
 * samples. Standard input is a JSON list; each line of the output is a complaint or `decoded NAME`.
 */
export const PYDICOM_CHECK = `
import json, sys, warnings, logging
import numpy as np, pydicom
warnings.simplefilter('ignore'); logging.disable(logging.CRITICAL)
job = json.load(sys.stdin)
changing = {int(tag, 16) for tag in job['changing']}
def leaves(ds, path, found):
    for e in ds:
        if int(e.tag) in changing or e.tag.element == 0 or (e.tag.group >> 8 == 0x60 and e.tag.element == 0x3000): continue
        here = path + (int(e.tag),)
        if e.VR == 'SQ':
            found[here] = ('SQ', len(e.value))
            for i, item in enumerate(e.value): leaves(item, here + (i,), found)
        else: found[here] = (e.VR, e.value if isinstance(e.value, bytes) else repr(e.value))
    return found
for f in job['files']:
    before = pydicom.dcmread(f['before'], force=True)
    after = pydicom.dcmread(f['after'], force=True)
    uid = repr(before.get('SOPInstanceUID'))
    old, new = leaves(before, (), {}), leaves(after, (), {})
    for key in old.keys() | new.keys():
        if old.get(key) != new.get(key) and uid not in repr(old.get(key)): print('element', f['name'], ['%08X' % k for k in key])
    try: pixels = pydicom.pixels.pixel_array(after, raw=True)
    except Exception: continue
    if pixels.dtype.itemsize * 8 > 8: pixels = pixels.astype(pixels.dtype.newbyteorder('<'))
    spare = pixels.dtype.itemsize * 8 - after.BitsStored if after.BitsAllocated > 1 else 0
    value = lambda a: (a.ravel() << spare) >> spare
    raw = np.fromfile(f['raw'], dtype=pixels.dtype)
    same = raw.size == pixels.size and bool((value(raw) == value(pixels)).all())
    print('decoded' if same else 'pixels', f['name'])
`;
