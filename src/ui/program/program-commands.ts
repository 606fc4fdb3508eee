// What a machine's program shows of its state, and its commands as buttons: on the machine's card, and in its own tab.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Json } from '../../core/program/json.ts';
import type { MachineId } from '../../core/message.ts';
import type { SeatProgram } from '../../laboratory/laboratory-state.ts';
import {
  argumentOf,
  commandOn,
  LIVE_WORDS,
  notJsonArgument,
  refusedCommands,
} from '../../words/live-program.ts';
import { programProblem } from '../../words/program-problems.ts';
import type { FieldChangeEvent } from '../parts/events.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import '../parts/text-field.ts';
import { ProgramCommandEvent } from './programs-events.ts';

/** @fires program-command - with its argument as it was read */
@customElement('program-commands')
export class ProgramCommands extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
        min-width: 0;
      }
      .shown {
        justify-self: start;
        max-width: 100%;
        min-height: 28px;
        padding: 2px 10px;
        border-radius: var(--radius);
        background: var(--sunken);
        color: var(--ink-soft);
        font-weight: 650;
        line-height: 24px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .shown.nothing {
        background: none;
        padding-inline: 0;
        font-weight: 400;
        font-size: var(--size-note);
      }
      .shown.waiting {
        background: color-mix(in srgb, var(--amber) 18%, var(--sheet));
        color: var(--amber-text);
      }
      .shown.inside {
        background: var(--own-color, var(--ink));
        color: var(--sheet);
      }
      .shown.done {
        color: var(--ink);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      li.wide {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: end;
        gap: var(--space-2);
        flex: 1 1 100%;
      }
      button {
        min-height: 36px;
      }
      button[aria-disabled='true'] {
        border-color: var(--hairline);
        background: none;
        color: var(--ink-soft);
        cursor: default;
      }
      :host([large]) button {
        min-height: 48px;
        min-width: 120px;
        font-size: var(--size-title);
      }
      :host([large]) .shown {
        padding: var(--space-2) var(--space-4);
        font-size: var(--size-title);
      }
      @media (pointer: coarse) {
        button {
          min-height: 44px;
        }
      }
      .problem {
        color: var(--problem);
        font-size: var(--size-note);
        line-height: 1.4;
      }
      .soft {
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
    `,
  ];

  @property({ type: Number }) machine: MachineId = 1;
  /** Before a run, what is known of its program. */
  @property({ attribute: false }) program!: SeatProgram;
  /** By command: what its argument is at first. */
  @property({ attribute: false }) examples: Readonly<Record<string, string>> = {};
  /** A run goes on. */
  @property({ type: Boolean }) running = false;
  /** In a tab of its own. */
  @property({ type: Boolean, reflect: true }) large = false;

  /** By command: what was typed. */
  @state() private typed: Readonly<Record<string, string>> = {};
  /** The command that was pressed with an argument that is none. */
  @state() private wrong = '';

  override render() {
    const { shown, commands, problem, refused } = this.program;
    return html`${
      shown
        ? html`<p class="shown ${shown.tone ?? 'calm'}" title=${shown.text}>${shown.text}</p>`
        : html`<p class="shown nothing">${LIVE_WORDS.nothingShown}</p>`
    }
    ${
      commands.length === 0
        ? nothing
        : html`<ul aria-label=${LIVE_WORDS.commands}>
            ${commands.map(name => this.#command(name))}
          </ul>`
    }
    ${problem ? html`<p class="problem">${programProblem(problem)}</p>` : nothing}
    ${refused > 0 ? html`<p class="soft">${refusedCommands(refused)}</p>` : nothing}`;
  }

  #command(name: string) {
    // It keeps the focus while it is not possible: whoever uses the keyboard stays where he is.
    const button = html`<button
      type="button"
      aria-disabled=${this.#isPossible(name) ? 'false' : 'true'}
      @click=${() => this.#press(name)}
    >
      ${name}<span class="unseen">${commandOn(this.machine)}</span>
    </button>`;
    if (!this.program.withArgument?.includes(name)) return html`<li>${button}</li>`;
    return html`<li class="wide">
      <text-field
        label=${argumentOf(name)}
        wide
        .value=${this.#textOf(name)}
        .problem=${this.wrong === name ? notJsonArgument(this.#textOf(name)) : ''}
        @field-change=${({ value }: FieldChangeEvent) => {
          this.typed = { ...this.typed, [name]: value };
          if (this.wrong === name) this.wrong = '';
        }}
      ></text-field>
      ${button}
    </li>`;
  }

  #isPossible(name: string): boolean {
    return this.running && this.program.possible.includes(name);
  }

  #textOf(name: string): string {
    return this.typed[name] ?? this.examples[name] ?? 'null';
  }

  #press(name: string): void {
    if (!this.#isPossible(name)) return;
    let argument: Json = null;
    if (this.program.withArgument?.includes(name)) {
      try {
        argument = JSON.parse(this.#textOf(name)) as Json;
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        this.wrong = name;
        return;
      }
    }
    this.wrong = '';
    this.dispatchEvent(new ProgramCommandEvent(this.machine, name, argument));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'program-commands': ProgramCommands;
  }
}
