import type { FileResult } from '../base/results';
import { PIPELINES, type PipelineId } from '../pipeline/pipelines';
import { datasetCaution, datasetInWords } from '../report/definitions';
import { duration, percent, plural, score3 } from '../report/format';
import { escapeHtml } from '../report/html';
import { pipelineName } from '../report/labels';
import { spreadOver } from '../report/spread';
import { classCountTable, type DatasetOverview, describeDataset } from './dataset';
import { chooseExample } from './example';
import type { NotebookHost } from './host';
import { captionedHtml, htmlOf, pictureHtml, type Showable, stepsHtml } from './html';
import { interruptible } from './interrupt';
import { type NotebookParameters, type Override, resolveParameters } from './parameters';
import { comparisonPictures, contactSheet } from './pictures';
import { presidioVerification } from './presidio-verification';
import { notebookProgress } from './progress';
import { Readings } from './readings';
import { smallReport, writeReport } from './report';
import { reportFrameHtml } from './report-frame';
import { compareRuns, runOrLoad, type Study, type StudyRun } from './study';
import { walkThrough } from './walk-through';

const SHEET = 24;

/**
 * Opens a notebook: settles its parameters (`readParameters`), looks at its dataset, and says both. `host` is the
 * module tslab. Throws `parameter-invalid` with the choices, and what `openDataset` throws.
 *
 * @example const notebook = await openNotebook(tslab, { data: '../data/local/default', out: '../results', ... });
 */
export async function openNotebook(host: NotebookHost, own: NotebookParameters): Promise<Notebook> {
  const { parameters, overrides } = resolveParameters(own);
  const notebook = new Notebook(host, parameters, await describeDataset(parameters));
  notebook.show(overrides.map((override) => overrideHtml(override, parameters)).join(''));
  const { info } = notebook.dataset;
  notebook.show(
    `<p><strong>${escapeHtml(datasetInWords(info))}</strong>, read from <code>${escapeHtml(info.name)}</code>. ${escapeHtml(datasetCaution(info))}</p>`,
  );
  return notebook;
}

const overrideHtml = ({ name, by }: Override, parameters: NotebookParameters): string =>
  `<p>⚠ <code>${escapeHtml(by)}</code> overrides this cell: <code>${name}</code> is ${escapeHtml(JSON.stringify(parameters[name]))}.</p>`;

/** One notebook at work: what it has run so far, and how it shows things. Its methods show; those that return something show nothing. */
export class Notebook {
  readonly runs: StudyRun[] = [];
  private readonly readings = new Readings();

  constructor(
    private readonly host: NotebookHost,
    readonly parameters: NotebookParameters,
    readonly dataset: DatasetOverview,
  ) {}

  /** Shows a table, a figure or HTML. */
  show(thing: Showable): void {
    if (thing !== '') this.host.display.html(htmlOf(thing));
  }

  /** All images small, and how many texts of each class are burnt into them. */
  async showDataset(): Promise<void> {
    const { images } = this.dataset;
    const names = images.slice(0, SHEET).map(({ name }) => name);
    const modalities = [...new Set(images.map(({ modality }) => modality).filter(Boolean))].join(', ');
    const alt = `${plural(names.length, 'image')} side by side: ${modalities}`;
    this.show(pictureHtml('image/png', await contactSheet(this.parameters, names), alt));
    this.show(classCountTable(this.dataset));
  }

