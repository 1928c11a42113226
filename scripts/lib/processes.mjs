// What the processes of one session (a group that was started detached) take, by /proc: CPU seconds and resident memory. Linux alone.
import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, which Linux has fixed at 100 for programs. */
const TICKS = 100;

/** Running processes of a session: { pid, parent, name, cpuSeconds, residentMiB }. */
export function processesOf(session) {
  const found = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const line = readFileSync(`/proc/${name}/stat`, 'latin1');
      const end = line.lastIndexOf(')');
      // From field 3 on (proc(5)).
      const fields = line.slice(end + 2).split(' ');
      if (Number(fields[3]) !== session || fields[0] === 'Z') continue;
      found.push({
        pid: Number(name),
        parent: Number(fields[1]),
        name: line.slice(line.indexOf('(') + 1, end),
        cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
        residentMiB: (Number(fields[21]) * 4096) / 2 ** 20,
      });
    } catch {
      // It has just come to its end.
    }
  }
  return found;
}

/**
 * Watches a session until `stop()`, which gives { cpuSeconds, nodeSeconds, residentMiB }: all CPU time seen (of a short process up to its
 * last sample), that of Node's processes, and the largest sum of resident memory. `onSample` is told the processes each time.
 */
export function watchSession(session, { everyMs = 500, onSample = () => undefined } = {}) {
  const cpu = new Map();
  let residentMiB = 0;
  const sample = () => {
    const processes = processesOf(session);
    for (const { pid, name, cpuSeconds } of processes) cpu.set(pid, { name, cpuSeconds });
    residentMiB = Math.max(
      residentMiB,
      processes.reduce((sum, each) => sum + each.residentMiB, 0),
    );
    onSample(processes);
  };
  const timer = setInterval(sample, everyMs);
  return {
    sample,
    stop() {
      clearInterval(timer);
      const sum = (of) => of.reduce((all, { cpuSeconds }) => all + cpuSeconds, 0);
      const all = [...cpu.values()];
      return { cpuSeconds: sum(all), nodeSeconds: sum(all.filter(({ name }) => name === 'node')), residentMiB };
    },
  };
}
