// Where two runs differ first, in words and in both diagrams: the same stretch of time in both, with a frame around each of the first
// differences.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Difference } from '../../analysis/divergence.ts';
import type { Trace } from '../../core/trace.ts';
import type { HistoryEntry } from '../../history/entry.ts';
import {
  COMPARISON_WORDS,
  differenceName,
  divergenceSentences,
  eventInRun,
  moreDifferences,
  RUN_LETTERS,
  runLetter,
  runTitle,
} from '../../words/compared-runs.ts';
import { DIAGRAM_TITLE } from '../../words/diagram.ts';
import '../parts/lazy-part.ts';
import '../parts/machine-mark.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import { PANELS } from '../trace/panels.ts';
import type { TimeWindow, TraceFocus } from '../trace/trace-focus.ts';
import type { MarkedPlace } from '../trace/diagram/scene-marked.ts';

const DIAGRAM = PANELS[0]!;
/** First differences that are listed. */
const LISTED_MAX = 8;
/** Ticks of the fastest machine before and after a difference that is shown. */
const TICKS_AROUND = 16;

@customElement('compared-diagrams')
export class ComparedDiagrams extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .found {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-3) var(--space-4);
      }
      .found > p {
        max-width: 90ch;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        align-items: center;
        justify-content: space-between;
        padding-top: var(--space-2);
        border-top: 1px solid var(--hairline);
      }
      li > div {
        flex: 1 1 320px;
        min-width: 0;
      }
      li p {
        font-size: var(--size-note);
      }
      .name {
        font-weight: 600;
      }
      h3 {
        margin: 0 0 var(--space-2);
        font-size: var(--size-text);
        font-weight: 650;
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** Run A's and run B's, like all that follows. */
  @property({ attribute: false }) entries!: readonly [HistoryEntry, HistoryEntry];
  @property({ attribute: false }) traces!: readonly [Trace, Trace];
  /** Undefined until they are known. */
  @property({ attribute: false }) differences: readonly Difference[] | undefined;
  /** Each has its own event that is selected; they share the stretch that is shown and the moment that is pointed at. */
  @property({ attribute: false }) focuses!: readonly [TraceFocus, TraceFocus];

  #shownOf: readonly Difference[] | undefined;
  #marked: readonly (readonly MarkedPlace[])[] = [];
  #unlink: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#unlink = linked(this.focuses);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlink?.();
  }

  override firstUpdated(): void {
    this.#unlink = linked(this.focuses);
  }

  override willUpdate(): void {
    const { differences } = this;
    if (!differences || differences === this.#shownOf) return;
    this.#shownOf = differences;
    const places = this.#firsts.map(({ machine, atMs: [one, two] }) => ({
      machine,
      atMs: [one, two] as const,
    }));
    // Where a run has no such event, the frame is at the moment at which the other one has it.
    this.#marked = [0, 1].map(run =>
      places
        .filter(({ machine }) => machine <= this.traces[run]!.machines)
        .map(({ machine, atMs }) => ({ machine, atMs: (atMs[run] ?? atMs[1 - run])! })),
    );
    const [first] = this.#firsts;
    if (first) this.#show(first);
  }

  override render() {
    const { differences, traces } = this;
    return html`<section class="sheet found" aria-labelledby="where">
        <h2 id="where">${COMPARISON_WORDS.differences}</h2>
        ${
          differences
            ? html`<p>${divergenceSentences(traces[0], differences, this.#machines).join(' ')}</p>
                ${this.#list()}`
            : html`<p role="status">${COMPARISON_WORDS.comparing}</p>`
        }
      </section>
      ${this.traces.map((trace, i) => this.#diagram(trace, i))}`;
  }

  #list() {
    const firsts = this.#firsts;
    if (firsts.length === 0) return nothing;
    return html`<ol>
        ${firsts.slice(0, LISTED_MAX).map(
          difference =>
            html`<li>
              <div>
                <p class="name">
                  <machine-mark machine=${difference.machine}></machine-mark>
                  ${differenceName(this.traces, difference)}
                </p>
                ${this.traces.map(
                  (trace, i) => html`<p>${runLetter(RUN_LETTERS[i]!)}: ${eventInRun(trace, difference)}</p>`,
                )}
              </div>
              <button type="button" @click=${() => this.#show(difference)}>${COMPARISON_WORDS.show}</button>
            </li>`,
        )}
      </ol>
      ${firsts.length > LISTED_MAX ? html`<p>${moreDifferences(firsts.length - LISTED_MAX)}</p>` : nothing}`;
  }

  #diagram(trace: Trace, i: number) {
    return html`<section aria-labelledby="run-${i}">
      <h3 id="run-${i}">${runTitle(RUN_LETTERS[i]!, this.entries[i]!.name)}</h3>
      <lazy-part
        name=${DIAGRAM_TITLE}
        element=${DIAGRAM.element}
        .load=${DIAGRAM.load}
        .content=${() =>
          html`<space-time-diagram
            still
            .trace=${trace}
            .traceFocus=${this.focuses[i]!}
            .marked=${this.#marked[i]}
          ></space-time-diagram>`}
      ></lazy-part>
    </section>`;
  }

  get #firsts(): readonly Difference[] {
    return (this.differences ?? []).filter(({ isFirst }) => isFirst);
  }

  get #machines(): number {
    return Math.max(...this.traces.map(({ machines }) => machines));
  }

  /** Selects the event in each run that has it, and brings the same stretch around it into both diagrams. */
  #show({ machine, index, atMs }: Difference): void {
    const moments = atMs.filter(each => each !== undefined);
    const fastest = Math.max(...this.traces.flatMap(({ trial }) => trial.rates));
    const aroundMs = (TICKS_AROUND * 1000) / fastest;
    const window: TimeWindow = {
      fromMs: Math.min(...moments) - aroundMs,
      toMs: Math.max(...moments) + aroundMs,
    };
    for (const [i, focus] of this.focuses.entries())
      focus.change({ selected: atMs[i] === undefined ? undefined : { machine, index }, window });
  }
}

/** What one shows and points at, the other does too. Returns what ends that. */
function linked([one, two]: readonly [TraceFocus, TraceFocus]): () => void {
  const follow = (from: TraceFocus, to: TraceFocus): (() => void) =>
    from.subscribe(() => {
      const { pointedMs, window } = from.state;
      to.change({ pointedMs, window });
    });
  const ends = [follow(one, two), follow(two, one)];
  return () => ends.forEach(end => end());
}

declare global {
  interface HTMLElementTagNameMap {
    'compared-diagrams': ComparedDiagrams;
  }
}
