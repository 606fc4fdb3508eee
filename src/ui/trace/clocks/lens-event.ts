// The chosen event under every kind of clock: numbers, vector, matrix, and physical time with its counter.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { matrixAt, vectorAt } from '../../../analysis/clock-lenses-event.ts';
import { lensLabel, NO_LABEL } from '../../../analysis/clock-lenses.ts';
import { physicalTimeMs, type PhysicalClockError } from '../../../analysis/hybrid-clocks.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { hybridReason, hybridTimestamp, matrixTooLarge, ONE_EVENT_WORDS } from '../../../words/clocks.ts';
import { eventHeading } from '../../../words/event-words.ts';
import '../../parts/machine-mark.ts';
import { panel } from '../panel.styles.ts';
import { reset, sheet } from '../../parts/styles/shared.styles.ts';
import { lensEvent } from './lens-event.styles.ts';
import { LensMemory } from './lens-memory.ts';
import { LENS_WORDS } from '../../../words/lens-words.ts';
import { machineName } from '../../../words/machine-name.ts';

/** Larger matrices than this are not shown. */
const MATRIX_MACHINES_MAX = 8;
const VECTOR_ENTRIES_MAX = 64;

@customElement('lens-event')
export class LensEvent extends LitElement {
  static override styles = [reset, sheet, panel, lensEvent];

  @property({ attribute: false }) trace!: Trace;
  @property({ type: Number }) revision = 0;
  @property({ attribute: false }) place: EventPlace | undefined;
  @property({ attribute: false }) clockErrors: readonly PhysicalClockError[] = [];
  @property({ attribute: false }) memory = new LensMemory();

  override render() {
    const { place, trace } = this;
    if (!place || place.index >= (trace.logs[place.machine - 1]?.eventCount ?? 0))
      return html`<div class="sheet none">
        <h2>${ONE_EVENT_WORDS.title}</h2>
        <p>${ONE_EVENT_WORDS.select}</p>
      </div>`;
    const event = trace.event(place.machine, place.index);
    return html`<div class="sheet">
      <h2>
        <machine-mark machine=${place.machine}></machine-mark>
        ${eventHeading(machineName(trace, place.machine), place, event.kind)}
      </h2>
      <div class="columns">
        <dl>
          <dt>${LENS_WORDS.recorded.name}</dt>
          <dd><strong>${event.clock}</strong></dd>
          ${(['increment-then-send', 'send-then-increment'] as const).map(
            kind =>
              html`<dt>${LENS_WORDS[kind].name}</dt>
                <dd>${this.#label(kind, place)}</dd>`,
          )}
          <dt>${LENS_WORDS.vector.name}</dt>
          <dd>${this.#vector(place)}</dd>
          ${
            trace.engine === 'stepped'
              ? nothing
              : html`<dt>${LENS_WORDS.hybrid.name}</dt>
                  <dd>${this.#hybrid(place, event.atMs)}</dd>`
          }
        </dl>
        ${this.#matrix(place)}
      </div>
    </div>`;
  }

  #label(kind: 'increment-then-send' | 'send-then-increment' | 'hybrid', place: EventPlace): string {
    const lens = this.memory.lensOf(this.trace, this.revision, kind, this.clockErrors);
    return lensLabel(lens, place.machine, place.index);
  }

  /** On or after a circle of messages. */
  #unordered(place: EventPlace): boolean {
    return this.#label('increment-then-send', place) === NO_LABEL;
  }

  #vector(place: EventPlace) {
    if (this.#unordered(place)) return NO_LABEL;
    const entries = [...vectorAt(this.trace, place)];
    const shown = entries.slice(0, VECTOR_ENTRIES_MAX).join(' ');
    return `[${shown}${entries.length > VECTOR_ENTRIES_MAX ? ' …' : ''}]`;
  }

  #hybrid(place: EventPlace, atMs: number) {
    const lens = this.memory.lensOf(this.trace, this.revision, 'hybrid', this.clockErrors);
    const part = lens.clocks.physicalPartsMs[place.machine - 1]?.[place.index] ?? NaN;
    if (Number.isNaN(part)) return NO_LABEL;
    const counter = lens.clocks.counters[place.machine - 1]![place.index]!;
    const own = physicalTimeMs(atMs, this.clockErrors[place.machine - 1]);
    return html`${hybridTimestamp(part, counter)} <small>${hybridReason(part, own)}</small>`;
  }

  #matrix(place: EventPlace) {
    const { trace } = this;
    const { machines } = trace;
    if (this.#unordered(place)) return nothing;
    if (machines > MATRIX_MACHINES_MAX) return html`<p class="matrix soft">${matrixTooLarge(machines)}</p>`;
    const rows = matrixAt(trace, place);
    const known = rows[0]!.map((_, k) => Math.min(...rows.map(row => row[k]!)));
    return html`<div class="matrix">
      <p id="matrix-title" class="soft">${ONE_EVENT_WORDS.matrix}</p>
      <table aria-labelledby="matrix-title">
        <thead>
          <tr>
            <td></td>
            ${rows.map((_, k) => html`<th scope="col">${this.#mark(k + 1)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row, k) =>
              html`<tr class=${k + 1 === place.machine ? 'own' : ''}>
                <th scope="row">${this.#mark(k + 1)}</th>
                ${Array.from(row, count => html`<td>${count}</td>`)}
              </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${ONE_EVENT_WORDS.all}</th>
            ${Array.from(known, count => html`<td>${count}</td>`)}
          </tr>
        </tfoot>
      </table>
      <p class="soft">${ONE_EVENT_WORDS.allExplained}</p>
    </div>`;
  }

  #mark(machine: number) {
    return html`<machine-mark machine=${machine}></machine-mark
      ><span class="unseen">${machineName(this.trace, machine)}</span
      >${this.trace.origin ? nothing : ` ${machine}`}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-event': LensEvent;
  }
}
