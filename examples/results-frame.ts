// The stored results of a run as a danfojs frame: mean recall and time by modality. npm run example -- results-frame OUT
import { DataFrame } from 'danfojs-node';
import { loadResults } from '../dist/bench';

async function main(out: string) {
  const files = await loadResults(out, 'detector-base');
  const frame = new DataFrame(
    files.map(({ modality, Recall, timeMs }) => ({ modality, recall: Recall, seconds: timeMs.total / 1000 })),
  );
  frame.groupby(['modality']).agg({ recall: 'mean', seconds: 'mean' }).print();
}

main(process.argv[2]);
