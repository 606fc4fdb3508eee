// The chosen event: what is on record about it, and why the clock stands where it stands. Without a chosen event it says
// how to choose one.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { cutAt } from '../../../analysis/cuts.ts';
import { explainEvent, type EventExplanation } from '../../../analysis/explain-event.ts';
import { largestJump } from '../../../analysis/jumps.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { DoorController } from '../../parts/door-controller.ts';
import '../../parts/lazy-part.ts';
import '../../parts/machine-mark.ts';
import { panel } from '../panel.styles.ts';
import { buttons, reset, sheet } from '../../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace-focus.ts';
import { chooseEvent, showWithCause } from '../choose-event.ts';
import { eventCard } from './event-card.styles.ts';
import './event-facts.ts';
import './event-reason.ts';
import {
  CLEAR_SELECTION,
  CUT_HERE,
  EVENT_CARD_NAME,
  eventHeading,
  eventName,
  eventSentence,
  nextEvent,
  previousEvent,
  relationCount,
  RELATIONS_NAME,
  relationsSentence,
  SELECT_EVENT,
  SHOW_LARGEST_JUMP,
} from '../../../words/event-words.ts';
import { NOTE_WORDS } from '../../../words/notes.ts';
import { momentOf } from '../../../words/numbers.ts';
import { STEP_WORDS } from '../../../words/program-steps.ts';
import { machineName } from '../../../words/machine-name.ts';

const loadProgramFacts = (): Promise<unknown> => import('./program-facts.ts');
const AGAIN_AFTER_MS = 1000; // while a run goes on, an event's future grows, and a look at all of it takes time

@customElement('event-card')
export class EventCard extends LitElement {
  static override styles = [reset, buttons, sheet, panel, eventCard];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  /** Where the run stands, in milliseconds since its start; undefined when it does not go on. */
  @property({ attribute: false }) nowMs: number | undefined;
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Whether another part of the page tells screen readers of the chosen event. */
  @property({ type: Boolean }) quiet = false;
  /** Whether a list of notes is beside it. */
  @property({ type: Boolean }) notable = false;

  #explained:
    | {
        readonly trace: Trace;
        readonly revision: number;
        readonly nowMs: number | undefined;
        readonly explanation: EventExplanation;
      }
    | undefined;
  readonly #choose = (place: EventPlace): void => chooseEvent(this.traceFocus, this.trace, place);

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override render() {
    const { selected } = this.traceFocus.state;
    const explanation = selected && this.#explain(selected);
    return explanation ? this.#card(explanation) : this.#invitation();
  }

  #invitation() {
    return html`<section class="sheet empty" aria-label=${EVENT_CARD_NAME}>
      <p>${SELECT_EVENT}</p>
      <button type="button" @click=${this.#showLargest}>${SHOW_LARGEST_JUMP}</button>
    </section>`;
  }

  #card(explanation: EventExplanation) {
    const { place, event, relations } = explanation;
    const { machine, index } = place;
    const name = machineName(this.trace, machine);
    return html`<section class="sheet" aria-labelledby="title">
      <header>
        <h2 id="title">
          <machine-mark machine=${machine}></machine-mark>${eventHeading(name, place, event.kind)}
        </h2>
        <ul class="relations" aria-label=${RELATIONS_NAME}>
          ${(['past', 'future', 'concurrent'] as const).map(
            each => html`<li class=${each}>${relationCount(each, relations[each])}</li>`,
          )}
        </ul>
        <div class="ways">
          <button
            type="button"
            aria-label=${previousEvent(name)}
            ?disabled=${index === 0}
            @click=${() => this.#choose({ machine, index: index - 1 })}
          >
            ‹
          </button>
          <button
            type="button"
            aria-label=${nextEvent(name)}
            ?disabled=${index + 1 >= this.trace.logOf(machine).eventCount}
            @click=${() => this.#choose({ machine, index: index + 1 })}
          >
            ›
          </button>
          <button type="button" @click=${this.#showLargest}>${SHOW_LARGEST_JUMP}</button>
          <button
            type="button"
            @click=${() => this.traceFocus.change({ cut: cutAt(this.trace, event.atMs) })}
          >
            ${CUT_HERE}
          </button>
          ${
            this.notable
              ? html`<button
                  type="button"
                  @click=${() => this.traceFocus.change({ noting: { kind: 'event', place } })}
                >
                  ${NOTE_WORDS.add}
                </button>`
              : nothing
          }
          <button
            type="button"
            aria-label=${CLEAR_SELECTION}
            title=${CLEAR_SELECTION}
            @click=${() => this.traceFocus.change({ selected: undefined })}
          >
            ×
          </button>
        </div>
      </header>
      ${
        this.trace.program
          ? html`<lazy-part
              name=${STEP_WORDS.part}
              element="program-facts"
              .load=${loadProgramFacts}
              .content=${() => html`<program-facts .trace=${this.trace} .place=${place}></program-facts>`}
            ></lazy-part>`
          : nothing
      }
      <div class="columns">
        <event-facts .trace=${this.trace} .explanation=${explanation} .choose=${this.#choose}></event-facts>
        <event-reason .trace=${this.trace} .explanation=${explanation} .choose=${this.#choose}></event-reason>
      </div>
      ${this.quiet ? nothing : html`<p class="unseen" role="status">${this.#said(explanation)}</p>`}
    </section>`;
  }

  #said({ place, event, relations }: EventExplanation): string {
    const sentence = eventSentence({
      name: eventName(machineName(this.trace, place.machine), place),
      what: event.kind,
      at: momentOf(this.trace.engine, event.atMs),
      timestamp: `${event.clock}`,
    });
    return `${sentence}; ${relationsSentence(relations)}`;
  }

  /** Undefined for a place that this trace does not have. */
  #explain(place: EventPlace): EventExplanation | undefined {
    const { trace, revision, nowMs } = this;
    const last = this.#explained;
    const { machine, index } = place;
    if (index >= (trace.logs[machine - 1]?.eventCount ?? 0)) return undefined;
    const same =
      last?.trace === trace &&
      last.explanation.place.machine === machine &&
      last.explanation.place.index === index;
    const soon = last?.nowMs !== undefined && nowMs !== undefined && nowMs - last.nowMs < AGAIN_AFTER_MS;
    if (same && (soon || last.revision === revision)) return last.explanation;
    const explanation = explainEvent(trace, place);
    this.#explained = { trace, revision, nowMs, explanation };
    return explanation;
  }

  #showLargest(): void {
    const { trace, traceFocus } = this;
    const place = largestJump(trace);
    if (place) showWithCause(traceFocus, trace, place);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'event-card': EventCard;
  }
}
