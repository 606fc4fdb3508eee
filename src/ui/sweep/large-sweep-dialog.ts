// Asks before a large sweep: what it comes to, and how long that may take.
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { SweepPlan } from '../../core/sweep-plan.ts';
import { RunRequestEvent } from '../parts/events.ts';
import { dialog } from '../parts/styles/dialog.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { FORM_BUTTONS } from '../../words/forms.ts';
import { LARGE_SWEEP_RUN, LARGE_SWEEP_TITLE, largeSweepEstimate } from '../../words/sweep.ts';

/** Before a sweep has told how fast this computer is: the pace of one worker that was measured on a small one. */
const PACE_OF_A_WORKER = 15_000_000; // ticks per second

/** @fires run-request - the person wants it all the same */
@customElement('large-sweep-dialog')
export class LargeSweepDialog extends LitElement {
  static override styles = [
    reset,
    buttons,
    dialog,
    css`
      dialog {
        max-width: min(460px, calc(100vw - 32px));
      }
      p {
        margin-top: var(--space-3);
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: var(--space-2);
        margin-top: var(--space-5);
      }
      .answers button {
        min-height: 44px;
      }
    `,
  ];

  @property({ attribute: false }) plan: SweepPlan | undefined;
  /** Of all workers together, if a sweep has told; undefined before. */
  @property({ attribute: false }) ticksPerSecond: number | undefined;
  @property({ type: Number }) workers = 1;

  @query('dialog') private dialog!: HTMLDialogElement;

  /** Shows it above the page; Escape means no. */
  ask(): void {
    this.dialog.showModal();
  }

  override render() {
    const { runs = 0, ticks = 0 } = this.plan ?? {};
    const pace = this.ticksPerSecond ?? PACE_OF_A_WORKER * this.workers;
    const lastsMs = (ticks / pace) * 1000;
    const [before, time, after] = largeSweepEstimate(
      { runs, ticks },
      lastsMs,
      this.workers,
      this.ticksPerSecond !== undefined,
    );
    return html`<dialog aria-labelledby="title" aria-describedby="estimate">
      <h2 id="title">${LARGE_SWEEP_TITLE}</h2>
      <p id="estimate">${before} <b>${time}</b> ${after}</p>
      <form method="dialog" class="answers">
        <button>${FORM_BUTTONS.cancel}</button>
        <button class="main" @click=${() => this.dispatchEvent(new RunRequestEvent())}>
          ${LARGE_SWEEP_RUN}
        </button>
      </form>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'large-sweep-dialog': LargeSweepDialog;
  }
}
