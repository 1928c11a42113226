import type { Metrics } from '../evaluate/metrics';
import type { Published } from '../evaluate/published';
import { datasetInWords, LEAK_DEFINITION } from './definitions';
import { escapeHtml } from './html';
import { runLabels } from './labels';
import { publishedNotes } from './published-tables';

const RULES: readonly (readonly [term: string, meaning: string])[] = [
  [
    'Leak',
    `${LEAK_DEFINITION} Rate over released images that have known patient data; 95 % CI by Wilson. A quarantined or failed file does not improve the rate.`,
  ],
  [
    'Exact rule',
    'Lower case, ^ to a space, stripped; a prediction is right when it equals a ground-truth string. Means over the files that have something to find, F1 from the means, 95 % percentile bootstrap over files. A failed file counts as all missed.',
  ],
  ['Word rule', 'The same, after splitting at spaces and commas; each word can be found once.'],
  [
    'Box rule',
    'Recall: mean share of a text’s box that detected boxes cover. Precision: mean share of a detected box inside boxes of patient data. IoU: by frame, all boxes together.',
  ],
  [
    'Presidio rule',
    'A box is right when left, top, width and height each differ by at most 50 pixels, as in Presidio’s image redactor. Generous on small pictures.',
  ],
  ['Over-redaction', 'Painted pixels outside every box of patient data grown by half its height.'],
  [
    'Time',
    'Wall clock of the pipeline per file, excluding model loading, warm-up and the reader that measures leaks. CPU and GPU are never mixed.',
  ],
];

/** How it was measured, on what, and with which models; `withNotes`: where the published figures contradict each other. */
export function methodHtml(metrics: Metrics, published?: Published, withNotes = true): string {
  const { dataset, environment } = metrics;
  const labels = runLabels(metrics.runs);
  const packages = Object.entries(environment.packages).map(([name, version]) => `${name} ${version}`);
  const models = metrics.runs.flatMap((run, i) =>
    run.models.map((model) => `${labels[i]}: ${model.file} (sha256 ${model.sha256.slice(0, 16)}…)`),
  );
  const notes = published && withNotes ? publishedNotes(published) : [];
  const rows: readonly (readonly [string, string])[] = [
    ...RULES,
    ['Dataset', `${dataset.name}: ${datasetInWords(dataset)}, sha256 ${dataset.sha256}`],
    [
      'Machine',
      `${environment.cpu}, ${environment.cores} cores, ${environment.memoryGiB} GiB, ${environment.gpu ?? 'no GPU'}; ${environment.platform}, Node ${environment.node}`,
    ],
    ...(packages.length > 0 ? [['Packages', packages.join(', ')] as const] : []),
    ...(environment.git ? [['Revision', environment.git] as const] : []),
    ...(models.length > 0 ? [['Models', models.join('; ')] as const] : []),
    ...(published ? [['Published figures', [published.source, ...notes].join('. ')] as const] : []),
  ];
  return `<dl class="method">${rows.map(([term, meaning]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(meaning)}</dd>`).join('')}</dl>`;
}
