// How fast a trace of a million events says what it has to say: vector clocks and the audit, each beside the naive way
// of doing it with an array or an object for each event.
import { audit } from '../src/analysis/audit/audit.ts';
import { vectorClocksOf, vectorOf } from '../src/analysis/vector-clocks.ts';
import type { Trace } from '../src/core/trace.ts';
import { eventsInOrder } from '../src/core/trace-order.ts';
import { simulate } from '../src/engine/simulate.ts';
import { cpuSeconds, medianOf, printAim, printTitle } from './support.ts';

const ROUNDS = 5;
/** 278 ticks per second for an hour: 1,000,800 events. */
const MILLION = { rates: [130, 130, 18], durationSeconds: 3600, seed: 7 } as const;

/** Seconds of processor time of each contender, the median over the rounds; they take turns. */
function race(contenders: readonly (() => unknown)[]): number[] {
  const measured = contenders.map(() => [] as number[]);
  for (let round = 0; round <= ROUNDS; round++)
    contenders.forEach((contender, i) => {
      globalThis.gc?.();
      const before = cpuSeconds();
      contender();
      if (round > 0) measured[i]!.push(cpuSeconds() - before);
    });
  return measured.map(medianOf);
}

function print(name: string, seconds: number): void {
  console.log(`  ${name.padEnd(60)} ${seconds.toFixed(3).padStart(8)} s`);
}

/** An array for each event, in the order of time, which in virtual time is a causal order. */
function naiveVectorClocks(trace: Trace): number[][][] {
  const vectors: number[][][] = trace.logs.map(() => []);
  for (const { machine, index } of eventsInOrder(trace)) {
    const own = vectors[machine - 1]!;
    const vector = [...(own[index - 1] ?? trace.logs.map(() => 0))];
    const event = trace.event(machine, index);
    if (event.kind === 'receive' && event.message) {
      const { from, number } = event.message;
      const sent = vectors[from - 1]![trace.message(from, number)!.sentIndex!]!;
      sent.forEach((entry, i) => (vector[i] = Math.max(vector[i]!, entry)));
    }
    vector[machine - 1]! += 1;
    own.push(vector);
  }
  return vectors;
}

/** Five of the audit's eleven rules, on an object for each event and message. */
function naiveAudit(trace: Trace): string[] {
  const findings: string[] = [];
  for (const { machine, eventCount } of trace.logs) {
    let before = 0;
    for (let index = 0; index < eventCount; index++) {
      const event = trace.event(machine, index);
      const name = `machine ${machine}, event ${index}`;
      if (event.clock <= before) findings.push(`${name}: the clock does not rise`);
      if (event.kind === 'receive' && event.message) {
        const { from, number, timestamp } = event.message;
        const message = trace.message(from, number)!;
        if (event.clock !== Math.max(before, timestamp) + 1) findings.push(`${name}: not max + 1`);
        if (event.clock <= trace.event(from, message.sentIndex!).clock)
          findings.push(`${name}: not above its send`);
      } else if (event.clock !== before + 1) findings.push(`${name}: not by 1`);
      if (event.kind === 'send')
        for (const { timestamp } of event.messages)
          if (timestamp !== event.clock) findings.push(`${name}: a message with another timestamp`);
      before = event.clock;
    }
  }
  return findings;
}

function checkThatAllSayTheSame(trace: Trace): void {
  const ours = vectorClocksOf(trace);
  const theirs = naiveVectorClocks(trace);
  for (const { machine, eventCount } of trace.logs) {
    const last = eventCount - 1;
    const [our, their] = [vectorOf(ours, machine, last).join(), theirs[machine - 1]![last]!.join()];
    if (our !== their) throw new Error(`The vectors differ: ours ${our}, theirs ${their}.`);
  }
  const { faults } = audit(trace);
  if (faults + naiveAudit(trace).length > 0) throw new Error('A correct trace is found to be faulty.');
}

const trace = simulate(MILLION);
checkThatAllSayTheSame(trace);

printTitle(`A trace of ${trace.eventCount} events on 3 machines: processor seconds, median of ${ROUNDS}`);
const [vectors, naiveVectors, audited, naivelyAudited] = race([
  () => vectorClocksOf(trace),
  () => naiveVectorClocks(trace),
  () => audit(trace),
  () => naiveAudit(trace),
]) as [number, number, number, number];
print('vector clocks', vectors);
print('the naive way: an array for each event', naiveVectors);
print('audit, all eleven rules', audited);
print('the naive way: an object for each event, five rules', naivelyAudited);
printAim('seconds for vector clocks', vectors, 'at most', 2);
printAim('seconds for the audit', audited, 'at most', 2);
printAim('vector clocks, times faster than the naive way', naiveVectors / vectors, 'at least', 5);
printAim('audit, times faster than five rules the naive way', naivelyAudited / audited, 'at least', 1);

printTitle('The same under send-then-increment, where most receives are findings');
const literal = simulate({ ...MILLION, rule: 'send-then-increment' });
const report = audit(literal);
const [withFindings] = race([() => audit(literal)]) as [number];
print(`audit with ${report.faults} findings`, withFindings);
printAim('seconds for the audit', withFindings, 'at most', 2);
