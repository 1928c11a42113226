// The two notebooks as one skeleton: what is asked, what is run, what is seen. `npm run notebooks` writes them from here.

const STORIES = {
  presidio: [
    'Presidio rules',
    "What the published Presidio notebook measures: words read by Tesseract, Presidio's analyser rules, and its way of painting boxes. The rules are written anew in TypeScript, without the spaCy model that finds names in the original: figures of this row are not Presidio's own.",
  ],
  tesseract: [
    'Tesseract on the full page',
    'The simplest approach: one OCR engine reads the whole picture, then patient data is looked for in its text.',
  ],
  'detector-lstm': [
    'Text detector, Tesseract per region',
    "A text detector finds the lines; Tesseract's LSTM reads each of them. Most of the text that a full page loses is found.",
  ],
  'detector-base': [
    'Text detector and base recogniser',
    'A newer detector that needs one look at most pictures; each line is read by a recogniser that was trained together with it.',
  ],
  'detector-large': [
    'Text detector and large recogniser',
    'The first detector again, in two sizes; two recognisers vote on each line: slower, better on small print.',
  ],
  proof: [
    'Proof: verified before it is released',
    'Every window, polarity and overlay is looked at, text without a reason to stay is painted over, and the output is looked at again. A file is released only when nothing is left; what cannot be proven clean goes to quarantine.',
  ],
};

const NOTEBOOKS = {
  Visual_NLP_Metrics: {
    title: 'Burnt-in text in DICOM images: detectors and recognisers',
    question:
      'Patient data burnt into the pixels of DICOM images, found and painted over by five pipelines of growing effort: how safe, how good and how fast is each?',
    pipelines: ['tesseract', 'detector-lstm', 'detector-base', 'detector-large', 'proof'],
  },
  Presidio_Metrics: {
    title: 'Burnt-in text in DICOM images: Presidio rules and the verified pipeline',
    question:
      "How much of the patient data burnt into DICOM pixels do the rules of Presidio's image redactor remove, and how much does a pipeline that verifies its own output?",
    pipelines: ['presidio', 'tesseract', 'proof'],
  },
};

export const NOTEBOOK_NAMES = Object.keys(NOTEBOOKS);

const markdown = (source, tags) => ({ cell_type: 'markdown', source, tags });
const code = (source, ...tags) => ({ cell_type: 'code', source, tags });

function opening({ title, question, pipelines }, name) {
  return [
    markdown(`# ${title}

${question}

This notebook is TypeScript (kernel *TypeScript*, by [tslab](https://github.com/yunabe/tslab)). Its executed form, with a gallery of all pictures, is \`results/reports/${name}.html\`: one file that opens in any browser, without a network.`),
    code(`import { DataFrame } from 'danfojs-node';
import * as tslab from 'tslab';
import * as bench from '../dist/bench';`),
    markdown(`## What is run, on what

Change the values here, or leave the cell alone and set environment variables (\`DEID_DATA\`, \`DEID_PIPELINES=tesseract,proof\`, \`DEID_LIMIT\` ...) or a \`parameters.json\` beside the notebook; what overrides this cell says so below it. \`data\` may be a zip in the published layout (\`dicom_files/NAME.dcm\` with \`NAME.json\`).`),
    code(
      `const notebook = await bench.openNotebook(tslab, {
  data: '../data/local/default',
  out: '../results',
  pipelines: [${pipelines.map((id) => `'${id}'`).join(', ')}],
  header: 'on', // 'off': the file's own header values do not help to find patient data
  device: 'auto',
  limit: 0, // 0: all files; else so many, spread over the whole set
  pictures: 2, // of each pipeline
  pricePerHour: 0, // of this machine, for the cost of 1,000 images
  fresh: false, // true: run again what there are results of
});`,
      'shows:html',
    ),
    markdown(`## The images

All of them small, and the texts burnt into them by class. *keep* counts acquisition annotations (kV, slice thickness ...), which must stay.`),
    code('await notebook.showDataset();', 'shows:html'),
    code(
      `// The same by modality, as a danfojs frame.
const images = new DataFrame(notebook.dataset.images.map(({ modality, frames, rows, columns }) => ({ modality, frames, megapixels: (rows * columns) / 1e6 })));
notebook.show(bench.frameTable(images.groupby(['modality']).agg({ frames: 'sum', megapixels: 'mean' }), 'Frames and mean megapixels by modality'));`,
      'shows:html',
    ),
  ];
}

