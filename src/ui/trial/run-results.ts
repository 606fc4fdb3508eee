// What there is of a run that is over: its numbers, the other rule, its certificate and its files. Fetched by then, so that the page is
// there sooner.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Trace } from '../../core/trace.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import '../trace/run-certificate.ts';
import '../trace/run-files.ts';
import '../trace/summary-table.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import './compare-rules.ts';

@customElement('run-results')
export class RunResults extends LitElement {
  static override styles = [
    reset,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  override render() {
    const { trace, revision, traceFocus } = this;
    return html`<summary-table .trace=${trace} revision=${revision}></summary-table>
      <compare-rules .trace=${trace}></compare-rules>
      <run-certificate .trace=${trace} revision=${revision}></run-certificate>
      <run-files .trace=${trace} revision=${revision} .traceFocus=${traceFocus}></run-files>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-results': RunResults;
  }
}
