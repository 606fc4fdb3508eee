// Two saved runs side by side: what is known of each, where they differ first, their clocks and queues over each other, their diagrams,
// and what each machine came to in both.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { compareRuns, type MachineComparison } from '../../analysis/comparison.ts';
import { divergenceOf, type Difference } from '../../analysis/divergence.ts';
import { pairMachines } from '../../analysis/pair-machines.ts';
import { tellsQueues } from '../../analysis/untold.ts';
import { linkTo } from '../../address/fields.ts';
import { writeHistoryAddress } from '../../address/history.ts';
import type { Trace } from '../../core/trace.ts';
import type { Simulate } from '../../engine/simulate.ts';
import type { HistoryEntry } from '../../history/entry.ts';
import type { HistoryDoor } from '../../history/history-state.ts';
import {
  clockDistanceSentence,
  COMPARISON_WORDS,
  queueDistanceSentence,
  RUN_LETTERS,
  runNotOpened,
} from '../../words/compared-runs.ts';
import '../figures/trace-chart.ts';
import { plate } from '../parts/styles/plate.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { QuestionController } from '../trace/study-controller.ts';
import { TraceFocus } from '../trace/trace-focus.ts';
import './compared-diagrams.ts';
import './compared-facts.ts';
import './compared-machines.ts';
import { openEntry, type OpeningTools } from './open-entry.ts';
import { OpeningController } from './opening-controller.ts';
import { runHead } from './run-head.styles.ts';

/** The two runs, with their machines paired: run A and run B. */
interface Pair {
  readonly entries: readonly [HistoryEntry, HistoryEntry];
  readonly traces: readonly [Trace, Trace];
  readonly notes: readonly string[];
}

@customElement('compared-runs')
export class ComparedRuns extends LitElement {
  static override styles = [
    reset,
    buttons,
    plate,
    runHead,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      h2 {
        font-size: var(--size-title);
        font-weight: 650;
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
        gap: var(--space-4);
      }
      .figures p {
        margin-top: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  /** The ids of the entries of run A and run B; other runs are another element. */
  @property() first!: string;
  @property() second!: string;
  @property({ attribute: false }) history!: HistoryDoor;
  @property({ attribute: false }) simulate!: Simulate;

  @state() private pair: Pair | undefined;
  @state() private problems: readonly string[] = [];
  readonly #focuses = [new TraceFocus(), new TraceFocus()] as const;
  readonly #comparison = new QuestionController<readonly MachineComparison[]>(this);
  readonly #divergence = new QuestionController<readonly Difference[]>(this);

  constructor() {
    super();
    new OpeningController(this, { isDue: () => !this.pair, open: tools => this.#open(tools) });
  }

  override willUpdate(): void {
    if (!this.pair) return;
    const [trace, other] = this.pair.traces;
    const question = { trace, revision: 0, subject: other };
    this.#comparison.put({
      ...question,
      ask: (home, options) => home.compare(trace, other, options),
      atOnce: () => compareRuns(trace, other),
    });
    this.#divergence.put({
      ...question,
      ask: (home, options) => home.diverge(trace, other, options),
      atOnce: () => divergenceOf(trace, other),
    });
  }

  override render() {
    const { first, second } = this;
    const swapped = writeHistoryAddress({ kind: 'comparison', first: second, second: first });
    return html`<div class="head">
        <h2>${COMPARISON_WORDS.title}</h2>
        <a class="button" href=${linkTo('history', swapped)}>${COMPARISON_WORDS.swap}</a>
      </div>
      ${this.problems.map(problem => html`<p class="plate" role="alert">${problem}</p>`)}
      ${
        this.pair
          ? this.#compared(this.pair)
          : this.problems.length > 0
            ? nothing
            : html`<p role="status">${COMPARISON_WORDS.opening}</p>`
      }`;
  }

  #compared({ entries, traces, notes }: Pair) {
    const differences = this.#divergence.result;
    const comparisons = this.#comparison.result;
    const problem = this.#divergence.problem || this.#comparison.problem;
    const marksMs = (differences ?? [])
      .filter(({ isFirst }) => isFirst)
      .flatMap(({ atMs }) => atMs.filter(each => each !== undefined));
    return html`
      <compared-facts .entries=${entries} .traces=${traces}></compared-facts>
      ${notes.map(note => html`<p class="plate" role="status">${note}</p>`)}
      ${problem ? html`<p class="plate" role="alert">${problem}</p>` : nothing}
      <div class="figures">
        ${(['clock', 'queue'] as const).map(
          quantity =>
            html`<div>
              <trace-chart
                .quantity=${quantity}
                .trial=${traces[0].trial}
                .trace=${traces[0]}
                .other=${traces[1]}
                otherName=${COMPARISON_WORDS.otherRun}
                .marksMs=${marksMs}
                .traceFocus=${this.#focuses[0]}
              ></trace-chart>
              <p>
                ${comparisons ? this.#distance(quantity, traces, comparisons) : COMPARISON_WORDS.comparing}
              </p>
            </div>`,
        )}
      </div>
      <compared-diagrams
        .entries=${entries}
        .traces=${traces}
        .differences=${differences}
        .focuses=${this.#focuses}
      ></compared-diagrams>
      ${
        differences && comparisons
          ? html`<compared-machines
              .traces=${traces}
              .differences=${differences}
              .comparisons=${comparisons}
            ></compared-machines>`
          : nothing
      }
    `;
  }

  #distance(
    quantity: 'clock' | 'queue',
    traces: readonly [Trace, Trace],
    comparisons: readonly MachineComparison[],
  ): string {
    if (quantity === 'clock') return clockDistanceSentence(traces[0], comparisons);
    const silent = RUN_LETTERS.filter((_, i) => !tellsQueues(traces[i]!));
    return queueDistanceSentence(traces[0], comparisons, silent);
  }

  async #open(tools: OpeningTools): Promise<void> {
    const [first, second] = await Promise.all([openEntry(this.first, tools), openEntry(this.second, tools)]);
    this.problems = [first, second].flatMap((run, i) =>
      run.kind === 'problem' ? [runNotOpened(RUN_LETTERS[i]!, run.sentence)] : [],
    );
    if (first.kind === 'problem' || second.kind === 'problem') return;
    const paired = pairMachines(first.trace, second.trace);
    this.pair = {
      entries: [first.entry, second.entry],
      traces: [paired.first, paired.second],
      notes: [
        ...new Set([first.note, second.note, paired.by === 'name' ? COMPARISON_WORDS.pairedByName : '']),
      ].filter(note => note !== ''),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'compared-runs': ComparedRuns;
  }
}
