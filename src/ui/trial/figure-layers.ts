// What may be laid under the lines of both figures: what theory says of the trial, and the other engine's run of it.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LayersChangeEvent, type Layers } from '../parts/events.ts';
import { counterpartOverlay, OVERLAY } from '../../words/trial.ts';
import { reset } from '../parts/styles/shared.styles.ts';

/** @fires layers-change */
@customElement('figure-layers')
export class FigureLayers extends LitElement {
  static override styles = [
    reset,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-5);
        margin: 0;
        padding: 0;
        border: 0;
        font-size: var(--size-note);
      }
      legend {
        float: inline-start;
        padding: 0;
        color: var(--ink-soft);
        line-height: 24px;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 24px;
        cursor: pointer;
      }
      p {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      input {
        width: 16px;
        height: 16px;
        margin: 0;
        accent-color: var(--amber-strong);
      }
    `,
  ];

  @property({ attribute: false }) layers: Layers = { prediction: false, counterpart: false };
  /** What the other run is called; undefined where there is none. */
  @property({ attribute: false }) counterpart: string | undefined;
  /** Where the prediction ends, in a sentence; empty where it does not. */
  @property({ attribute: false }) limit = '';

  override render() {
    return html`<fieldset>
        <legend>${OVERLAY.legend}</legend>
        ${this.#box('prediction', OVERLAY.prediction)}
        ${this.counterpart === undefined ? nothing : this.#box('counterpart', counterpartOverlay(this.counterpart))}
      </fieldset>
      <p role="status">${this.limit}</p>`;
  }

  #box(layer: keyof Layers, words: string) {
    return html`<label>
      <input
        type="checkbox"
        .checked=${this.layers[layer]}
        @change=${(event: Event) => {
          const { checked } = event.target as HTMLInputElement;
          this.dispatchEvent(new LayersChangeEvent({ ...this.layers, [layer]: checked }));
        }}
      />
      ${words}
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'figure-layers': FigureLayers;
  }
}
