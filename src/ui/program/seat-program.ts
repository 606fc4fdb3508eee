// The program of one machine on its own page: what it shows, its commands, its state and what waits for it. Fetched once a run is of a
// program.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Json } from '../../core/program/json.ts';
import type { MachinePageDoor } from '../../laboratory/laboratory-state.ts';
import { LIVE_WORDS, valueText } from '../../words/live-program.ts';
import { DoorController } from '../parts/door-controller.ts';
import { lookOf } from '../parts/machine-looks.ts';
import { reset, sheet } from '../parts/styles/shared.styles.ts';
import { styled } from '../parts/styled.ts';
import './program-commands.ts';
import type { ProgramCommandEvent } from './programs-events.ts';

@customElement('seat-program')
export class SeatProgramPart extends LitElement {
  static override styles = [
    reset,
    sheet,
    css`
      .sheet {
        display: grid;
        gap: var(--space-4);
        padding: var(--space-5) var(--space-6) var(--space-6);
      }
      h2 {
        font-size: var(--size-text);
        font-weight: 650;
      }
      h3 {
        margin-bottom: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-note);
        font-weight: 400;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: var(--space-1) var(--space-4);
        font-size: var(--size-note);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        font-family: var(--mono, monospace);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) page!: MachinePageDoor;

  constructor() {
    super();
    new DoorController(this, () => this.page);
  }

  override render() {
    const { program, machine, phase } = this.page.state;
    if (!program || machine === undefined) return nothing;
    const { name, state } = program;
    return html`<section
      class="sheet"
      aria-labelledby="program"
      style=${styled(`--own-color: var(${lookOf(machine).colorToken})`)}
    >
      <h2 id="program">${name}</h2>
      <program-commands
        large
        machine=${machine}
        .program=${program}
        ?running=${phase === 'running'}
        @program-command=${({ command, argument }: ProgramCommandEvent) => this.page.command(command, argument)}
      ></program-commands>
      ${state === undefined ? nothing : this.#state(state)}
    </section>`;
  }

  #state(state: Json) {
    return html`<div>
      <h3 id="state">${LIVE_WORDS.state}</h3>
      <dl aria-labelledby="state">
        ${Object.entries(state ?? {}).map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${valueText(value as Json)}</dd>`,
        )}
      </dl>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'seat-program': SeatProgramPart;
  }
}
