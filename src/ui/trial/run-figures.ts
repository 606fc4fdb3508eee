// The two figures of a run, what may be laid under their lines, and how far the other run is apart.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Moments } from '../../analysis/moments.ts';
import { predict, type Prediction } from '../../analysis/prediction.ts';
import type { Trial } from '../../core/trial.ts';
import type { EngineChoice } from '../../engine/settings.ts';
import type { LaboratoryState } from '../../laboratory/laboratory-state.ts';
import '../figures/trace-chart.ts';
import '../trace/audit/trace-verdict.ts';
import type { Layers, LayersChangeEvent } from '../parts/events.ts';
import './figure-layers.ts';
import { runOfKind } from '../../words/figures.ts';
import { predictionLimitWords } from '../../words/trial.ts';
import { isOver } from '../../laboratory/phases.ts';
import './run-comparison.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';

/** What a link in one browser takes, roughly. That it takes any time at all is what matters to clocks. */
const LINK_DELAY = { kind: 'fixed', delayMs: 1 } as const;

@customElement('run-figures')
export class RunFigures extends LitElement {
  static override styles = [
    reset,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
        gap: var(--space-4);
      }
    `,
  ];

  /** The trial that is drafted or run. */
  @property({ attribute: false }) trial!: Trial;
  @property({ attribute: false }) engine: EngineChoice = 'live';
  @property({ attribute: false }) laboratory!: LaboratoryState;
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Of its trace, once that says anything. */
  @property({ attribute: false }) moments: Moments | undefined;

  /** Without the verdict of the audit: nobody has run anything yet. */
  @property({ type: Boolean }) unjudged = false;

  @state() private layers: Layers = { prediction: false, counterpart: false };
  #predicted:
    { readonly trial: Trial; readonly engine: EngineChoice; readonly prediction: Prediction } | undefined;

  override render() {
    const { trace, revision, phase, elapsedMs, counterpart } = this.laboratory;
    const nowMs = phase === 'running' || phase === 'finishing' ? elapsedMs : undefined;
    const other = this.layers.counterpart ? counterpart : undefined;
    const isWhole = trace !== undefined && trace.eventCount > 0 && isOver(phase);
    return html`
      ${isWhole && !this.unjudged ? html`<trace-verdict .trace=${trace} revision=${revision}></trace-verdict>` : nothing}
      <div class="figures">
        ${(['clock', 'queue'] as const).map(
          quantity =>
            html`<trace-chart
              .quantity=${quantity}
              .trial=${this.trial}
              .trace=${trace}
              revision=${revision}
              .nowMs=${nowMs}
              .prediction=${this.layers.prediction ? this.#prediction() : undefined}
              .other=${other?.trace}
              otherName=${other ? runOfKind(other.engine) : ''}
              .traceFocus=${this.traceFocus}
              .moments=${this.moments}
            ></trace-chart>`,
        )}
      </div>
      <figure-layers
        .layers=${this.layers}
        .counterpart=${counterpart?.engine}
        .limit=${this.layers.prediction ? predictionLimitWords(this.#prediction().limit) : ''}
        @layers-change=${(event: LayersChangeEvent) => {
          this.layers = event.layers;
        }}
      ></figure-layers>
      ${
        trace && other && isOver(phase)
          ? html`<run-comparison .trace=${trace} revision=${revision} .counterpart=${other}></run-comparison>`
          : nothing
      }
    `;
  }

  #prediction(): Prediction {
    const { trial, engine } = this;
    if (this.#predicted?.trial !== trial || this.#predicted.engine !== engine) {
      const asRun = engine === 'live' ? { ...trial, delay: trial.delay ?? LINK_DELAY } : trial;
      this.#predicted = { trial, engine, prediction: predict(asRun) };
    }
    return this.#predicted.prediction;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-figures': RunFigures;
  }
}
