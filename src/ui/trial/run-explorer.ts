// What the trace of a run says, once it says anything; fetched by then, so that the page is there sooner.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LaboratoryState } from '../../laboratory/laboratory-state.ts';
import { TRIAL_PARTS } from '../../words/trial.ts';
import '../parts/lazy-part.ts';
import { isOver } from '../../laboratory/phases.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';

const loadExplorer = (): Promise<unknown> => import('../trace/trace-explorer.ts');

@customElement('run-explorer')
export class RunExplorer extends LitElement {
  static override styles = reset;

  @property({ attribute: false }) laboratory!: LaboratoryState;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  /** Shows a panel of the explorer; nothing before the run has a trace. */
  show(panel: string): void {
    const part = this.renderRoot.querySelector('lazy-part');
    part?.renderRoot.querySelector('trace-explorer')?.show(panel);
  }

  override render() {
    const { trace, revision, elapsedMs, phase } = this.laboratory;
    if (!trace || trace.eventCount === 0) return nothing;
    const live = !isOver(phase);
    return html`<lazy-part
      name=${TRIAL_PARTS.explorer}
      .load=${loadExplorer}
      .content=${() =>
        html`<trace-explorer
          .trace=${trace}
          revision=${revision}
          ?live=${live}
          .nowMs=${live ? elapsedMs : undefined}
          .traceFocus=${this.traceFocus}
        ></trace-explorer>`}
    ></lazy-part>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-explorer': RunExplorer;
  }
}
