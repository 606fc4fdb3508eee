// What is on record about one event, as a list of facts; what the trace does not tell is not there.
import { counted } from '../../../core/counted.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EventExplanation } from '../../../analysis/explain-event.ts';
import type { SendEvent } from '../../../core/event.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { reset } from '../../parts/styles/shared.styles.ts';
import { eventNumber, pairingWords } from '../../../words/event-words.ts';
import { duration, moment } from '../../../words/numbers.ts';
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
    return html`<dl>
      <dt>time</dt>
      <dd>${moment(event.atMs)}</dd>
      <dt>timestamp</dt>
      <dd><b>${event.clock}</b> (before: ${before})</dd>
      <dt>vector</dt>
      <dd>[${vector.join(', ')}]</dd>
      ${event.queue === undefined ? nothing : this.#fact('queue after it', counted(event.queue, 'message'))}
      ${event.kind === 'send' ? this.#sends(event) : nothing} ${this.#received()}
      ${sender?.travelMs === undefined ? nothing : this.#fact('under way', duration(sender.travelMs))}
      ${sender?.waitedMs === undefined ? nothing : this.#fact('waited', html`${duration(sender.waitedMs)} in the queue`)}
      ${sender && sender.waitedMs === undefined ? this.#fact('sent', html`${duration(sender.tookMs)} before`) : nothing}
      ${event.kind !== 'receive' && event.roll > 0 ? this.#fact('die', `rolled ${event.roll}`) : nothing}
      ${
        longestEvents === undefined
          ? nothing
          : this.#fact('longest chain', html`${counted(longestEvents, 'event')} lead here`)
      }
      ${filePlace ? this.#fact('file', html`${filePlace.file}, line ${filePlace.line}`) : nothing}
      ${pairing ? this.#fact('sender', pairingWords(pairing)) : nothing}
    </dl>`;
  }

  #fact(name: string, words: unknown) {
    return html`<dt>${name}</dt>
      <dd>${words}</dd>`;
  }

  #received() {
    const { event, sender, received } = this.explanation;
    if (event.kind !== 'receive') return nothing;
    if (!event.message)
      return this.#fact(
        'received',
        received === undefined ? 'a message of which nothing is known' : `${received}`,
      );
    const { from, number } = event.message;
    const name = this.trace.messageNameOf(from, number);
    const words = html`${sender ? placeButton(sender.send, name, this.choose) : name} from
    ${this.trace.nameOf(from)} with ${received}`;
    return this.#fact('received', words);
  }

  #sends({ machine, messages }: SendEvent) {
    if (messages.length === 0) return this.#fact('sent', 'a message that nobody received');
    return this.#fact(
      'sent',
      html`<ul>
        ${messages.map(({ number, to, timestamp, arrivedMs }) => {
          const index = this.trace.message(machine, number)?.receivedIndex;
          const name = this.trace.messageNameOf(machine, number);
          const fate =
            index !== undefined
              ? html`received by
                ${placeButton({ machine: to, index }, `event ${eventNumber({ index })}`, this.choose)}`
              : arrivedMs === undefined
                ? 'never received'
                : 'left waiting';
          return html`<li>
            ${name} to ${this.trace.nameOf(to)} with ${timestamp} <span class="soft">(${fate})</span>
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
