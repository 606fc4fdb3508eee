// Which length, delay, faults and rule the map shows, where the grid has several.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { choosers } from '../parts/styles/control.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { SliceChooseEvent } from './sweep-events.ts';
import type { SliceChoice, SweepSlice } from './sweep-slice.ts';
import { TIMESTAMP_RULE_NAMES } from '../../words/rules.ts';
import { planWords } from '../../words/faults.ts';
import { SLICE_LABELS } from '../../words/sweep.ts';
import { delayWords } from '../../words/delay.ts';

/** @fires slice-choose - the owner is to show another slice */
@customElement('slice-picker')
export class SlicePicker extends LitElement {
  static override styles = [
    reset,
    choosers,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        max-width: 100%;
        font-size: var(--size-note);
      }
      select {
        min-width: 0;
        max-width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) slice!: SweepSlice;

  override render() {
    const { seconds, delays, faults, rules } = this.slice.axes;
    return [
      this.#select(
        'seconds',
        SLICE_LABELS.seconds,
        seconds.map(value => `${value} s`),
      ),
      this.#select('delay', SLICE_LABELS.delay, delays.map(delayWords)),
      this.#select('faults', SLICE_LABELS.faults, faults.map(planWords)),
      this.#select(
        'rule',
        SLICE_LABELS.rule,
        rules.map(rule => TIMESTAMP_RULE_NAMES[rule].name),
      ),
    ];
  }

  #select(axis: keyof SliceChoice, label: string, options: readonly string[]) {
    if (options.length < 2) return nothing;
    const chosen = this.slice.choice[axis];
    return html`<label
      >${label}
      <select
        @change=${(event: Event) => this.#choose(axis, (event.target as HTMLSelectElement).selectedIndex)}
      >
        ${options.map((option, i) => html`<option ?selected=${i === chosen}>${option}</option>`)}
      </select>
    </label>`;
  }

  #choose(axis: keyof SliceChoice, index: number): void {
    this.dispatchEvent(new SliceChooseEvent({ ...this.slice.choice, [axis]: index }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'slice-picker': SlicePicker;
  }
}
