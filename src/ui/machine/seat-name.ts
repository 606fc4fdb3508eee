// What the person at this machine's page is called: set, changed or removed at any time.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { readSeatName, type SeatNameProblem } from '../../core/seat-name.ts';
import type { MachinePageDoor } from '../../laboratory/laboratory-state.ts';
import { seatNameProblem, seatNameSet, YOUR_NAME } from '../../words/seat-name.ts';
import { DoorController } from '../parts/door-controller.ts';
import type { FieldChangeEvent } from '../parts/events.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import '../parts/text-field.ts';
import type { TextField } from '../parts/text-field.ts';

@customElement('seat-name')
export class SeatName extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    css`
      .sheet {
        padding: 14px var(--space-4) var(--space-4);
      }
      text-field {
        margin-top: var(--space-2);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      [aria-live]:not(:empty) {
        margin-top: var(--space-2);
        font-size: var(--size-note);
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) page!: MachinePageDoor;
  /** What was typed since the name was last set; undefined: nothing. */
  @state() private draft: string | undefined;
  @state() private problem: SeatNameProblem | undefined;
  @state() private isSet = false;
  @query('text-field') private field!: TextField;

  constructor() {
    super();
    new DoorController(this, () => this.page);
  }

  override render() {
    const { name, machine } = this.page.state;
    return html`<section class="sheet" aria-labelledby="title">
      <h2 id="title">${YOUR_NAME.title}</h2>
      <form novalidate @submit=${this.#submit}>
        <text-field
          wide
          label=${YOUR_NAME.label}
          .value=${this.draft ?? name}
          note=${YOUR_NAME.note}
          .problem=${this.problem ? seatNameProblem(this.problem) : ''}
          @field-change=${this.#type}
          @keydown=${this.#enter}
        ></text-field>
        <div class="ways">
          <button type="submit">${YOUR_NAME.set}</button>
          ${
            name === ''
              ? nothing
              : html`<button type="button" @click=${this.#remove}>${YOUR_NAME.remove}</button>`
          }
        </div>
      </form>
      <p aria-live="polite">${this.isSet ? seatNameSet(machine, name) : ''}</p>
    </section>`;
  }

  readonly #type = ({ value }: FieldChangeEvent): void => {
    this.draft = value;
    this.problem = undefined;
    this.isSet = false;
  };

  /** The field is in a tree of its own, from which no form is submitted. */
  readonly #enter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.isComposing) this.#set(this.draft ?? this.page.state.name);
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#set(this.draft ?? this.page.state.name);
  };

  readonly #remove = (): void => {
    this.#set('');
    this.field.focus();
  };

  #set(text: string): void {
    const read = readSeatName(text);
    this.problem = read.kind === 'name' ? undefined : read;
    if (read.kind !== 'name') {
      this.field.focus();
      return;
    }
    this.draft = undefined;
    this.isSet = true;
    this.page.rename(read.name);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'seat-name': SeatName;
  }
}
