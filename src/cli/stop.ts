/** A run that a signal can stop after the file at hand. */
export interface Stop {
  readonly signal: AbortSignal;
  /** The exit code that the signal asks for (128 and its number); `undefined` when none came. */
  exitCode(): number | undefined;
  /** Gives the signals back. */
  release(): void;
}

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type StopSignal = keyof typeof CODES;

/** Listens for Ctrl-C and SIGTERM: the first stops the run in good order, a second one ends the process at once. */
export function stopOnSignals(say: (message: string) => void): Stop {
  const controller = new AbortController();
  let code: number | undefined;
  const caught = (name: StopSignal) => {
    if (code !== undefined) process.exit(CODES[name]);
    code = CODES[name];
    say('stopping after the files at hand; once more to stop at once\n');
    controller.abort();
  };
  const names = Object.keys(CODES) as StopSignal[];
  for (const name of names) process.on(name, caught);
  return {
    signal: controller.signal,
    exitCode: () => code,
    release() {
      for (const name of names) process.off(name, caught);
    },
  };
}
