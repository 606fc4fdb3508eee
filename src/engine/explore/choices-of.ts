// The choices of a run that was recorded by seed or live, so that it can be gone through and continued by hand: which message came
// when, which timer ended, what each machine was asked for and chose, and what was lost, doubled or crashed.
import { isMessageFault, type MessageFault } from '../../core/fault.ts';
import type { MachineId } from '../../core/message.ts';
import { canonicalText } from '../../core/program/json.ts';
import type { WholeProgramTrial, Scripted } from '../../core/program/program-trial.ts';
import { inCausalOrder } from '../../core/program/causal-order.ts';
import type { RecordedRun, RecordedStep } from '../../core/program/recorded-run.ts';
import type { Choice } from './choice.ts';

export interface ChosenRun {
  /** The run's own, with room for all that went wrong in it, and with a script of all that was asked for. */
  readonly trial: WholeProgramTrial;
  /** One for each step, and one for each message that was lost without a step of its own. */
  readonly choices: readonly Choice[];
  /** By step of the run: how many of the choices lead to its end. All machines start before anything else. */
  readonly ends: readonly number[];
}

/** Those that lead to the end of a step of the run; with -1 to where all machines have started. */
export function choicesUntil({ choices, ends }: ChosenRun, step: number): readonly Choice[] {
  const starts = choices.filter(choice => choice.do === 'start').length;
  return choices.slice(0, Math.max(starts, ends[step] ?? 0));
}

/**
 * Pure. A step that received a message comes after the one that sent it, whatever the order of their times in a live run. What cannot be had by choices is in none: times, and the room between a timer's bounds. A program that looks at
 * `me.localMs` has no run by hand.
 */
export function choicesOf(run: RecordedRun): ChosenRun {
  return new Unwinding(run).all();
}

/** A message on its way. */
interface Flying {
  readonly number: number;
  /** How many times it is still taken from the channel: received, or lost. */
  left: number;
}

class Unwinding {
  readonly #run: RecordedRun;
  readonly #choices: Choice[] = [];
  /** By sender and recipient, in the order in which they were sent. */
  readonly #channels = new Map<string, Flying[]>();
  /** By sender and number: how many times a message is taken from its channel, or is left there twice. */
  readonly #uses: ReadonlyMap<string, number>;
  /** What the plan of the trial lost, and is not gone yet; in the order of time. */
  #losses: MessageFault[];
  readonly #asked: Scripted[][];
  #isOvertaken = false;
  readonly #spent = { losses: 0, duplicates: 0, crashes: 0 };
  readonly #idles: number[];

  constructor(run: RecordedRun) {
    this.#run = run;
    this.#uses = usesOf(run);
    this.#losses = run.faults.filter(isMessageFault).filter(({ kind }) => kind === 'lost');
    this.#asked = Array.from({ length: run.trial.machines }, () => []);
    this.#idles = this.#asked.map(() => 0);
  }

