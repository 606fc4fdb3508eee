// Why the clock stands where it stands after one event: the message responsible, the arithmetic with its rule, what the
// machine had not heard of the sender before, and the chain behind it.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EventExplanation } from '../../../analysis/explain-event.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { reset } from '../../parts/styles/shared.styles.ts';
import './event-chain.ts';
import { eventReason } from './event-reason.styles.ts';
import { answer, news, ruleSource, type ReasonMarks } from '../../../words/event-reasons.ts';
import { faultOf, question } from '../../../words/event-words.ts';
import { LAMPORT_1978_URL } from '../../../words/audit-rules.ts';
import { placeButton, placeButtons } from '../place-button.ts';

@customElement('event-reason')
export class EventReason extends LitElement {
  static override styles = [reset, placeButtons, eventReason];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) explanation!: EventExplanation;
  @property({ attribute: false }) choose!: (place: EventPlace) => void;

  override render() {
    const { trace, explanation, choose } = this;
    const fault = faultOf(explanation);
    const marks: ReasonMarks<TemplateResult> = {
      strong: words => html`<b>${words}</b>`,
      placed: (place, words) => placeButton(place, words, choose),
    };
    const unheard = news(trace, explanation, marks);
    return html`
      <h3>${question(explanation)}</h3>
      <p>${answer(trace, explanation, marks)}</p>
      ${fault ? html`<p class="fault">${fault}</p>` : nothing} ${unheard ? html`<p>${unheard}</p>` : nothing}
      <event-chain .trace=${trace} .explanation=${explanation} .choose=${choose}></event-chain>
      <p class="rule">
        ${ruleSource(
          explanation,
          words => html`<a href=${LAMPORT_1978_URL} target="_blank" rel="noreferrer">${words}</a>`,
        )}
      </p>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'event-reason': EventReason;
  }
}
