import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeidError } from '../base/errors';
import { readPublished } from '../evaluate/published';
import { renderReport } from '../report/report';
import { writeJson, writeWhole } from '../run/files';
import type { NotebookParameters } from './parameters';
import { withPictures } from './pictures';
import type { Study } from './study';

/** A report stays under 12 MB: what Plotly (0.7 million characters), tables and the notebook leave is for the gallery, within reason. */
const ALL_CHARACTERS = 11_500_000;
const PAGE_CHARACTERS = 1_300_000;
const MOST_FOR_GALLERY = 6_000_000;
const LEAST_FOR_GALLERY = 1_500_000;
const SMALL_GALLERY = 500_000;

const galleryBudget = (notebook = ''): number =>
  Math.max(LEAST_FOR_GALLERY, Math.min(MOST_FOR_GALLERY, ALL_CHARACTERS - PAGE_CHARACTERS - notebook.length));

interface Remembered {
  readonly title: string;
  readonly data: string;
  readonly study: Study;
}

const rememberedPath = (out: string, name: string): string => path.join(out, 'notebooks', `${name}.study.json`);
const reportPath = (out: string, name: string): string => path.join(out, 'reports', `${name}.html`);

/**
 * Writes `OUT/reports/NAME.html` and returns its path; remembers the study, so that `npm start` can write the report with the executed
 * notebook in it (with `DEID_REPORT=later` it is written only then). Throws `write-failed` and what opening the dataset throws.
 */
export async function writeReport(
  { data, out }: Pick<NotebookParameters, 'data' | 'out'>,
  study: Study,
  { name, title }: { readonly name: string; readonly title: string },
): Promise<string> {
  const remembered: Remembered = { title, data, study };
  await writeJson(rememberedPath(out, name), remembered);
  return process.env.DEID_REPORT === 'later' ? reportPath(out, name) : render(out, name, remembered);
}

/**
 * Writes the report of a notebook with the notebook's own cells in it. `notebookHtml`: nbconvert's body of the executed notebook.
 * Throws `results-missing` when the notebook did not come to `writeReport`.
 */
export async function writeNotebookReport(out: string, name: string, notebookHtml: string): Promise<string> {
  const text = await readFile(rememberedPath(out, name), 'utf8').catch(() => undefined);
  if (text === undefined) throw new DeidError('results-missing', `${name} has not written its results`);
  return render(out, name, JSON.parse(text) as Remembered, withoutScripts(notebookHtml));
}

async function render(out: string, name: string, remembered: Remembered, notebook?: string): Promise<string> {
  const target = reportPath(out, name);
  await writeWhole(target, await htmlOf(out, remembered, galleryBudget(notebook), notebook));
  return target;
}

const htmlOf = (
  out: string,
  { title, data, study }: Remembered,
  pictureBudget: number,
  notebook?: string,
): Promise<string> =>
  withPictures({ data, out }, (pictures) =>
    renderReport({
      ...study,
      title,
      published: readPublished(),
      pictures,
      pictureBudget,
      ...(notebook === undefined ? {} : { notebook }),
    }),
  );

/** The report with smaller pictures, so that it fits an output of a notebook (Colab becomes slow above 2 MB). */
export const smallReport = (
  { data, out }: Pick<NotebookParameters, 'data' | 'out'>,
  study: Study,
  title: string,
): Promise<string> => htmlOf(out, { title, data, study }, SMALL_GALLERY);

/**
 * The report lets only its own scripts run, so those of the cells go; the data of figures stays, and the report's script draws it. This
 * is tidiness: what keeps foreign scripts from running is the page's content security policy.
 */
export function withoutScripts(html: string): string {
  return html.replace(/<script\b([^>]*)>[\s\S]*?<\/script\s*>/gi, (whole, attributes: string) =>
    /type="application\/json"/.test(attributes) ? whole : '',
  );
}
