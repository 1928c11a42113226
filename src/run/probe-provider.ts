import { chooseProvider, DEVICES } from '../models/device';

// Started by `workingProviders`: ends with 0 when the device named by the first argument has run a model here.
const device = DEVICES.find((candidate) => candidate === process.argv[2]);
const answer = device === undefined ? Promise.reject(new RangeError('no such device')) : chooseProvider(device);
answer.then(
  () => process.exit(0),
  () => process.exit(1),
);
