// Laws along one run: each is asked after every step that it is about, and once when the run is over.
import {
  askLaw,
  lawKindOf,
  type Law,
  type LawFinding,
  type LawKind,
  type World,
} from '../core/program/law.ts';
import type { ProgramProblem } from '../core/program/problem.ts';
import type { Program } from '../core/program/program.ts';

/** holds: whenever it was asked. open: it is asked at the end, and something was left to happen. */
export type RunLawReport = { readonly name: string; readonly kind: LawKind | 'step' } & (
  | { readonly verdict: 'holds' | 'open' }
  | ({
      readonly verdict: 'broken';
      readonly finding?: LawFinding;
      readonly problem?: ProgramProblem;
    } & RunPlace)
);

export interface RunPlace {
  /** The index of the step after which it is so. */
  readonly step: number;
  /** Milliseconds since the start; undefined where time has no length. */
  readonly atMs?: number;
}

/** Each law is asked until it is broken for the first time. */
export class RunLaws {
  readonly #program: Program;
  readonly #breaches = new Map<Law | undefined, RunLawReport>();
  /** Those that are not broken yet, by kind. */
  readonly #open: Record<LawKind, Law[]> = { always: [], history: [], atEnd: [] };

  constructor(program: Program) {
    this.#program = program;
    for (const law of program.laws ?? []) this.#open[lawKindOf(law)].push(law);
  }

  stepFailed(problem: ProgramProblem, place: RunPlace): void {
    this.#breach(undefined, { name: 'step', kind: 'step', problem }, place);
  }

  /** Whether there is any law to be asked after a step. */
  wants(emits: boolean): boolean {
    return this.#open.always.length > 0 || (emits && this.#open.history.length > 0);
  }

  /** The first time once all machines have started; then after each step. `emits`: whether the step has outputs. */
  ask(world: World, emits: boolean, place: RunPlace): void {
    this.#ask('always', world, place);
    if (emits) this.#ask('history', world, place);
  }

  /** Nothing is left to happen. */
  askAtEnd(world: World, place: RunPlace): void {
    this.#ask('atEnd', world, place);
  }

  /** In the order of the program's laws; first, that no step fails. */
  reports(isQuiet: boolean): readonly RunLawReport[] {
    return [
      this.#breaches.get(undefined) ?? { name: 'step', kind: 'step', verdict: 'holds' },
      ...(this.#program.laws ?? []).map((law): RunLawReport => {
        const kind = lawKindOf(law);
        const verdict = kind === 'atEnd' && !isQuiet ? 'open' : 'holds';
        return this.#breaches.get(law) ?? { name: law.name, kind, verdict };
      }),
    ];
  }

  #ask(kind: LawKind, world: World, place: RunPlace): void {
    const open = this.#open[kind];
    for (let i = open.length - 1; i >= 0; i--) {
      const law = open[i]!;
      const finding = askLaw(law, world);
      if (finding.kind === 'holds') continue;
      open.splice(i, 1);
      this.#breach(law, { name: law.name, kind, finding }, place);
    }
  }

  #breach(
    law: Law | undefined,
    about: { name: string; kind: LawKind | 'step'; finding?: LawFinding; problem?: ProgramProblem },
    { step, atMs }: RunPlace,
  ): void {
    if (!this.#breaches.has(law))
      this.#breaches.set(law, { ...about, verdict: 'broken', step, ...(atMs !== undefined && { atMs }) });
  }
}
