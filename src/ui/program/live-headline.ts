// Over a live run that is over: that it was live, and what its laws say of it.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LAW_SIGNS } from '../../words/exploration.ts';
import { liveFindings, liveHeadline, liveRunFacts, LIVE_WORDS } from '../../words/live-program.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import type { LiveVerdicts, ShownRun } from './programs-state.ts';

/** Steps of machines whose clocks differ are not quite in their order. */
const LAST = 100;

@customElement('live-headline')
export class LiveHeadline extends LitElement {
  static override styles = [
    reset,
    css`
      h2 {
        font-size: var(--size-text);
        font-weight: 650;
      }
      p {
        margin-top: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--size-note);
        line-height: 1.45;
      }
      .broken {
        color: var(--problem);
      }
    `,
  ];

  @property({ attribute: false }) shown!: ShownRun;
  /** Undefined while they are asked. */
  @property({ attribute: false }) verdicts: LiveVerdicts | undefined;
  /** Why they could not be asked; empty where they could. */
  @property() failure = '';

  override render() {
    const { run, trace } = this.shown;
    const seconds = Math.max(0, ...run.steps.slice(-LAST).map(({ atMs = 0 }) => atMs)) / 1000;
    const facts = liveRunFacts(trace.machines, trace.eventCount, seconds);
    return html`<div role="status">
      ${this.#headline()}
      <p>${facts}</p>
      ${
        this.verdicts
          ? liveFindings(this.verdicts.laws, this.verdicts.doubts).map(finding => html`<p>${finding}</p>`)
          : nothing
      }
    </div>`;
  }

  #headline() {
    if (!this.verdicts) return html`<h2>${this.failure === '' ? LIVE_WORDS.judging : LIVE_WORDS.over}</h2>`;
    const { verdict, laws, rest } = liveHeadline(this.verdicts.laws);
    return html`<h2><span class=${verdict}>${LAW_SIGNS[verdict]} ${laws}</span>${rest}</h2>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-headline': LiveHeadline;
  }
}
