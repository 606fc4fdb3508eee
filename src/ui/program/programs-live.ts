// A program that runs live: what its machines need, the run itself, and what its laws say of it once it is over. The run keeps the
// text that it began with, whatever is typed meanwhile.
import type { ParsedProgramTrial, ProgramSettings } from '../../address/programs.ts';
import type { RecordedRun } from '../../core/program/recorded-run.ts';
import { wholeTrial } from '../../core/program/program-trial.ts';
import type { Trace } from '../../core/trace.ts';
import { parseTrial, smallestDie, TRIAL_DEFAULTS } from '../../core/trial.ts';
import type { RunLawReport } from '../../engine/run-laws.ts';
import { LIVE_CODE_MAX, type LiveProgram, type Settings } from '../../engine/settings.ts';
import type { LaboratoryDoor } from '../../laboratory/laboratory-state.ts';
import { isOver } from '../../laboratory/phases.ts';
import type { ProgramShape } from '../../sandbox/box-jobs.ts';
import { codeTooLong } from '../../words/live-program.ts';
import type { LiveVerdicts, ProgramBoxDoor } from './programs-state.ts';

/** A laboratory in a room of this view. */
export interface LiveLaboratory extends LaboratoryDoor {
  readonly room: string;
  readonly isUnderWay: boolean;
  /** What a run with these settings would need. Ignored while one goes on. */
  prepare(settings: Settings): void;
  /** Goes to a room that no other page has. Ignored while a run goes on. */
  moveToOwnRoom(): void;
  /** Whether somebody may want a run: without, its room and its seats are free for others. */
  sighted(isShown: boolean): void;
  close(): void;
}

/** What is to be run. */
export interface LiveWish {
  readonly code: string;
  readonly shape: ProgramShape;
  readonly parsed: ParsedProgramTrial;
}

export interface ProgramsLiveOptions {
  readonly laboratory: LiveLaboratory;
  /** For a run that is over: its laws are asked where its text is, and not where the text that is shown by now is. */
  readonly openBox: () => ProgramBoxDoor;
  /** A run is over, and can be looked at. */
  readonly onEnd: (run: RecordedRun, trace: Trace) => void;
  /** What its laws say of it. */
  readonly onLaws: (code: string, run: RecordedRun, verdicts: LiveVerdicts) => void;
  /** They could not be asked, for this reason. */
  readonly onFailed: (run: RecordedRun, reason: string) => void;
}

export class ProgramsLive {
  readonly laboratory: LiveLaboratory;
  readonly #options: ProgramsLiveOptions;
  readonly #unsubscribe: () => void;
  /** The last one that was handed on. */
  #ended: Trace | undefined;
  /** Nobody wants to see what comes of the run that goes on. */
  #isForgotten = false;
  #isClosed = false;

  constructor(options: ProgramsLiveOptions) {
    this.#options = options;
    this.laboratory = options.laboratory;
    this.#unsubscribe = this.laboratory.subscribe(() => this.#follow());
  }

  get isUnderWay(): boolean {
    return this.laboratory.isUnderWay;
  }

  /** Of the run that goes on. */
  get code(): string | undefined {
    return this.isUnderWay ? this.laboratory.state.settings?.program?.code : undefined;
  }

  /** Seats and frames for what would be run. */
  prepare(wish: LiveWish): void {
    const settings = this.settingsOf(wish);
    if (settings) this.laboratory.prepare(settings);
  }

  /** Undefined where it cannot be run as it is: {@link problemOf} says why, or the fields do. */
  settingsOf({ code, shape, parsed }: LiveWish): Settings | undefined {
    if (!parsed.settings || code.length > LIVE_CODE_MAX) return undefined;
    const { live } = parsed.settings;
    const timed = parseTrial(timedOf(parsed.settings));
    if (timed.kind !== 'trial') return undefined;
    return {
      trial: timed.trial,
      program: programOf(code, shape, parsed.settings),
      engine: 'live',
      link: live.link,
      place: live.place,
      room: this.laboratory.room,
      ...(live.brokers && { brokers: live.brokers }),
    };
  }

  /** What is wrong that belongs to no field; empty where nothing is. */
  problemOf({ code, parsed }: LiveWish): string {
    if (code.length > LIVE_CODE_MAX) return codeTooLong(LIVE_CODE_MAX);
    const timed = parsed.settings && parseTrial(timedOf(parsed.settings));
    return timed?.kind === 'problems' ? (timed.problems[0]?.message ?? '') : '';
  }

  run(wish: LiveWish): void {
    const settings = this.settingsOf(wish);
    if (!settings) return;
    this.#isForgotten = false;
    this.laboratory.run(settings);
  }

  /** Ends the run that goes on, without a word of it. */
  forget(): void {
    this.#isForgotten = true;
    this.laboratory.stop();
  }

  close(): void {
    this.#isClosed = true;
    this.#unsubscribe();
    this.laboratory.close();
  }

  /** However it ended: what happened until then can be looked at. */
  #follow(): void {
    const { phase, trace, settings, recorded, seats } = this.laboratory.state;
    if (!isOver(phase) || !trace || trace === this.#ended || !recorded || recorded.steps.length === 0) return;
    this.#ended = trace;
    if (this.#isForgotten) return;
    this.#options.onEnd(recorded, trace);
    const code = settings?.program?.code;
    const isAsked = settings?.program?.trial.script.some(asked => asked.length > 0) === true;
    const couldGoOn = !isAsked && seats.some(({ program }) => program && program.possible.length > 0);
    if (code !== undefined) void this.#judge(code, recorded, couldGoOn);
  }

  async #judge(code: string, run: RecordedRun, couldGoOn: boolean): Promise<void> {
    const box = this.#options.openBox();
    try {
      await box.run('load', { code });
      const laws = await box.run('laws', { run });
      if (!this.#isClosed) this.#options.onLaws(code, run, verdictsOf(laws, couldGoOn));
    } catch (error) {
      if (!this.#isClosed)
        this.#options.onFailed(run, error instanceof Error ? error.message : String(error));
    } finally {
      box.close();
    }
  }
}

/** Rates, length, delays and faults, as of a run by seed. */
function timedOf({ seeded, live }: ProgramSettings): unknown {
  const { rates, seed, rule, delay, faults } = seeded;
  const dieSides = Math.max(TRIAL_DEFAULTS.dieSides, smallestDie(rates.length));
  return { rates, dieSides, durationSeconds: live.seconds, seed, rule, delay, faults };
}

function programOf(
  code: string,
  { name, commands, fifo }: ProgramShape,
  settings: ProgramSettings,
): LiveProgram {
  const { trial, live } = settings;
  const asked = { ...trial, script: live.isScripted ? (trial.script ?? []) : [] };
  const declared = { network: { fifo }, commands: Object.fromEntries(commands.map(each => [each, true])) };
  return { name, code, trial: wholeTrial(declared, asked) };
}

function verdictsOf(laws: readonly RunLawReport[], couldGoOn: boolean): LiveVerdicts {
  const doubts = laws.filter(({ kind, verdict }) => couldGoOn && kind === 'atEnd' && verdict === 'broken');
  return {
    laws: laws.map(law => {
      const { name, kind } = law;
      return doubts.includes(law) ? { name, kind, verdict: 'open' as const } : law;
    }),
    doubts,
  };
}
