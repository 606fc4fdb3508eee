// Finds a small diagram in a trace: a motif with a name, or one put together message by message.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { foundOf } from '../../../analysis/find/found-events.ts';
import {
  MOTIFS,
  SHAPE_MACHINES_MAX,
  shapeOf,
  shapeProblem,
  type Shape,
  type ShapeMatches,
} from '../../../analysis/find/shape.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { momentOf } from '../../../words/numbers.ts';
import {
  matchedMessage,
  matchesFound,
  matchesPage,
  MOTIF_MEANINGS,
  MOTIF_NAMES,
  removeMessage,
  SHAPE_WORDS,
  shapeMachine,
  shapeMessage,
  shapeProblemWords,
} from '../../../words/shapes.ts';
import type { PageTurnEvent } from '../../parts/events.ts';
import '../../parts/page-turner.ts';
import { smallFields } from '../../parts/styles/control.styles.ts';
import { buttons, reset } from '../../parts/styles/shared.styles.ts';
import { chooseEvent } from '../choose-event.ts';
import { QuestionController } from '../study-controller.ts';
import type { TraceFocus } from '../trace-focus.ts';
import { shapePicture } from './shape-picture.ts';
import { shapeSearch } from './shape-search.styles.ts';

const ROWS_PER_PAGE = 10;
const OTHERS_MAX = 3; // machines beside the one of a motif

