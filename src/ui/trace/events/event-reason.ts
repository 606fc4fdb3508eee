// Why the clock stands where it stands after one event: the message responsible, the arithmetic with its rule, what the
// machine had not heard of the sender before, and the chain behind it.
import { counted } from '../../../core/counted.ts';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { EventExplanation, SenderFacts } from '../../../analysis/explain-event.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import '../../parts/machine-mark.ts';
import { reset } from '../../parts/styles/shared.styles.ts';
import './event-chain.ts';
import { eventReason } from './event-reason.styles.ts';
import { faultOf, question, ruleOf } from '../../../words/event-words.ts';
import { duration } from '../../../words/numbers.ts';
import { LAMPORT_1978_URL } from '../../../words/audit-rules.ts';
import { placeButton, placeButtons } from '../place-button.ts';
import { machineName } from '../../../words/machine-name.ts';

@customElement('event-reason')
export class EventReason extends LitElement {
  static override styles = [reset, placeButtons, eventReason];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) explanation!: EventExplanation;
  @property({ attribute: false }) choose!: (place: EventPlace) => void;

  override render() {
    const { explanation } = this;
    const fault = faultOf(explanation);
    const rule = ruleOf(explanation);
    return html`
      <h3>${question(explanation)}</h3>
      <p>${this.#answer()}</p>
      ${fault ? html`<p class="fault">${fault}</p>` : nothing} ${this.#news()}
      <event-chain .trace=${this.trace} .explanation=${explanation} .choose=${this.choose}></event-chain>
      <p class="rule">
        <a href=${LAMPORT_1978_URL} target="_blank" rel="noreferrer">Lamport (1978)</a>, rule ${rule.rule}:
        ${rule.words}
      </p>
    `;
  }

  #answer(): TemplateResult {
    const { event, before, received, cause, sender } = this.explanation;
    if (event.kind !== 'receive') return this.#ownStep();
    if (cause === 'unknown')
      return html`The files do not say which message this was, or its timestamp, so only the machine’s own
      step is known: ${before} + 1 = ${before + 1}. The rest came with the message.`;
    const own = this.trace.nameOf(event.machine);
    const sum = html`max(${before}, ${received}) + 1 = <b>${this.explanation.expected}</b>`;
    if (cause === 'own step')
      return html`The message carried ${received}, and ${own} was already at ${before}: the message was not
      ahead, so only the receive itself counts: ${sum}.`;
    if (!sender)
      return html`The message carried ${received}, and ${own} was only at ${before}. The files do not say who
      sent it. A receive has to come after its send, so Lamport’s rule takes the larger of the two and adds 1:
      ${sum}.`;
    return html`${this.#sent(sender)}; ${own} was only at ${before}. A receive has to come after its send, so
    Lamport’s rule takes the larger of the two and adds 1:
    ${sum}.${
      sender.send.clock === event.clock && this.explanation.fit === 'L78'
        ? html` Send and receive now have the same timestamp: the message carried the clock from before its
          send.`
        : nothing
    }`;
  }

  /** The sender's clock at the send, and what of it the message carried. */
  #sent({ send, before, tookMs }: SenderFacts): TemplateResult {
    const { received, event } = this.explanation;
    const name = machineName(this.trace, send.machine);
    const earlier = tookMs >= 0 ? html`, ${duration(tookMs)} earlier` : nothing;
    const message =
      event.kind === 'receive' && event.message
        ? html`message ${this.trace.messageNameOf(event.message.from, event.message.number)}`
        : html`this message`;
    const link = placeButton(send, message, this.choose);
    if (received === before && received !== send.clock)
      return html`${name} was at ${before} when it sent ${link}${earlier}, and that is what the message
      carried (it counted the send itself only afterwards: ${send.clock})`;
    if (received === send.clock) return html`${name} was at ${send.clock} when it sent ${link}${earlier}`;
    return html`${name} was at ${send.clock} when it sent ${link}${earlier}; the message carried ${received}`;
  }

  #ownStep(): TemplateResult {
    const { event, before, place } = this.explanation;
    const first = place.index === 0 ? ', and clocks start at 0' : '';
    const carried =
      event.kind === 'send' && event.messages[0]
        ? html` ${event.messages.length === 1 ? 'The message carries' : 'The messages carry'}
          ${event.messages[0].timestamp}${
            event.messages[0].timestamp === before && event.clock !== before
              ? ', the clock from before this step'
              : ''
          }.`
        : nothing;
    const kind = event.kind === 'send' ? 'A send' : 'An internal event';
    return html`${kind} only adds 1 to the machine’s own clock${first}: ${before} + 1 =
      <b>${before + 1}</b>.${carried}`;
  }

  /** What lies between what the machine knew of the sender and what it was told now. */
  #news() {
    const { sender, cause, jump, event } = this.explanation;
    if (!sender || cause !== 'message' || jump < 2 || sender.unheard === 0) return nothing;
    const { send, heard, unheard, waitedMs } = sender;
    const { trace } = this;
    const [own, other] = [trace.nameOf(event.machine), trace.nameOf(send.machine)];
    const waited =
      waitedMs !== undefined && waitedMs >= 1000
        ? html` The message waited ${duration(waitedMs)} in ${own}’s queue, so even this is old.`
        : nothing;
    if (!heard)
      return html`<p>
        <b>Why was ${other} that far ahead?</b> Until now ${own} had heard nothing from ${other}, which had
        ${counted(unheard, 'event')} by then.${waited}
      </p>`;
    const between = duration(send.atMs - heard.atMs);
    const link = placeButton(heard, html`its clock at ${heard.clock}`, this.choose);
    return html`<p>
      <b>Why was ${other} that far ahead?</b> The last thing that ${own} had heard from ${other} was ${link}.
      From there to this send ${other} had
      ${counted(unheard, 'event')}${send.atMs > heard.atMs ? html` in ${between}` : nothing}${this.#rates(sender)},
      and ${own} hears of ${unheard === 1 ? 'it' : 'all of them'} at once.${waited}
    </p>`;
  }

  #rates({ send }: SenderFacts) {
    const { rates } = this.trace.trial;
    const [own, other] = [rates[this.explanation.event.machine - 1]!, rates[send.machine - 1]!];
    if (other <= own) return nothing;
    return html` (it ticks ${other} times a second, the receiver ${own === 1 ? 'once' : `${own} times`})`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'event-reason': EventReason;
  }
}
