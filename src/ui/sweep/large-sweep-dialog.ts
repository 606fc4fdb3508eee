// Asks before a large sweep: what it comes to, and how long that may take.
import { counted } from '../../core/counted.ts';
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { SweepPlan } from '../../core/sweep-plan.ts';
import { RunRequestEvent } from '../parts/events.ts';
import { dialog } from '../parts/styles/dialog.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { roughTime, roundCount } from '../../words/numbers.ts';

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
    const basis = this.ticksPerSecond ? 'at the pace of the last sweep' : 'on a typical computer';
    return html`<dialog aria-labelledby="title" aria-describedby="estimate">
      <h2 id="title">A large sweep</h2>
      <p id="estimate">
        ${counted(runs, 'run')} with ${roundCount(ticks)} ticks in all: about
        <b>${roughTime((ticks / pace) * 1000)}</b> ${basis}, on ${counted(this.workers, 'worker')}. It can be
        cancelled at any moment, and what was run until then is kept.
      </p>
      <form method="dialog" class="answers">
        <button>Cancel</button>
        <button class="main" @click=${() => this.dispatchEvent(new RunRequestEvent())}>Run it</button>
      </form>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'large-sweep-dialog': LargeSweepDialog;
  }
}