  /**
   * Runs a pipeline over the dataset, or loads its results; then says how it went and shows some files before (with boxes) and after. A
   * pipeline that the parameters do not name is left out without a word. *Interrupt* stops it before its next file.
   */
  async run(pipeline: PipelineId): Promise<void> {
    if (!this.parameters.pipelines.includes(pipeline)) return;
    const shown = this.host.newDisplay();
    const progress = notebookProgress((html) => shown.html(html));
    const result = await interruptible((signal) =>
      runOrLoad(this.parameters, this.dataset, pipeline, { onProgress: progress, signal, readings: this.readings }),
    );
    this.runs.push(result);
    shown.html(await this.outcomeHtml(result));
    const { parameters } = this;
    const files = worthSeeing(result.run.files);
    const pictures = await comparisonPictures(parameters, pipeline, files, parameters.pictures);
    if (pictures.length === 0) return;
    this.show(
      captionedHtml(
        pictures.map(({ file, jpeg }) => {
          const state = file.leak.leaked ? 'leaked' : file.status;
          const alt = `${file.modality || 'image'} before, with boxes, and after by ${pipelineName(pipeline)}: ${state}`;
          const caption = `${file.Filename}: before, with boxes, and after; ${state}`;
          return { caption, picture: pictureHtml('image/jpeg', jpeg, alt) };
        }),
      ),
    );
  }

  private async outcomeHtml(result: StudyRun): Promise<string> {
    const [{ leak, scores, time, failed }] = (await compareRuns(this.parameters, this.dataset, [result])).metrics.runs;
    const rate =
      leak.images === 0
        ? 'no image that could leak'
        : `<strong>${leak.leaked} of ${leak.images} released images leaked</strong> (rate up to ${percent(leak.wilson95[1])}, 95 % CI)`;
    const held =
      leak.quarantined + failed.length > 0 ? `, ${leak.quarantined} quarantined, ${failed.length} failed` : '';
    const source = result.loaded ? ' Loaded from stored results.' : '';
    return `<p>${rate}${held}; F1 ${score3(scores.exact.macro.f1)}; ${duration(time.meanMs)} per file on ${escapeHtml(result.run.info.device)}.${source}</p>`;
  }

  /** Presidio's own precision and recall, file by file (`presidioVerification`). */
  async verifyPresidio(): Promise<void> {
    this.show(await presidioVerification(this.parameters, this.readings));
  }

  /** One file through the stages of every pipeline that ran; which one is chosen by a rule, and said. */
  async walkThrough(): Promise<void> {
    const example = chooseExample(this.runs);
    if (example === undefined) return this.show('<p>No file went through all pipelines.</p>');
    this.show(`<p><code>${escapeHtml(example.name)}</code>: ${escapeHtml(example.why)}.</p>`);
    for (const { pipeline, run } of this.runs) {
      const result = run.files.find(({ Filename }) => Filename === example.name);
      if (result)
        this.show(
          stepsHtml(
            `${pipelineName(pipeline)}: ${PIPELINES[pipeline].title}`,
            await walkThrough(this.parameters, pipeline, result, this.readings.of(pipeline, result.Filename)),
          ),
        );
    }
  }

  /** The runs so far side by side: `metrics` for tables and figures. */
  compare(): Promise<Study> {
    return compareRuns(this.parameters, this.dataset, this.runs);
  }

  /** Writes the notebook's report and says where it is. Returns its path. */
  async report(study: Study, name: string, title: string): Promise<string> {
    const path = await writeReport(this.parameters, study, { name, title });
    this.show(`<p>Report: <code>${escapeHtml(path)}</code></p>`);
    return path;
  }

  /** Shows the report, with smaller pictures, in this output, and offers it for download: where no one can open the file (Colab). */
  async showReport(study: Study, name: string, title: string): Promise<void> {
    this.show(reportFrameHtml(name, await smallReport(this.parameters, study, title)));
  }
}

/** Leaked and clean files in turn, each going round the modalities: the first few show both. */
function worthSeeing(files: readonly FileResult[]): readonly FileResult[] {
  const released = files.filter(({ status }) => status !== 'failed' && status !== 'no-pixels');
  const byModality = (list: readonly FileResult[]) => spreadOver(list, ({ modality }) => modality);
  const kinds = [released.filter((file) => file.leak.leaked), released.filter((file) => !file.leak.leaked)].map(
    byModality,
  );
  return spreadOver(kinds.flat(), (file) => String(file.leak.leaked));
}
