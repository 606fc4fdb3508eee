// Which machines have a lane in the diagram: a box for each, and all of them again by one press.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { MachineId } from '../../../core/message.ts';
import type { Trace } from '../../../core/trace.ts';
import { HIDE_WORDS } from '../../../words/diagram.ts';
import { machineName } from '../../../words/machine-name.ts';
import { checkboxes } from '../../parts/styles/control.styles.ts';
import { disclosure } from '../../parts/styles/disclosure.styles.ts';
import { buttons, reset } from '../../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace-focus.ts';
import './time-choice.ts'; // which is below the diagram too, and fetched with it

@customElement('hide-machines')
export class HideMachines extends LitElement {
  static override styles = [
    reset,
    buttons,
    disclosure,
    checkboxes,
    css`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(128px, 1fr));
        gap: var(--space-1) var(--space-3);
        max-height: 240px;
        padding: var(--space-2) 0;
        border: 0;
        overflow: auto;
        font-size: var(--size-note);
      }
      label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 28px;
        overflow-wrap: anywhere;
      }
      button {
        min-height: 32px;
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) traceFocus!: TraceFocus;
  @property({ attribute: false }) hiddenMachines: readonly MachineId[] = [];

  override render() {
    const { trace, hiddenMachines } = this;
    const shown = trace.machines - hiddenMachines.length;
    return html`<details
      @toggle=${({ target }: Event) => this.toggleAttribute('open', (target as HTMLDetailsElement).open)}
    >
      <summary>${HIDE_WORDS.summary}</summary>
      <fieldset>
        <legend class="unseen">${HIDE_WORDS.legend}</legend>
        ${trace.logs.map(({ machine }) => {
          const isHidden = hiddenMachines.includes(machine);
          return html`<label>
            <input
              type="checkbox"
              .checked=${live(!isHidden)}
              ?disabled=${!isHidden && shown === 1}
              @change=${() => this.#toggle(machine)}
            />
            <span>${machineName(trace, machine)}</span>
          </label>`;
        })}
      </fieldset>
      <button
        type="button"
        ?disabled=${hiddenMachines.length === 0}
        @click=${() => this.traceFocus.change({ hidden: [] })}
      >
        ${HIDE_WORDS.showAll}
      </button>
    </details>`;
  }

  #toggle(machine: MachineId): void {
    const { hiddenMachines } = this;
    const others = hiddenMachines.filter(each => each !== machine);
    const hidden = others.length < hiddenMachines.length ? others : [...others, machine];
    if (hidden.length < this.trace.machines)
      this.traceFocus.change({ hidden: hidden.toSorted((a, b) => a - b) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hide-machines': HideMachines;
  }
}