/** One pipeline: its story and its run. Whoever did not ask for the pipeline does not get the cells (tag `pipeline:ID`). */
function pipelineCells(id, index) {
  const [title, story] = STORIES[id];
  const boxes =
    index === 0
      ? '\n\nIn the pictures, before and after: green is covered patient data, dashed red is missed, dotted orange was over-redacted, blue is an acquisition annotation to keep.'
      : '';
  const tag = `pipeline:${id}`;
  const cells = [
    markdown(`## ${title}\n\n${story}${boxes}`, [tag]),
    code(`await notebook.run('${id}');`, 'shows:html', tag),
  ];
  if (id === 'presidio') {
    const note =
      "Presidio's own rule, file by file: a detection within 50 pixels of a true box is right, duplicates count once. This is the table of the published notebook.";
    cells.push(markdown(note, [tag]), code('await notebook.verifyPresidio();', 'shows:html', tag));
  }
  return cells;
}

function comparison() {
  return [
    markdown(`## One image through the stages

What each pipeline read, what it took for patient data and why, and what came out. The file is chosen by a rule, so that every pipeline has something to show.`),
    code('await notebook.walkThrough();', 'shows:html'),
    markdown(`## Is it safe?

In how many released images can patient data still be seen? A leak rate of zero in few files proves little: the interval says how little.`),
    code(
      `const study = await notebook.compare();
const published = bench.readPublished();
notebook.show(bench.safetyTable(study.metrics));
notebook.show(bench.leakFigure(study.metrics));
notebook.show(bench.classFigure(study.metrics));`,
      'shows:html',
    ),
    markdown(`Every text that can still be seen in a released file, and the files that a pipeline could not process.`),
    code(
      `notebook.show(bench.leaksTable(study.metrics, study.runs, true));
notebook.show(bench.failuresTable(study.metrics));`,
      'shows:html',
    ),
    markdown(`## How good is it?

The exact rule is the published one: lower case, equal strings, means over files. Published figures were measured by others on their files: they are reference points, not competitors.`),
    code(
      `const quality = new DataFrame(bench.tableRecords(bench.metricsTable(study.metrics)));
notebook.show(bench.frameTable(quality.sortValues('F1', { ascending: false }) as DataFrame, 'Quality, best F1 first (danfojs)'));
notebook.show(bench.qualityFigure(study.metrics, published));
notebook.show(bench.publishedQualityTable(published, study.metrics));
notebook.show(bench.publishedNotesHtml(published));
if (study.runs.length > 1) notebook.show(bench.pairedTable(study.metrics, study.runs, study.runs.length - 1));`,
      'shows:html',
    ),
    markdown(`## How fast is it?

Means per file, excluding model loading and warm-up. CPU and GPU are never mixed; published times come from other hardware. Rows of Spark were measured apart (\`npm run scale\`): CPU time, other files, a cluster of processes on one machine.`),
    code(
      `notebook.show(bench.timingTable(study.metrics, bench.readSparkTimes()));
notebook.show(bench.stageFigure(study.metrics));
notebook.show(bench.spreadFigure(study.metrics, study.runs));
notebook.show(bench.publishedTimeFigure(study.metrics, published));
notebook.show(bench.paretoFigure(study.metrics, published));`,
      'shows:html',
    ),
  ];
}

function ending(name, { title }) {
  return [
    markdown(`## What to do next

- **Your own data**: put \`dicom_files.zip\` (the published layout) into \`data/\` and run \`npm start\` again.
- **De-identify for real**: \`npx dicom-deid redact --in FOLDER --out FOLDER --pipeline proof\`. What cannot be proven clean goes to \`quarantine/\`.
- **A bigger sample**: \`npx dicom-deid prepare --out data/local/big --count 300\`, then \`DEID_DATA=data/local/big\`.`),
    code(
      `notebook.show(bench.nextStepsHtml(study.metrics));
const report = await notebook.report(study, '${name}', '${title.replaceAll("'", "\\'")}');`,
      'shows:html',
    ),
  ];
}

