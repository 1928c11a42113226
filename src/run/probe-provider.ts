import { isDeidError } from '../base/errors';
import { chooseProvider, DEVICES } from '../models/device';

// Started by `providerStates`: ends with 0 when the device named by the first argument has run a model here, else says why it has not.
const device = DEVICES.find((candidate) => candidate === process.argv[2]);
const answer = device === undefined ? Promise.reject(new RangeError('no such device')) : chooseProvider(device);
answer.then(
  () => process.exit(0),
  (error: unknown) => {
    process.stdout.write(isDeidError(error) ? error.message : 'It does not work here.');
    process.exitCode = 1;
  },
);
