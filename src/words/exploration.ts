// What a search through every order found, in words: what was searched, each law with its verdict, and the shortest run that
// breaks one, step by step.
import { capital } from '../core/capital.ts';
import { counted, grouped } from '../core/counted.ts';
import { messageName } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { LawFinding } from '../core/program/law.ts';
import type { WholeProgramTrial } from '../core/program/program-trial.ts';
import { stepsOf, type RecordedRun, type RecordedStep } from '../core/program/recorded-run.ts';
import type { RunEvent } from '../core/program/run-event.ts';
import type { Choice } from '../engine/explore/choice.ts';
import type { LawMark } from '../engine/explore/by-hand.ts';
import type { BrokenLaw, Exploration, LawReport } from '../engine/explore/explore.ts';
import { quoted } from './problems.ts';
import { programProblem } from './program-problems.ts';

export const NO_STEP_FAILS = 'no step fails';
export const LAW_SIGNS = { holds: '✓', broken: '✗', open: '?' } as const;

/** `Ricart and Agrawala’s mutual exclusion, 3 machines, messages of a pair keep their order`. */
export function exploredTrial({ program, trial }: Exploration): string {
  const order = trial.fifo ? ['messages of a pair keep their order'] : [];
  return [program, counted(trial.machines, 'machine'), ...order, ...troublesOf(trial)].join(', ');
}

/** `2 machines, messages may overtake one another`: what is not as one would expect is said. */
export function trialInWords(trial: WholeProgramTrial): string {
  return [counted(trial.machines, 'machine'), ...troublesOf(trial)].join(', ');
}

function troublesOf({ fifo, losses, duplicates, crashes, idles }: WholeProgramTrial): readonly string[] {
  return [
    ...(fifo ? [] : ['messages may overtake one another']),
    ...(losses > 0 ? [`up to ${counted(losses, 'message')} lost`] : []),
    ...(duplicates > 0 ? [`up to ${counted(duplicates, 'message')} delivered twice`] : []),
    ...(crashes > 0 ? [`up to ${counted(crashes, 'crash', 'crashes')}`] : []),
    ...(idles > 0 ? [`${counted(idles, 'idle tick')} for each machine`] : []),
  ];
}

export function searched(exploration: Exploration): string {
  const { states, depth, orders, interleavings, uncounted } = exploration;
  const size = `${counted(states, 'state')}, up to ${counted(depth, 'step')} from the start`;
  if (exploration.ends !== undefined) return `${endInWords(exploration)} ${capital(size)}.`;
  const runs =
    orders !== undefined && interleavings !== undefined
      ? ` They are ${counted(orders, 'order')} that machines can tell apart, of ${counted(interleavings, 'interleaving')}.`
      : uncounted === 'endless'
        ? ' Some runs have no end, so orders are not counted.'
        : uncounted === 'bound'
          ? ' There are too many orders to count.'
          : '';
  return `Every order was searched: ${size}.${runs}`;
}

function endInWords({ ends, states, bytes }: Exploration): string {
  switch (ends) {
    case 'broken':
      return 'The search ended with the first law that was broken.';
    case 'states':
      return `Not finished: the search ended at its bound, after the first ${counted(states, 'state')}.`;
    case 'bytes':
      return `Not finished: the states took all the memory that is allowed (${counted(Math.ceil(bytes / 2 ** 20), 'MiB', 'MiB')} used).`;
    default:
      return 'Not finished: some runs are longer than the bound on steps.';
  }
}

export function lawName({ kind, name }: LawReport): string {
  return kind === 'step' ? NO_STEP_FAILS : name;
}

export function lawVerdict(report: LawReport, states: number): string {
  if (report.verdict === 'broken') {
    const { problem, finding, run } = report;
    return `broken in ${counted(stepsOf(run).length, 'step')}: ${problem ? programProblem(problem) : findingInWords(finding)}`;
  }
  return report.verdict === 'holds'
    ? 'holds in every order'
    : `not broken in the first ${counted(states, 'state')}; not all were searched`;
}

export function findingInWords(finding: LawFinding | undefined): string {
  if (finding?.kind === 'broken') return finding.says ?? 'the law is not true.';
  if (finding?.kind === 'failed')
    return `the law gives neither true, false nor a sentence, but this: ${finding.message}.`;
  return 'it holds.';
}

/** A law that is wrong itself. */
export function lawProblem(name: string, finding: LawFinding | undefined): string {
  return `${capital(name)}: ${findingInWords(finding)}`;
}

/** Which law is broken and what it says: `✗ At most one machine is inside: Machines 1 and 2 are inside at once.` */
export function brokenLawInWords({
  kind,
  name,
  problem,
  finding,
}: Omit<BrokenLaw, 'run' | 'verdict'>): string {
  const says = problem ? programProblem(problem) : findingInWords(finding);
  return `${LAW_SIGNS.broken} ${capital(kind === 'step' ? NO_STEP_FAILS : name)}: ${says}`;
}

