// The runs that were read, one of which is shown: native radio buttons, each with what its run comes to.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { OpenedRun } from './open-run.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { RunChooseEvent } from './open-events.ts';
import { runFacts, runsTitle } from '../../words/opened-run.ts';

/** @fires run-choose */
@customElement('run-list')
export class RunList extends LitElement {
  static override styles = [
    reset,
    css`
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      .runs {
        display: grid;
        gap: var(--space-2);
      }
      legend {
        margin-bottom: var(--space-2);
        padding: 0;
        font-weight: 650;
      }
      label {
        position: relative;
        display: block;
        padding: 10px var(--space-3);
        border: 1px solid var(--rim);
        border-radius: var(--radius);
        background: var(--sheet);
        cursor: pointer;
      }
      label:hover {
        background: var(--sunken);
      }
      label:has(:checked) {
        border-color: var(--amber);
        box-shadow: inset 3px 0 var(--amber);
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: inherit;
      }
      /* On a phone the runs stand above the one that is shown. */
      @media (max-width: 1079px) {
        .runs {
          max-height: 216px;
          margin: -3px;
          padding: 3px;
          overflow-y: auto;
        }
      }
      .name {
        display: block;
        overflow-wrap: anywhere;
      }
      :checked + .name {
        font-weight: 650;
      }
      .facts {
        display: block;
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
    `,
  ];

  @property({ attribute: false }) runs: readonly OpenedRun[] = [];
  @property({ type: Number }) chosen = 0;

  override render() {
    return html`<fieldset>
      <legend>${runsTitle(this.runs.length)}</legend>
      <div class="runs">
        ${this.runs.map(
          ({ name, machines, events, spanMs, trace }, i) =>
            html`<label>
              <input
                type="radio"
                name="run"
                value=${i}
                .checked=${live(i === this.chosen)}
                @change=${() => this.dispatchEvent(new RunChooseEvent(i))}
              />
              <span class="name">${name}</span>
              <span class="facts">${runFacts(machines.length, events, spanMs, trace.engine)}</span>
            </label>`,
        )}
      </div>
    </fieldset>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-list': RunList;
  }
}
