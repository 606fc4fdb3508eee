// What a program's run has on record about one event: what its step was for, what its message says, and what the step changed in the
// state. Fetched when the first event of a program's run is selected.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { changedBy, stateAfterStep } from '../../../core/program/record-states.ts';
import { letterOf, outputOf, stepIndexOf, type ProgramRecord } from '../../../core/program/program-record.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { programProblem } from '../../../words/program-problems.ts';
import {
  causeInStep,
  changedField,
  letterWords,
  outputWords,
  STEP_WORDS,
  TONE_NAMES,
  valueWords,
  wholeValue,
} from '../../../words/program-steps.ts';
import { disclosure } from '../../parts/styles/disclosure.styles.ts';
import { reset } from '../../parts/styles/shared.styles.ts';

/** Of a body or an output, in characters: what is longer is cut, and whole in the files. */
const SAID_MAX = 400;
const FIELDS_MAX = 20;

@customElement('program-facts')
export class ProgramFacts extends LitElement {
  static override styles = [
    reset,
    disclosure,
    css`
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 4px var(--space-4);
        margin-top: var(--space-3);
        padding: var(--space-3);
        border-radius: var(--radius);
        background: var(--sunken);
        font-size: var(--size-note);
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .before {
        color: var(--ink-soft);
      }
      code,
      pre {
        font:
          12.5px/1.45 ui-monospace,
          monospace;
      }
      pre {
        max-height: 220px;
        overflow: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .problem {
        color: var(--problem);
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) place!: EventPlace;

  override render() {
    const { program } = this.trace;
    if (!program) return nothing;
    const { machine, index } = this.place;
    const step = stepIndexOf(program, machine, index);
    return html`<dl>
      ${step === undefined ? nothing : this.#step(program, step)} ${this.#said(program)}
      ${this.#output(program)} ${step === undefined ? nothing : this.#state(program, step)}
    </dl>`;
  }

  #fact(name: string, words: unknown) {
    return html`<dt>${name}</dt>
      <dd>${words}</dd>`;
  }

  #step(program: ProgramRecord, at: number) {
    const { cause, tick, notes, problem, shown } = program.machines[this.place.machine - 1]!.steps[at]!;
    const nameOf = (from: number, number: number): string => this.trace.messageNameOf(from, number);
    return html`${this.#fact(STEP_WORDS.cause, causeInStep(cause, tick, this.trace.engine === 'stepped', nameOf))}
    ${shown ? this.#fact(STEP_WORDS.shows, html`<b>${shown.text}</b> <span class="before">${shown.tone ? TONE_NAMES[shown.tone] : ''}</span>`) : nothing}
    ${
      notes
        ? this.#fact(
            STEP_WORDS.notes,
            notes.map(note => html`<p>${note}</p>`),
          )
        : nothing
    }
    ${problem ? this.#fact(STEP_WORDS.problem, html`<span class="problem">${programProblem(problem)}</span>`) : nothing}`;
  }

  #said(program: ProgramRecord) {
    const { machine, index } = this.place;
    const event = this.trace.event(machine, index);
    const name: readonly [number, number] | undefined =
      event.kind === 'receive'
        ? event.message && [event.message.from, event.message.number]
        : event.kind === 'send' && event.messages[0]
          ? [machine, event.messages[0].number]
          : undefined;
    const letter = name && letterOf(program, ...name);
    if (!letter) return nothing;
    const more = letter.body === undefined ? STEP_WORDS.bodyNotKept : nothing;
    return this.#fact(STEP_WORDS.says, html`<code>${letterWords(letter, SAID_MAX)}</code> ${more}`);
  }

  #output(program: ProgramRecord) {
    const output = outputOf(program, this.place.machine, this.place.index);
    return output ? this.#fact(STEP_WORDS.output, html`<code>${outputWords(output)}</code>`) : nothing;
  }

  #state(program: ProgramRecord, at: number) {
    const { machine, index } = this.place;
    const state = stateAfterStep(program, machine, at);
    if (state === undefined) {
      const isKept = at < program.machines[machine - 1]!.statesKept;
      return this.#fact(STEP_WORDS.state, isKept ? STEP_WORDS.stateUnknown : STEP_WORDS.stateNotKept);
    }
    const changes = changedBy(program, machine, index).slice(0, FIELDS_MAX);
    return html`${
        changes.length === 0
          ? this.#fact(STEP_WORDS.changed, STEP_WORDS.unchanged)
          : changes.map(change => this.#fact(changedField(change), this.#change(change.before, change.after)))
      }
      <dt>${STEP_WORDS.state}</dt>
      <dd>
        <details>
          <summary>${STEP_WORDS.wholeState}</summary>
          <pre tabindex="0" aria-label=${STEP_WORDS.wholeState}>${wholeValue(state)}</pre>
        </details>
      </dd>`;
  }

  #change(
    before: Parameters<typeof valueWords>[0] | undefined,
    after: Parameters<typeof valueWords>[0] | undefined,
  ) {
    return html`<code
      >${before === undefined ? nothing : html`<span class="before">${valueWords(before)}</span> → `}${
        after === undefined ? STEP_WORDS.isGone : html`<b>${valueWords(after)}</b>`
      }</code
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'program-facts': ProgramFacts;
  }
}
