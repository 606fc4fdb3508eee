// A sweep of a program: how often each law is broken as one thing about the trial changes. A table whose cells have the share of runs
// as a bar and in numbers.
import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LawTally } from '../../engine/program-runs.ts';
import {
  brokenShare,
  firstBroken,
  PROGRAM_SWEEP,
  sweepSize,
  sweepTitle,
  sweptName,
  sweptValue,
} from '../../words/program-sweep.ts';
import { lawWords, OUTDATED, PROGRAM_BUTTONS } from '../../words/program-view.ts';
import { buttons, reset, tables } from '../parts/styles/shared.styles.ts';
import { lawTables } from './law-tables.styles.ts';
import { SeedShowEvent } from './programs-events.ts';
import type { ProgramSweep, SweptPoint } from './programs-state.ts';

/** @fires seed-show */
@customElement('program-sweep')
export class ProgramSweepElement extends LitElement {
  static override styles = [
    reset,
    buttons,
    tables,
    lawTables,
    css`
      .soft {
        color: var(--ink-soft);
        font-size: var(--size-note);
        line-height: 1.45;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      th:first-child {
        white-space: nowrap;
      }
      td {
        min-width: 7.5rem;
        white-space: nowrap;
      }
      svg {
        display: block;
        width: 100%;
        height: 10px;
        margin-bottom: var(--space-1);
      }
      .track {
        fill: var(--hairline);
      }
      .interval {
        fill: var(--problem);
        opacity: 0.4;
      }
      .share {
        fill: var(--problem);
      }
    `,
  ];

  @property({ attribute: false }) sweep!: ProgramSweep;
  /** Text, trial or sweep have changed since. */
  @property({ type: Boolean }) outdated = false;

  override render() {
    const { field, runs, points, planned } = this.sweep;
    const laws = points[0]?.report.laws ?? [];
    return html`<h2 id="sweep">${sweepTitle(field)}</h2>
      <p class="soft">${sweepSize(runs, points.length, planned)} ${this.outdated ? OUTDATED : nothing}</p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="sweep">
        <table aria-labelledby="sweep">
          <caption class="unseen">
            ${PROGRAM_SWEEP.axis}
          </caption>
          <thead>
            <tr>
              <th scope="col">${sweptName(field)}</th>
              ${laws.map(({ kind, name }) => html`<th scope="col">${lawWords(kind, name)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${points.map(point => this.#row(point))}
          </tbody>
        </table>
      </div>
      <p class="soft" aria-hidden="true">${PROGRAM_SWEEP.axis}</p>`;
  }

  #row(point: SweptPoint) {
    return html`<tr>
      <th scope="row">${sweptValue(this.sweep.field, point.value)}</th>
      ${point.report.laws.map(law => html`<td>${this.#cell(point, law)}</td>`)}
    </tr>`;
  }

  #cell({ value, trial, report }: SweptPoint, { kind, name, broken, open, firstSeed }: LawTally) {
    const { words, interval, share, low, high, open: left } = brokenShare(broken, open, report.runs);
    return html`${share === undefined ? nothing : bar(share, low, high)}
      <p>${words} <span class="soft">${interval}</span></p>
      ${left === '' ? nothing : html`<p class="soft">${left}</p>`}
      ${
        firstSeed === undefined
          ? nothing
          : html`<button
              type="button"
              class="link"
              @click=${() => this.dispatchEvent(new SeedShowEvent(trial, firstSeed))}
            >
              ${PROGRAM_BUTTONS.showRun}<span class="unseen"
                >: ${firstBroken(lawWords(kind, name), sweptValue(this.sweep.field, value))}</span
              >
            </button>`
      }`;
  }
}

/** From 0 to 1; no narrower than can be seen. */
function bar(share: number, low: number, high: number) {
  const at = (portion: number): number => 100 * portion;
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="track" x="0" y="4" width="100" height="2" />
      <rect class="interval" x=${at(low)} y="1" width=${Math.max(0.5, at(high - low))} height="8" />
      <rect class="share" x=${Math.min(99, at(share))} y="0" width="1" height="10" />`}
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'program-sweep': ProgramSweepElement;
  }
}