/** The same of a law that is asked in one state. */
export function lawMarkInWords({ verdict, law, kind, says, failed, problem }: LawMark): string {
  const name = kind === 'step' ? NO_STEP_FAILS : law;
  if (verdict === 'holds') return `${LAW_SIGNS.holds} ${capital(name)}`;
  const finding: LawFinding =
    failed === undefined
      ? { kind: 'broken', ...(says !== undefined && { says }) }
      : { kind: 'failed', message: failed };
  return brokenLawInWords({ name, kind, finding, ...(problem && { problem }) });
}

/** A run, where it is known with the choices that made it. */
type SomeRun = RecordedRun & { readonly choices?: readonly Choice[] };

/** `machine 2 receives request from 1 (1-1): clock 3; sends ok to 1 (2-1): clock 4`. */
export function stepInWords(step: RecordedStep, run: SomeRun): string {
  const { machine, cause, events, notes, problem } = step;
  const isSaid = events.some(event => event.kind === 'internal' && event.cause === cause.kind);
  const parts = [
    ...reasonsOf(step, run),
    ...(isSaid ? [] : causeInWords(cause)),
    ...events.map(eventInWords),
    ...notes.map(text => `notes: ${text}`),
    ...(problem?.kind.startsWith('show') ? [programProblem(problem)] : []),
  ];
  return `machine ${machine} ${parts.join('; ')}`;
}

/** What a step that fails was for: `machine 2 receives request from 1 (1-1): clock 3`. What is wrong with it is said elsewhere. */
export function failingStepInWords(step: RecordedStep, run: SomeRun): string {
  const events = step.events.filter(event => event.kind !== 'internal' || event.cause !== 'problem');
  return stepInWords({ ...step, events, notes: [] }, run);
}

function reasonsOf(step: RecordedStep, run: SomeRun): readonly string[] {
  const { cause } = step;
  if (cause.kind === 'lost') {
    const { from, number } = cause;
    return [
      `does not get ${kindOf(run, from, number)} from ${from} (${messageName(from, number)}): it is lost`,
    ];
  }
  if (cause.kind === 'start')
    return [cause.isAgain ? 'stops, and starts again with what it stored' : 'starts'];
  const isDoubled = run.choices?.[run.steps.indexOf(step)]?.do === 'duplicate';
  return isDoubled ? ['will get this message once more'] : [];
}

function causeInWords(cause: RecordedStep['cause']): readonly string[] {
  if (cause.kind === 'timer') return [timerEnds(cause.name)];
  return cause.kind === 'command' ? [isAsked(cause.name)] : [];
}

/** The kind of a message, from its send. */
function kindOf({ steps }: RecordedRun, from: number, number: number): string {
  for (const { machine, events } of steps)
    if (machine === from)
      for (const event of events)
        if (event.kind === 'send' && event.copies.some(copy => copy.number === number)) return event.message;
  return 'a message';
}

function isAsked(command: string): string {
  return `is asked for ${quoted(command)}`;
}

function timerEnds(timer: string): string {
  return `has its timer ${quoted(timer)} end`;
}

export function eventInWords(event: RunEvent): string {
  return `${happening(event)}: clock ${grouped(event.clock)}`;
}

function happening(event: RunEvent): string {
  switch (event.kind) {
    case 'receive':
      return `receives ${event.message}${shown(event.body)} from ${event.from} (${messageName(event.from, event.number)})`;
    case 'send': {
      const copies = event.copies.map(({ to, number }) => `${to} (${messageName(event.machine, number)})`);
      return `sends ${event.message}${shown(event.body)} to ${copies.length === 0 ? 'nobody' : copies.join(' and ')}`;
    }
    case 'internal':
      switch (event.cause) {
        case 'output':
          return `says ${event.name}${shown(event.value)}`;
        case 'timer':
          return timerEnds(event.name);
        case 'command':
          return isAsked(event.name);
        case 'problem':
          return `fails: ${programProblem(event.problem)}`;
        case 'idle':
          return 'works by itself';
        case 'restart':
          return 'starts again';
      }
  }
}

function shown(value: Json): string {
  return value === null ? '' : ` ${JSON.stringify(value)}`;
}

/** The whole report, for a terminal. */
export function explorationText(exploration: Exploration): string {
  const lines = [`${exploredTrial(exploration)}.`, searched(exploration)];
  for (const law of exploration.laws) {
    lines.push(`${LAW_SIGNS[law.verdict]} ${lawName(law)}: ${lawVerdict(law, exploration.states)}`);
    if (law.verdict === 'broken')
      lines.push(
        ...stepsOf(law.run).map((step, i) => `${String(i + 1).padStart(5)}. ${stepInWords(step, law.run)}`),
      );
  }
  return `${lines.join('\n')}\n`;
}