/** In Colab nobody opens files of the machine: the report is shown in an output, and saved from there. */
const colabEnding = (name, { title }) => [
  markdown('## The report, to read and to keep'),
  code(`await notebook.showReport(study, '${name}', '${title.replaceAll("'", "\\'")}');`, 'shows:html'),
];

const withId = ({ cell_type, source, tags = [] }, index) => ({
  cell_type,
  id: `c${String(index).padStart(2, '0')}`,
  metadata: tags.length > 0 ? { tags } : {},
  source: source.split(/(?<=\n)/),
  ...(cell_type === 'code' ? { execution_count: null, outputs: [] } : {}),
});

/**
 * What Colab needs before the TypeScript kernel is there. Colab opens a notebook whose kernel it does not know with Python; these cells
 * are Python, and the TypeScript kernel skips every cell that begins with `# Python` (scripts/kernel.mjs).
 */
const COLAB = [
  markdown(`# In Colab

1. Run the first cell below: it gets Node and the project, and registers the TypeScript kernel on this machine. On a GPU runtime run the second one too.
2. **Reload the page** (F5) and connect again: the notebook now runs on the TypeScript kernel, on the same machine.
3. *Runtime*, *Run all*. The Python cells are skipped from now on.

The last cell shows the report and has a link to download it. The full one, with larger pictures, is a file of this machine: *Files* (left edge), \`dicom-deid-bench/results/reports\`, *Download*. Do not upload real patient data to a service that is not cleared for it.`),
  code(
    `# Python: gets Node and the project, and registers the TypeScript kernel. Afterwards reload the page.
import os, pathlib, shutil, subprocess, sys, tarfile, tempfile, urllib.request

REPOSITORY = os.environ.get('DEID_REPOSITORY', 'https://github.com/OWNER/dicom-deid-bench')  # your fork's address
PROJECT = pathlib.Path(os.environ.get('DEID_PROJECT', '/content/dicom-deid-bench'))
NODE = '22.21.1'

def run(*command, cwd=None):
    env = {**os.environ, 'DEID_VENV': 'off', 'DEID_PYTHON': sys.executable}
    done = subprocess.run(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(done.stdout[-4000:])
    done.check_returncode()

def node_version():
    if shutil.which('node') is None:
        return (0, 0)
    text = subprocess.run(['node', '--version'], stdout=subprocess.PIPE, text=True).stdout
    return tuple(int(part) for part in text.strip().lstrip('v').split('.')[:2])

if node_version() < (20, 19):
    name = f'node-v{NODE}-linux-x64'
    with tempfile.TemporaryDirectory() as folder:
        archive = pathlib.Path(folder) / 'node.tar.xz'
        urllib.request.urlretrieve(f'https://nodejs.org/dist/v{NODE}/{name}.tar.xz', archive)
        with tarfile.open(archive) as packed:
            packed.extractall(folder)
        shutil.copytree(pathlib.Path(folder) / name, '/usr/local', dirs_exist_ok=True, symlinks=True)
if not PROJECT.exists():
    run('git', 'clone', '--quiet', '--depth', '1', REPOSITORY, str(PROJECT))
run('npm', 'run', '--silent', 'kernel', '--', '--user', cwd=PROJECT)
print('Node', '.'.join(map(str, node_version())), '- now reload the page (F5) and connect again.')`,
    'python',
  ),
  code(
    `# Python, GPU runtimes only: the CUDA files of ONNX Runtime (CUDA 12 and cuDNN 9 are on the machine).
script = PROJECT / 'node_modules' / 'onnxruntime-node' / 'script' / 'install.js'
os.environ['ONNXRUNTIME_NODE_INSTALL'] = 'cuda12'
run('node', str(script), cwd=PROJECT)`,
    'python',
    'gpu',
  ),
];

/** A notebook as nbformat 4.5 JSON text; `colab` puts the Python cells before it. */
export function notebookText(name, { colab = false } = {}) {
  const notebook = NOTEBOOKS[name];
  const cells = [
    ...(colab ? COLAB : []),
    ...opening(notebook, name),
    ...notebook.pipelines.flatMap(pipelineCells),
    ...comparison(),
    ...ending(name, notebook),
    ...(colab ? colabEnding(name, notebook) : []),
  ].map(withId);
  const metadata = {
    kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tslab' },
    language_info: { name: 'typescript', mimetype: 'text/typescript', file_extension: '.ts' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}
