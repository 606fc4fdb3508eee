// How far the sweep is: a sentence, a bar, and how long it still takes.
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SweepState } from './sweep-state.ts';
import '../parts/status-line.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { SWEEP_PROGRESS, sweepFacts, sweepHeadline } from '../../words/sweep-status.ts';

/** The status is heard when the phase changes; runs and seconds beside it are to be seen, not to be told at every step. */
@customElement('sweep-status')
export class SweepStatus extends LitElement {
  static override styles = [reset];

  @property({ attribute: false }) sweep!: SweepState;

  override render() {
    const { phase, progress } = this.sweep;
    return html`<status-line
      .sentence=${sweepHeadline(this.sweep)}
      .facts=${sweepFacts(this.sweep)}
      ?failed=${phase === 'failed'}
      label=${SWEEP_PROGRESS}
      max=${progress?.runs ?? 1}
      value=${progress?.runsDone ?? 0}
    ></status-line>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sweep-status': SweepStatus;
  }
}
