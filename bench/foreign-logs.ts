// Logs as a stranger's program writes them, for the benchmarks of reading.
import { simulate } from '../src/engine/simulate.ts';
import type { InputFile } from '../src/formats/read-result.ts';

const START_MS = Date.UTC(2026, 2, 4, 15, 20, 27);

/** Bar-separated logs of machines with these rates; unlisted: with labels by which no kind that is known would know them. */
export function foreignLogs(
  rates: readonly number[],
  durationSeconds: number,
  labels: 'known' | 'unlisted',
): InputFile[] {
  const [clock, queued] = labels === 'known' ? ['Logical clock:', 'Queue length:'] : ['LC', 'waiting'];
  const trace = simulate({ rates, durationSeconds, seed: 3 });
  return trace.logs.map((log, machine) => ({
    name: `machine_${machine}.log`,
    text: Array.from({ length: log.eventCount }, (_, index) => {
      const event = trace.event(machine + 1, index);
      const iso = new Date(START_MS + event.atMs).toISOString();
      const what =
        event.kind === 'send'
          ? `SEND to Machine ${event.messages[0]!.to - 1}`
          : event.kind === 'receive'
            ? `RECEIVE from Machine ${event.message!.from - 1}`
            : 'INTERNAL EVENT';
      const queue = event.kind === 'receive' ? ` ${queued} ${event.queue} |` : '';
      return (
        `[Machine ${machine}] ${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 23)} ${what} | ` +
        `System time: Mar  4 ${iso.slice(11, 23)} |${queue} ${clock} ${event.clock}\n`
      );
    }).join(''),
  }));
}
