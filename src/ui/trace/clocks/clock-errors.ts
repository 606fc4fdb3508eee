// By how much each machine's physical clock is wrong, as it was measured or as a person sets it: hybrid clocks are worked out with these
// errors.
import { ViewEvent } from '../../parts/view-event.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { numberFrom } from '../../../address/fields.ts';
import type { PhysicalClockError } from '../../../analysis/hybrid-clocks.ts';
import type { Trace } from '../../../core/trace.ts';
import type { FieldChangeEvent } from '../../parts/events.ts';
import '../../parts/machine-mark.ts';
import '../../parts/number-field.ts';
import { buttons, reset } from '../../parts/styles/shared.styles.ts';
import {
  CLOCK_ERROR_WORDS,
  clockErrorProblem,
  SET_ALL_TO_ZERO,
  USE_MEASURED,
  withoutError,
  type ClockErrorPart,
} from '../../../words/clocks.ts';
import { machineName } from '../../../words/machine-name.ts';

/** A day and some: devices' clocks are set to any time zone. */
const OFFSET_MAX_MS = 100_000_000;
const DRIFT_MAX = 100_000;
/** More machines than this have no fields: nobody sets a hundred clocks by hand. */
const MACHINES_MAX = 32;

interface Texts {
  readonly offset: string;
  readonly drift: string;
}

const NO_ERROR: Texts = { offset: '0', drift: '0' };
const LIMITS: Readonly<Record<ClockErrorPart, number>> = { offset: OFFSET_MAX_MS, drift: DRIFT_MAX };

export class ClockErrorsChangeEvent extends ViewEvent {
  static readonly type = 'clock-errors-change';
  /** undefined: as they were measured. */
  constructor(readonly clockErrors: readonly PhysicalClockError[] | undefined) {
    super(ClockErrorsChangeEvent.type);
  }
}

/** @fires clock-errors-change - when all fields hold numbers that are possible */
@customElement('clock-errors')
export class ClockErrors extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      .machines {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
        gap: var(--space-2) var(--space-8);
      }
      h3 {
        display: flex;
        align-items: center;
        gap: 6px;
        margin: 0;
        font-size: var(--size-note);
        font-weight: 650;
      }
      number-field {
        --field-width: 116px;
        --field-width-coarse: 132px;
      }
      button {
        margin-top: var(--space-2);
      }
      p {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  /** By machine; undefined where nobody measured any, or none was found. */
  @property({ attribute: false }) measured: readonly PhysicalClockError[] | undefined;
  /** By machine, as a person has set them; undefined: as they were measured. */
  @state() private texts: readonly Texts[] | undefined;

  override render() {
    const machines = this.trace.logs.slice(0, MACHINES_MAX);
    const more = this.trace.machines - machines.length;
    return html`
      <div class="machines">
        ${machines.map(({ machine }) => {
          const name = machineName(this.trace, machine);
          return html`<div role="group" aria-label=${name}>
            <h3><machine-mark machine=${machine}></machine-mark>${name}</h3>
            ${this.#field(machine, 'offset')} ${this.#field(machine, 'drift')}
          </div>`;
        })}
      </div>
      ${more > 0 ? html`<p>${withoutError(more)}</p>` : nothing}
      <button type="button" ?disabled=${this.#errorless} @click=${this.#clear}>${SET_ALL_TO_ZERO}</button>
      ${
        this.measured
          ? html`<button type="button" ?disabled=${!this.texts} @click=${this.#measure}>
              ${USE_MEASURED}
            </button>`
          : nothing
      }
    `;
  }

  #field(machine: number, part: ClockErrorPart) {
    const max = LIMITS[part];
    const { label, unit } = CLOCK_ERROR_WORDS[part];
    const text = this.#textsOf(machine)[part];
    return html`<number-field
      plain
      label=${label}
      unit=${unit}
      min=${-max}
      max=${max}
      .value=${text}
      .problem=${problemOf(text, part)}
      @field-change=${(event: FieldChangeEvent) => this.#change(machine, part, event.value)}
    ></number-field>`;
  }

  get #errorless(): boolean {
    return this.trace.logs.every(({ machine }) => {
      const { offset, drift } = this.#textsOf(machine);
      return offset === '0' && drift === '0';
    });
  }

  #textsOf(machine: number): Texts {
    if (this.texts) return this.texts[machine - 1] ?? NO_ERROR;
    const error = this.measured?.[machine - 1];
    return error ? { offset: `${error.offsetMs}`, drift: `${error.driftPartsPerMillion}` } : NO_ERROR;
  }

  #clear(): void {
    this.texts = [];
    this.dispatchEvent(new ClockErrorsChangeEvent([]));
  }

  #measure(): void {
    this.texts = undefined;
    this.dispatchEvent(new ClockErrorsChangeEvent(undefined));
  }

  #change(machine: number, part: ClockErrorPart, text: string): void {
    const texts = this.trace.logs.map((_, i) => {
      const before = this.#textsOf(i + 1);
      return i === machine - 1 ? { ...before, [part]: text } : before;
    });
    this.texts = texts;
    const wrong = texts.some(({ offset, drift }) => problemOf(offset, 'offset') || problemOf(drift, 'drift'));
    if (wrong) return;
    const clockErrors = texts.map(({ offset, drift }) => ({
      offsetMs: numberFrom(offset),
      driftPartsPerMillion: numberFrom(drift),
    }));
    this.dispatchEvent(new ClockErrorsChangeEvent(clockErrors));
  }
}

function problemOf(text: string, part: ClockErrorPart): string {
  const max = LIMITS[part];
  return Math.abs(numberFrom(text)) <= max ? '' : clockErrorProblem(part, max);
}

declare global {
  interface HTMLElementTagNameMap {
    'clock-errors': ClockErrors;
  }
  interface HTMLElementEventMap {
    'clock-errors-change': ClockErrorsChangeEvent;
  }
}
