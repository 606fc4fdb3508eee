// The model in a few sentences, for whoever meets it here for the first time.
import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { dialog } from './styles/dialog.styles.ts';
import { buttons, reset } from './styles/shared.styles.ts';

@customElement('help-dialog')
export class HelpDialog extends LitElement {
  static override styles = [
    reset,
    buttons,
    dialog,
    css`
      dialog {
        max-width: min(620px, calc(100vw - 32px));
        max-height: calc(100vh - 32px);
      }
      h3 {
        margin-top: var(--space-4);
        font-size: var(--size-text);
        font-weight: 650;
      }
      p,
      ul {
        margin-top: var(--space-1);
        font-size: var(--size-text);
      }
      ul {
        padding-inline-start: var(--space-5);
        list-style: disc;
      }
      code {
        padding: 1px 4px;
        border-radius: 4px;
        background: var(--sunken);
        font: inherit;
      }
      form {
        margin-top: var(--space-5);
        text-align: end;
      }
    `,
  ];

  @query('dialog') private dialog!: HTMLDialogElement;

  /** Shows it above the page; Escape or its button closes it. */
  open(): void {
    this.dialog.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <h2 id="title">Machines that only know their own clocks</h2>
      <p>
        Each machine ticks at a rate of its own, has a logical clock that starts at 0, and a message queue
        into which messages arrive at any moment. It does exactly one thing for each tick.
      </p>
      <h3>One tick</h3>
      <p>
        If a message waits, the machine takes the oldest one: a <b>receive</b>, and its clock becomes
        <code>max(own, timestamp) + 1</code>. Otherwise it rolls the die: some faces <b>send</b> to one other
        machine, one face sends to all of them, and every other face is an <b>internal</b> event. Both add 1
        to the clock. A message that arrives is no event: it only waits.
      </p>
      <h3>Two rules for timestamps</h3>
      <p>
        <b>Increment, then send</b> is Lamport’s: the message carries the timestamp of its own send event.
        <b>As written</b>
        is the assignment taken literally: it carries the clock from before the send, so a receive can bear
        the same timestamp as the send that caused it, and the clock condition fails.
      </p>
      <h3>What to look for</h3>
      <ul>
        <li>The fastest machine’s clock is a straight line; slower ones jump whenever they hear of it.</li>
        <li>A queue that comes back to 0 keeps its machine’s clock in step.</li>
        <li>
          A machine that receives more messages than it has ticks drowns: its queue grows, and its clock
          follows old timestamps.
        </li>
        <li>Twice the time, twice that queue; a larger die sends less and can save it.</li>
      </ul>
      <h3>Why did it jump?</h3>
      <p>
        Below the figures of a run stands the diagram. Choose an event, or the largest jump: the card says
        which message moved the clock and why its sender was ahead. The audit holds every rule against the
        run, and
        <a href="#/open">Open a log</a> does the same for what your own program wrote.
      </p>
      <form method="dialog"><button>Close</button></form>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'help-dialog': HelpDialog;
  }
}
