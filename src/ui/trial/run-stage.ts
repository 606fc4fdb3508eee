// The stage of a run: its machines' cards, each the head of its lane, and what they do and tell each other, as one picture.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { conditionAt } from '../../analysis/machine-condition.ts';
import { MachineProgress, type MachineSnapshot } from '../../analysis/machine-progress.ts';
import type { Moments } from '../../analysis/moments.ts';
import type { MachineId } from '../../core/message.ts';
import type { Place } from '../../engine/settings.ts';
import type { LaboratoryState } from '../../laboratory/laboratory-state.ts';
import { isOver } from '../../laboratory/phases.ts';
import '../machine/machine-card.ts';
import { DoorController } from '../parts/door-controller.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import type { EventLabels } from '../trace/clocks/lens-labels.ts';
import { DENSE_HEADS_FROM, HEADED_MAX } from '../trace/diagram/layout.ts';
import '../trace/diagram/space-time-diagram.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';

@customElement('run-stage')
export class RunStage extends LitElement {
  static override styles = reset;

  @property({ attribute: false }) laboratory!: LaboratoryState;
  /** Of the trace that is shown, or of an empty one. */
  @property({ attribute: false }) moments!: Moments;
  /** Where the machines of the run live; undefined before any run. */
  @property({ attribute: false }) place: Place | undefined;
  @property({ type: Boolean }) virtual = false;
  /** The text beside the marks; the recorded clocks by default. */
  @property({ attribute: false }) labels: EventLabels | undefined;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override render() {
    const { trace, revision, phase, elapsedMs } = this.laboratory;
    const live = trace !== undefined && !isOver(phase);
    const headed = this.moments.trace.machines <= HEADED_MAX;
    return html`<space-time-diagram
      .trace=${this.moments.trace}
      .moments=${this.moments}
      revision=${revision}
      ?live=${live}
      .nowMs=${live ? elapsedMs : undefined}
      ?headed=${headed}
      .labels=${this.labels}
      .traceFocus=${this.traceFocus}
    >
      ${headed ? this.#heads() : nothing}
    </space-time-diagram>`;
  }

  #heads() {
    const { seats } = this.laboratory;
    const { trial } = this.moments.trace;
    const snapshots = snapshotsAt(this.laboratory, this.moments, this.traceFocus);
    const { hidden } = this.traceFocus.state;
    const shown = snapshots.filter(({ machine }) => !hidden.includes(machine));
    return shown.map(
      snapshot =>
        html`<machine-card
          slot="heads"
          head
          .snapshot=${snapshot}
          .condition=${conditionAt(trial, snapshot.machine, this.#atMs)}
          .seatName=${seatNameIn(this.laboratory, this.moments, snapshot.machine)}
          .seat=${this.place && seats.find(({ machine }) => machine === snapshot.machine)}
          machines=${snapshots.length}
          .place=${this.place ?? 'frames'}
          ?dense=${snapshots.length >= DENSE_HEADS_FROM}
          ?virtual=${this.virtual}
        ></machine-card>`,
    );
  }

  /** The moment that is shown. */
  get #atMs(): number {
    const { phase, elapsedMs, trace } = this.laboratory;
    const isAtEnd = trace !== undefined && isOver(phase);
    return this.traceFocus.state.momentMs ?? (isAtEnd ? this.moments.endMs : elapsedMs);
  }
}

/** As the cards show them: at the moment that is shown, at the live edge of a run that goes on, or before any run. */
export function snapshotsAt(
  { machines, phase }: LaboratoryState,
  moments: Moments,
  { state: { momentMs, momentEvent } }: TraceFocus,
): readonly MachineSnapshot[] {
  const { trace } = moments;
  if (trace.eventCount > 0 && (momentMs !== undefined || isOver(phase)))
    return moments.at(momentMs ?? Infinity, momentEvent).machines;
  if (machines.length > 0) return machines;
  return trace.trial.rates.map((rate, i) => new MachineProgress(i + 1, rate).snapshot());
}

/** As the record of the run has it that is shown; before any run, as who sits there is called. */
export function seatNameIn(
  { trace, seats }: LaboratoryState,
  moments: Moments,
  machine: MachineId,
): string | undefined {
  return trace ? moments.trace.seatNameOf(machine) : seats.find(seat => seat.machine === machine)?.name;
}

declare global {
  interface HTMLElementTagNameMap {
    'run-stage': RunStage;
  }
}