  all(): ChosenRun {
    const { steps } = this.#run;
    const ends = steps.map(() => 0);
    const order = inOrder(this.#run);
    for (const index of order) {
      const step = steps[index]!;
      this.#loseUntil(step.atMs ?? -Infinity);
      this.#take(step);
      ends[index] = this.#choices.length;
    }
    this.#loseUntil(Infinity);
    // What was lost after the last step is part of the end.
    const last = order.at(-1);
    if (last !== undefined) ends[last] = this.#choices.length;
    const { trial } = this.#run;
    const { losses, duplicates, crashes } = this.#spent;
    return {
      trial: {
        ...trial,
        fifo: trial.fifo && !this.#isOvertaken,
        losses: Math.max(trial.losses, losses),
        duplicates: Math.max(trial.duplicates, duplicates),
        crashes: Math.max(trial.crashes, crashes),
        idles: Math.max(trial.idles, ...this.#idles),
        script: trial.script.map((script, i) => wholeScript(script, this.#asked[i]!)),
      },
      choices: this.#choices,
      ends,
    };
  }

  #take(step: RecordedStep): void {
    const { machine, cause, chosen } = step;
    const more = { machine, ...(chosen && { chosen }) };
    switch (cause.kind) {
      case 'start':
        if (cause.isAgain) this.#spent.crashes += 1;
        this.#choices.push({ do: cause.isAgain ? 'crash' : 'start', ...more });
        break;
      case 'message':
        this.#choices.push({ ...this.#fromChannel(cause.from, machine, cause.number), ...more });
        break;
      case 'lost':
        this.#lose(cause.from, machine, cause.number);
        break;
      case 'timer':
        this.#choices.push({ do: 'timer', timer: cause.name, ...more });
        break;
      case 'command':
        this.#asked[machine - 1]!.push([cause.name, cause.argument]);
        this.#choices.push({ do: 'command', ...more });
        break;
      case 'idle':
        this.#idles[machine - 1] = this.#idles[machine - 1]! + 1;
        this.#choices.push({ do: 'idle', ...more });
    }
    for (const event of step.events)
      if (event.kind === 'send')
        for (const { to, number } of event.copies)
          this.#channel(machine, to).push({ number, left: this.#uses.get(`${machine}-${number}`) ?? 1 });
  }

  #fromChannel(
    from: MachineId,
    to: MachineId,
    number: number,
  ): Omit<Choice & { do: 'deliver' | 'duplicate' }, 'machine'> {
    const channel = this.#channel(from, to);
    const nth = channel.findIndex(each => each.number === number);
    if (nth > 0) this.#isOvertaken = true;
    const flying = channel[nth];
    if (flying && (flying.left -= 1) > 0) {
      this.#spent.duplicates += 1;
      return { do: 'duplicate', from, nth };
    }
    channel.splice(nth, 1);
    return { do: 'deliver', from, nth };
  }

  #loseUntil(untilMs: number): void {
    this.#losses = this.#losses.filter(
      ({ atMs, from, to, number }) => atMs > untilMs || !this.#lose(from, to, number),
    );
  }

  /** False where it is not on its way yet. */
  #lose(from: MachineId, to: MachineId, number: number): boolean {
    const channel = this.#channel(from, to);
    const nth = channel.findIndex(each => each.number === number);
    const flying = channel[nth];
    if (!flying) return false;
    // Of a message and its copy, one is left.
    if ((flying.left -= 1) > 0) return true;
    channel.splice(nth, 1);
    this.#spent.losses += 1;
    this.#choices.push({ do: 'lose', machine: to, from, nth });
    return true;
  }

  #channel(from: MachineId, to: MachineId): Flying[] {
    const key = `${from} ${to}`;
    let channel = this.#channels.get(key);
    if (!channel) this.#channels.set(key, (channel = []));
    return channel;
  }
}

/** Indices of steps. All machines start first, for nothing comes before a start. */
function inOrder({ steps }: RecordedRun): readonly number[] {
  const isStart = (index: number): boolean => {
    const { cause } = steps[index]!;
    return cause.kind === 'start' && !cause.isAgain;
  };
  const order = inCausalOrder(steps);
  return [
    ...order.filter(isStart).sort((a, b) => steps[a]!.machine - steps[b]!.machine),
    ...order.filter(index => !isStart(index)),
  ];
}

/** A message that is on its way twice is taken from its channel twice, or is left there. */
function usesOf({ steps, faults }: RecordedRun): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const count = (from: MachineId, number: number): void =>
    void uses.set(`${from}-${number}`, (uses.get(`${from}-${number}`) ?? 0) + 1);
  for (const { cause } of steps)
    if (cause.kind === 'message' || cause.kind === 'lost') count(cause.from, cause.number);
  const doubled = new Set<string>();
  for (const fault of faults)
    if (isMessageFault(fault) && fault.kind === 'lost') count(fault.from, fault.number);
    else if (isMessageFault(fault) && fault.kind === 'doubled') doubled.add(`${fault.from}-${fault.number}`);
  for (const name of doubled) uses.set(name, Math.max(2, uses.get(name) ?? 0));
  return uses;
}

/** What was asked for, and then what the script has more; the script itself, where all of it was asked for in its order. */
function wholeScript(script: readonly Scripted[], asked: readonly Scripted[]): readonly Scripted[] {
  let done = 0;
  for (const [command, argument] of asked) {
    const planned = script[done];
    if (planned?.[0] === command && canonicalText(planned[1]) === canonicalText(argument)) done += 1;
  }
  return done === asked.length ? script : [...asked, ...script.slice(done)];
}
