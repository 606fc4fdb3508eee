// The heat map with all that belongs to it: title, the choice of the slice, and the facts of the cell one looks at.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { boundaryRate } from '../../analysis/sweep-digest.ts';
import { niceStep } from '../../analysis/chart-series.ts';
import { trialLink } from '../../address/trial.ts';
import type { SweepState } from './sweep-state.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import '../figures/heat-map.ts';
import type { Place } from '../figures/heat-map-geometry.ts';
import './slice-picker.ts';
import type { CellChooseEvent, CellPointEvent } from './sweep-events.ts';
import { sweepMap } from './sweep-map.styles.ts';
import type { SweepSlice } from './sweep-slice.ts';
import {
  cellSentences,
  MAP_TITLE,
  OPEN_CELL,
  SELECTED_CELL,
  trialName,
  unfinishedCellSentences,
} from '../../words/sweep.ts';

const SCALE_LEAST = 0.2; // messages per second: where nothing grows, nothing is to look as if it did

const SCALE_SLACK = 0.1; // steps: a value that chance puts a little beyond the end has the last colour

/** @fires slice-choose - the owner is to set another `slice` */
@customElement('sweep-map')
export class SweepMap extends LitElement {
  static override styles = [reset, buttons, sheet, sweepMap];

  @property({ attribute: false }) sweep!: SweepState;
  @property({ attribute: false }) slice!: SweepSlice;

  @state() private chosen: Place | undefined;
  @state() private pointed: Place | undefined;

  override render() {
    const { slice } = this;
    const { axes } = slice;
    const chosen = slice.placeNear(this.chosen);
    return html`<section class="sheet" aria-labelledby="title">
      <header>
        <h2 id="title">${MAP_TITLE}</h2>
        <p>${slice.words}</p>
      </header>
      ${slice.isOneOfMany ? html`<slice-picker .slice=${slice}></slice-picker>` : nothing}
      <heat-map
        .axes=${{ dice: axes.dice, rates: axes.slowest }}
        .valueAt=${(place: Place) => this.#growthAt(place)}
        .revision=${[this.sweep, slice.settings, slice.indexOf({ column: 0, row: 0 })]}
        max=${this.#scale}
        .boundaryAt=${(dieSides: number) => boundaryRate(axes.fast, dieSides)}
        .chosen=${chosen}
        .chosenName=${[trialName(slice.trialAt(chosen)), ...this.#sentences(chosen)].join(' ')}
        @cell-choose=${this.#choose}
        @cell-point=${this.#point}
        @cell-open=${() => this.#open(chosen)}
      ></heat-map>
      ${this.#facts(chosen)}
    </section>`;
  }

  /** While the pointer wanders or runs come in, they are only shown; what is chosen is told as well. */
  #facts(chosen: Place) {
    const { slice, pointed } = this;
    const place = pointed ? slice.placeNear(pointed) : chosen;
    const address = this.#addressOf(chosen);
    return html`<div class="facts">
      <div class="told" aria-live=${pointed || this.sweep.phase === 'running' ? 'off' : 'polite'}>
        <h3>${trialName(slice.trialAt(place))}${pointed ? '' : html` <span>${SELECTED_CELL}</span>`}</h3>
        <p>${this.#sentences(place).join(' ')}</p>
      </div>
      ${address === undefined ? nothing : html`<a class="button" href=${address}>${OPEN_CELL}</a>`}
    </div>`;
  }

  #sentences(place: Place): readonly string[] {
    const { sweep, slice } = this;
    const cell = sweep.cells[slice.indexOf(place)];
    if (cell) return cellSentences(cell);
    const boundary = boundaryRate(slice.axes.fast, slice.axes.dice[place.column]!);
    return unfinishedCellSentences(this.#growthAt(place), boundary);
  }

  #growthAt(place: Place): number | undefined {
    const index = this.slice.indexOf(place);
    const cell = this.sweep.cells[index];
    if (cell) return cell.measured?.queueGrowthPerSecond.mean;
    return this.sweep.growthSoFar(index);
  }

  /** One scale for all slices, predicted first, so that colours do not shift while runs come in. */
  get #scale(): number {
    const { axes } = this.slice;
    const predicted = axes.dice.map(die => boundaryRate(axes.fast, die) - axes.slowest[0]!);
    const measured = this.sweep.cells.map(({ measured }) => measured?.queueGrowthPerSecond.mean ?? 0);
    const top = [...predicted, ...measured].reduce((most, value) => Math.max(most, value), SCALE_LEAST);
    const step = niceStep(top / 5);
    return Math.round(Math.ceil(top / step - SCALE_SLACK) * step * 1000) / 1000; // without the dust of floats
  }

  #choose({ column, row }: CellChooseEvent): void {
    this.chosen = { column, row };
  }

  #point({ cell }: CellPointEvent): void {
    this.pointed = cell;
  }

  #open(place: Place): void {
    const address = this.#addressOf(place);
    if (address !== undefined) location.hash = address;
  }

  /** Of a cell's first replicate as a trial of its own, in virtual time as it was run here. */
  #addressOf(place: Place): string | undefined {
    return trialLink(this.slice.trialAt(place), 'virtual');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sweep-map': SweepMap;
  }
}