@customElement('shape-search')
export class ShapeSearch extends LitElement {
  static override styles = [reset, buttons, smallFields, shapeSearch];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  @state() private shape: Shape = [];
  @state() private from = 1;
  @state() private to = 2;
  @state() private page = 0;
  readonly #question = new QuestionController<ShapeMatches>(this);
  #marked: ShapeMatches | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#mark(undefined);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { trace, shape } = this;
    if (changed.has('trace')) this.page = 0;
    if (shapeProblem(shape)) return;
    this.#question.put({
      trace,
      revision: this.revision,
      subject: JSON.stringify(shape),
      ask: (home, options) => home.matchShape(trace, shape, options),
    });
  }

  override updated(): void {
    this.#mark(this.#matches);
  }

  override render() {
    const problem = shapeProblem(this.shape);
    return html`<div class="editor">
        <div class="motifs" role="group" aria-label=${SHAPE_WORDS.motifs}>
          ${MOTIFS.map(
            motif =>
              html`<button type="button" title=${MOTIF_MEANINGS[motif]} @click=${() => this.#take(motif)}>
                ${MOTIF_NAMES[motif]}
              </button>`,
          )}
        </div>
        <form
          @submit=${(event: Event) => {
            event.preventDefault();
            this.#change([...this.shape, { from: this.from, to: this.to }]);
          }}
        >
          ${this.#chooser(SHAPE_WORDS.from, this.from, machine => (this.from = machine))}
          ${this.#chooser(SHAPE_WORDS.to, this.to, machine => (this.to = machine))}
          <button type="submit">${SHAPE_WORDS.add}</button>
          <button type="button" ?disabled=${this.shape.length === 0} @click=${() => this.#change([])}>
            ${SHAPE_WORDS.clear}
          </button>
        </form>
        ${this.#drawn()}
        <p class="meaning">${SHAPE_WORDS.meaning}</p>
      </div>
      <p class="result" role="status">${problem ? shapeProblemWords(problem) : this.#status}</p>
      ${problem ? nothing : this.#list()}`;
  }

  #chooser(label: string, value: number, choose: (machine: number) => void) {
    return html`<label
      ><span>${label}</span>
      <select @change=${(event: Event) => choose(Number((event.target as HTMLSelectElement).value))}>
        ${Array.from(
          { length: SHAPE_MACHINES_MAX },
          (_, i) => html`<option value=${i + 1} ?selected=${value === i + 1}>${shapeMachine(i + 1)}</option>`,
        )}
      </select></label
    >`;
  }

  #drawn() {
    const { shape } = this;
    if (shape.length === 0) return nothing;
    return html`<div class="drawn">
      <ol aria-label=${SHAPE_WORDS.messages}>
        ${shape.map(
          (message, i) =>
            html`<li>
              ${shapeMessage(message)}
              <button
                type="button"
                aria-label=${removeMessage(message)}
                title=${removeMessage(message)}
                @click=${() => this.#change(shape.toSpliced(i, 1))}
              >
                ✕
              </button>
            </li>`,
        )}
      </ol>
      ${shapePicture(shape)}
    </div>`;
  }

  #list() {
    const matches = this.#matches;
    if (!matches || matches.count === 0) return nothing;
    const size = this.shape.length;
    const listed = matches.messages.length / 2 / size;
    const pages = Math.max(1, Math.ceil(listed / ROWS_PER_PAGE));
    const page = Math.min(this.page, pages - 1);
    const from = page * ROWS_PER_PAGE;
    const shown = Math.min(ROWS_PER_PAGE, listed - from);
    return html`<page-turner
        label=${SHAPE_WORDS.pages}
        .text=${matchesPage(from, shown, listed)}
        page=${page}
        pages=${pages}
        @page-turn=${({ page }: PageTurnEvent) => {
          this.page = page;
        }}
      ></page-turner>
      <ol class="matches" start=${from + 1} aria-label=${SHAPE_WORDS.matches}>
        ${Array.from({ length: shown }, (_, i) => this.#match(matches, from + i))}
      </ol>`;
  }

  #match(matches: ShapeMatches, match: number) {
    const messages = this.#messagesOf(matches, match);
    const place = this.#sendOf(messages[0]!);
    const words = messages.map(({ from, number }) => {
      const { to } = this.trace.message(from, number)!;
      return matchedMessage(this.trace.messageNameOf(from, number), this.trace.nameOf(to));
    });
    const at = momentOf(this.trace.engine, this.trace.logOf(place.machine).atMs[place.index]!);
    return html`<li>
      <button type="button" @click=${() => chooseEvent(this.traceFocus, this.trace, place)}>
        ${words.join(', ')} <small>${at}</small>
      </button>
    </li>`;
  }

  get #matches(): ShapeMatches | undefined {
    return shapeProblem(this.shape) ? undefined : this.#question.result;
  }

  get #status(): string {
    const { result, problem, busy } = this.#question;
    if (problem !== '') return problem;
    return result && !busy ? matchesFound(result) : SHAPE_WORDS.searching;
  }

  #take(motif: (typeof MOTIFS)[number]): void {
    this.#change(shapeOf(motif, Math.max(1, Math.min(OTHERS_MAX, this.trace.machines - 1))));
  }

  #change(shape: Shape): void {
    this.shape = shape;
    this.page = 0;
  }

  #messagesOf(
    { messages }: ShapeMatches,
    match: number,
  ): { readonly from: number; readonly number: number }[] {
    const size = this.shape.length;
    return this.shape.map((_, i) => {
      const at = (match * size + i) * 2;
      return { from: messages[at]!, number: messages[at + 1]! };
    });
  }

  #sendOf({ from, number }: { readonly from: number; readonly number: number }): EventPlace {
    return { machine: from, index: this.trace.logOf(from).sentIndices[number - 1]! };
  }

  /** The events of the matches that are listed are underlined in the diagram. */
  #mark(matches: ShapeMatches | undefined): void {
    if (matches === this.#marked) return;
    this.#marked = matches;
    this.traceFocus.change({ shape: matches && foundOf(this.trace, this.#placesOf(matches)) });
  }

  #placesOf({ messages }: ShapeMatches): EventPlace[] {
    return Array.from({ length: messages.length / 2 }, (_, i) => {
      const [from, number] = [messages[2 * i]!, messages[2 * i + 1]!];
      const { to, receivedIndex } = this.trace.message(from, number)!;
      return [this.#sendOf({ from, number }), { machine: to, index: receivedIndex! }];
    }).flat();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shape-search': ShapeSearch;
  }
}
