// A run of a program that is looked at: the diagram, its steps one by one, and each step in a sentence. A run in which time has a
// length has the stage that every run has.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Moments } from '../../analysis/moments.ts';
import type { NextStep } from '../../engine/explore/by-hand.ts';
import type { OverDrawing } from '../trace/diagram/diagram-templates.ts';
import { capital } from '../../core/capital.ts';
import { STEP_MS } from '../../core/program/program-record.ts';
import { stepsOf, type RecordedStep } from '../../core/program/recorded-run.ts';
import { stepInWords } from '../../words/exploration.ts';
import {
  continueByHand,
  continueFromMoment,
  goToMoment,
  STEP_BAR,
  stepButton,
  stepPlace,
} from '../../words/program-view.ts';
import { DoorController } from '../parts/door-controller.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import '../trace/diagram/space-time-diagram.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import '../trace/playback-bar.ts';
import { ContinueEvent } from './programs-events.ts';
import './next-arrows.ts';
import { AHEAD } from './next-places.ts';
import type { ShownRun } from './programs-state.ts';

/** @fires continue-by-hand */
@customElement('program-run')
export class ProgramRunElement extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      div > space-time-diagram {
        --stage-bottom: 0;
      }
      playback-bar {
        margin-top: -1px;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--hairline);
        border-radius: var(--radius-large);
      }
      .bar button {
        min-width: 36px;
        font-variant-numeric: tabular-nums;
      }
      .bar input {
        flex: 1 1 120px;
        min-width: 80px;
        accent-color: var(--amber-strong);
      }
      .place {
        min-width: 4.5em;
        color: var(--ink-soft);
        font-size: var(--size-note);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .step {
        min-height: 3em;
        line-height: 1.45;
      }
      .broken {
        color: var(--problem);
      }
    `,
  ];

  @property({ attribute: false }) shown!: ShownRun;
  /** The owner resets it for another run. */
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Where it is being continued by hand: what can happen next. The panel for that has the buttons in words. */
  @property({ attribute: false }) next: readonly NextStep[] | undefined;

  @state() private at = 0;
  #moments!: Moments;
  #steps: readonly RecordedStep[] = [];

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // What laws say of a live run comes later: it is the same run then.
    if (!changed.has('shown') || this.shown.run === changed.get('shown')?.run) return;
    this.#moments = new Moments(this.shown.trace);
    this.#steps = stepsOf(this.shown.run);
    this.#go(this.#steps.length);
  }

  override render() {
    if (this.#isTimed)
      return html`<div>
        <space-time-diagram
          .trace=${this.shown.trace}
          .moments=${this.#moments}
          .traceFocus=${this.traceFocus}
          still
        ></space-time-diagram>
        <playback-bar joined .moments=${this.#moments} .traceFocus=${this.traceFocus}></playback-bar>
        ${this.#broken()} ${this.#byHand()}
      </div>`;
    return html`<space-time-diagram
        .trace=${this.shown.trace}
        .moments=${this.#moments}
        .traceFocus=${this.traceFocus}
        .over=${this.#over}
        still
      ></space-time-diagram>
      ${this.#bar()}
      <p class="step" role="status">${this.#sentence()}</p>
      ${this.next ? nothing : this.#byHand()}`;
  }

  /** What can happen next, at the end of the run; the room for it stays while one looks at earlier steps. */
  get #over(): OverDrawing | undefined {
    const { next } = this;
    if (!next) return undefined;
    const steps = this.at === this.#steps.length ? next : [];
    return {
      ahead: AHEAD,
      draw: (layout, index) =>
        html`<next-arrows .steps=${steps} .layout=${layout} .index=${index}></next-arrows>`,
    };
  }

  /** Whether time has a length in it. */
  get #isTimed(): boolean {
    return this.shown.run.timed !== undefined;
  }

  #bar() {
    const { at } = this;
    const last = this.#steps.length;
    const next = Math.min(last, at + 1);
    return html`<div class="bar" role="group" aria-label=${STEP_BAR.name}>
      ${this.#button(STEP_BAR.toStart, '⏮', 0, at === 0)}
      ${this.#button(STEP_BAR.back, '◂', at - 1, at === 0)}
      <button
        type="button"
        class="main"
        aria-label=${STEP_BAR.forward}
        ?disabled=${at === last}
        @click=${() => this.#go(next)}
      >
        ▸ ${stepButton(next)}
      </button>
      ${this.#button(STEP_BAR.toEnd, '⏭', last, at === last)}
      <input
        type="range"
        min="0"
        max=${last}
        aria-label=${STEP_BAR.scrubber}
        aria-valuetext=${stepPlace(at, last)}
        .value=${String(at)}
        @input=${({ target }: Event) => this.#go(Number((target as HTMLInputElement).value))}
      />
      <span class="place">${stepPlace(at, last)}</span>
    </div>`;
  }

  #button(name: string, sign: string, to: number, isDisabled: boolean) {
    return html`<button
      type="button"
      aria-label=${name}
      title=${name}
      ?disabled=${isDisabled}
      @click=${() => this.#go(to)}
    >
      ${sign}
    </button>`;
  }

  #sentence() {
    const step = this.#steps[this.at - 1];
    if (!step) return STEP_BAR.atStart;
    const isLast = this.at === this.#steps.length;
    return html`${capital(stepInWords(step, this.shown.run))}.
    ${isLast && this.shown.broken ? html`<strong class="broken">${this.shown.broken.words}</strong>` : nothing}`;
  }

  /** Of a run in which time has a length: what is broken, when, and the way there. */
  #broken() {
    const { broken, run } = this.shown;
    if (!broken) return nothing;
    const { atMs } = run.steps[broken.step] ?? {};
    return html`<p class="step">
      <strong class="broken">${broken.words}</strong>
      ${
        atMs === undefined
          ? nothing
          : html`<button type="button" class="link" @click=${() => this.#showMoment(atMs)}>
              ${goToMoment(atMs)}
            </button>`
      }
    </p>`;
  }

  #showMoment(momentMs: number): void {
    this.traceFocus.change({ momentMs, momentEvent: undefined, selected: undefined, follows: false });
  }

  #byHand() {
    const step = this.#stepHere;
    return html`<p>
      <button type="button" class="link" @click=${() => this.dispatchEvent(new ContinueEvent(step))}>
        ${this.#continueWords(step)}
      </button>
    </p>`;
  }

  #continueWords(step: number): string {
    const { run } = this.shown;
    const recorded = run.steps[step];
    if (this.#isTimed && recorded?.atMs !== undefined) return continueFromMoment(recorded.atMs);
    return continueByHand(recorded ? this.#steps.indexOf(recorded) + 1 : 0);
  }

  /** The index of the step that one is at in the whole run: of the selected event, else of the bar or of the moment. */
  get #stepHere(): number {
    const { run } = this.shown;
    const { selected, momentMs } = this.traceFocus.state;
    if (selected) {
      const { machine, index } = selected;
      const step = run.steps.findIndex(({ events }) =>
        events.some(event => event.machine === machine && event.index === index),
      );
      if (step >= 0) return step;
    }
    if (this.#isTimed)
      return momentMs === undefined
        ? run.steps.length - 1
        : run.steps.findLastIndex(({ atMs }) => (atMs ?? 0) <= momentMs);
    const step = this.#steps[this.at - 1];
    return step ? run.steps.indexOf(step) : -1;
  }

  #go(to: number): void {
    this.at = Math.max(0, Math.min(this.#steps.length, to));
    if (this.#isTimed) return;
    const counted = this.#steps
      .slice(0, this.at)
      .filter(({ cause }) => cause.kind !== 'start' || cause.isAgain);
    this.traceFocus.change({
      momentMs: this.at === this.#steps.length ? undefined : counted.length * STEP_MS + STEP_MS - 1,
      momentEvent: undefined,
      selected: undefined,
      follows: false,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'program-run': ProgramRunElement;
  }
}
