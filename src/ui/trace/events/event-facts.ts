// What is on record about one event, as a list of facts; what the trace does not tell is not there.
import { counted } from '../../../core/counted.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EventExplanation, SenderFacts } from '../../../analysis/explain-event.ts';
import { SystemTimes } from '../../../analysis/system-times.ts';
import type { SendEvent } from '../../../core/event.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { reset } from '../../parts/styles/shared.styles.ts';
import {
  clockBefore,
  FACT_NAMES,
  fateOf,
  fileLine,
  leadHere,
  NOBODY_RECEIVED,
  NOTHING_KNOWN_OF_MESSAGE,
  receivedMessage,
  rolled,
  sentBefore,
  sentMessage,
  waitedInQueue,
} from '../../../words/event-table.ts';
import { pairingWords } from '../../../words/event-words.ts';
import { momentWithin, ownClockWords, travelWords } from '../../../words/system-times.ts';
import { placeButton, placeButtons } from '../place-button.ts';

@customElement('event-facts')
export class EventFacts extends LitElement {
  static override styles = [
    reset,
    placeButtons,
    css`
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 4px var(--space-4);
        font-size: var(--size-note);
        font-variant-numeric: tabular-nums;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      dd ul {
        max-height: 132px;
        overflow-y: auto;
        scrollbar-width: thin;
      }
      .soft {
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) explanation!: EventExplanation;
  @property({ attribute: false }) choose!: (place: EventPlace) => void;

  override render() {
    const { event, before, vector, sender, filePlace, pairing, longestEvents } = this.explanation;
    const times = new SystemTimes(this.trace);
    const bound = times.boundMsAt(event.machine, event.atMs);
    const isStepped = this.trace.engine === 'stepped';
    const rolls = event.kind !== 'receive' && event.roll > 0;
    return html`<dl>
      ${isStepped ? nothing : this.#fact(FACT_NAMES.time, momentWithin(event.atMs, bound))}
      ${this.#ownClock(times)}
      ${this.#fact(FACT_NAMES.timestamp, html`<b>${event.clock}</b> ${clockBefore(before)}`)}
      ${this.#fact(FACT_NAMES.vector, `[${vector.join(', ')}]`)}
      ${event.queue === undefined ? nothing : this.#fact(FACT_NAMES.queue, counted(event.queue, 'message'))}
      ${event.kind === 'send' ? this.#sends(event) : nothing} ${this.#received()}
      ${sender?.travelMs === undefined ? nothing : this.#fact(FACT_NAMES.underWay, this.#travel(times, sender, sender.travelMs))}
      ${sender?.waitedMs === undefined ? nothing : this.#fact(FACT_NAMES.waited, waitedInQueue(sender.waitedMs))}
      ${sender && sender.waitedMs === undefined && !isStepped ? this.#fact(FACT_NAMES.sent, sentBefore(sender.tookMs)) : nothing}
      ${rolls ? this.#fact(FACT_NAMES.die, rolled(event.roll)) : nothing}
      ${longestEvents === undefined ? nothing : this.#fact(FACT_NAMES.chain, leadHere(longestEvents))}
      ${filePlace ? this.#fact(FACT_NAMES.file, fileLine(filePlace)) : nothing}
      ${pairing ? this.#fact(FACT_NAMES.sender, pairingWords(pairing)) : nothing}
    </dl>`;
  }

  #fact(name: string, words: unknown) {
    return html`<dt>${name}</dt>
      <dd>${words}</dd>`;
  }

  /** Where it certainly was another clock than the common one. */
  #ownClock(times: SystemTimes) {
    const { machine, atMs } = this.explanation.event;
    if (!times.clocksApart.includes(machine)) return nothing;
    const { startedAtMs } = this.trace;
    const showedMs = startedAtMs === undefined ? undefined : startedAtMs + times.ownMsAt(machine, atMs);
    return this.#fact(FACT_NAMES.ownClock, ownClockWords(-times.offsetMsAt(machine, atMs), showedMs));
  }

  #travel(times: SystemTimes, { send }: SenderFacts, travelMs: number): string {
    const { machine } = this.explanation.event;
    return travelWords(travelMs, times.apart(send, { machine, atMs: send.atMs + travelMs }));
  }

  #received() {
    const { event, sender, received } = this.explanation;
    if (event.kind !== 'receive') return nothing;
    if (!event.message || received === undefined)
      return this.#fact(FACT_NAMES.received, received ?? NOTHING_KNOWN_OF_MESSAGE);
    const { from, number } = event.message;
    const name = this.trace.messageNameOf(from, number);
    const words = receivedMessage(
      sender ? placeButton(sender.send, name, this.choose) : name,
      this.trace.nameOf(from),
      received,
    );
    return this.#fact(FACT_NAMES.received, words);
  }

  #sends({ machine, messages }: SendEvent) {
    if (messages.length === 0) return this.#fact(FACT_NAMES.sent, NOBODY_RECEIVED);
    return this.#fact(
      FACT_NAMES.sent,
      html`<ul>
        ${messages.map(({ number, to, timestamp, arrivedMs }) => {
          const index = this.trace.message(machine, number)?.receivedIndex;
          const receive = index === undefined ? undefined : { machine: to, index };
          const fate = fateOf(receive, arrivedMs !== undefined, (place, words) =>
            placeButton(place, words, this.choose),
          );
          const name = this.trace.messageNameOf(machine, number);
          return html`<li>
            ${sentMessage(name, this.trace.nameOf(to), timestamp)} <span class="soft">${fate}</span>
          </li>`;
        })}
      </ul>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'event-facts': EventFacts;
  }
}
