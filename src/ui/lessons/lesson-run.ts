// A run in a lesson: the diagram and the charts that every run has, with the event, the stretch and the cut that the lesson
// asks for, and the way to the same run in the trial.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { largestJump } from '../../analysis/jumps.ts';
import { Moments } from '../../analysis/moments.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import type { Trace } from '../../core/trace.ts';
import type { LessonRun, RunFigure } from '../../lessons/lesson.ts';
import { cutOfRun } from '../../lessons/quantities.ts';
import { DIAGRAM_TITLE } from '../../words/diagram.ts';
import { LESSON_WORDS, runHeading } from '../../words/lessons.ts';
import '../figures/trace-chart.ts';
import { DoorController } from '../parts/door-controller.ts';
import '../parts/lazy-part.ts';
import { announceTool, type Presented } from '../parts/page-tool-event.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { TraceFocus } from '../trace/trace-focus.ts';
import type { ComputedRun } from './lesson-runs.ts';

const loadStage = (): Promise<unknown> => import('../trace/trace-stage.ts');

@customElement('lesson-run')
export class LessonRunElement extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      :host,
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        align-items: baseline;
        justify-content: space-between;
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
        gap: var(--space-3);
      }
      lazy-part {
        grid-column: 1 / -1;
      }
      h2 {
        font-size: var(--size-text);
        font-weight: 650;
      }
      .caption {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      a {
        color: var(--amber-text);
        font-size: var(--size-note);
      }
      [role='alert'] {
        color: var(--problem);
      }
    `,
  ];

  @property({ attribute: false }) run!: LessonRun;
  /** How many the lesson has. */
  @property({ type: Number }) runs = 1;
  /** Undefined while it is being computed. */
  @property({ attribute: false }) computed: ComputedRun | undefined;

  readonly #focus = new TraceFocus();
  #moments: Moments | undefined;

  constructor() {
    super();
    announceTool(this);
    new DoorController(this, () => this.#focus);
  }

  /** Undefined until it is computed. */
  get presented(): Presented | undefined {
    if (this.computed?.kind !== 'trace') return undefined;
    const { trace } = this.computed;
    return { trace, revision: 0, live: false, nowMs: undefined, traceFocus: this.#focus };
  }

  override willUpdate(): void {
    if (this.computed?.kind !== 'trace' || this.computed.trace === this.#moments?.trace) return;
    const { trace } = this.computed;
    this.#moments = new Moments(trace);
    const { stretch, cut } = this.run;
    const lines = cutOfRun(trace, cut);
    this.#focus.showRun(trace, {
      selected: this.#chosenIn(trace),
      window: stretch,
      // A cut that does not fit the run is one of the lesson's problems, and is not drawn.
      cut: lines?.length === trace.machines ? lines : undefined,
      follows: false,
    });
  }

  override render() {
    const { run, runs, computed } = this;
    return html`<section aria-labelledby="title">
      <header>
        <h2 id="title">${runHeading(run.number, runs)}</h2>
        <a href=${`${run.link}&run=now`}>${LESSON_WORDS.openRun}</a>
      </header>
      ${run.caption === '' ? nothing : html`<p class="caption">${run.caption}</p>`}
      ${
        computed === undefined
          ? html`<p role="status">${LESSON_WORDS.computing}</p>`
          : computed.kind === 'failed'
            ? html`<p role="alert">${computed.message}</p>`
            : html`<div class="figures">
                ${run.figures.map(figure => this.#figure(figure, this.#moments!))}
              </div>`
      }
    </section>`;
  }

  #figure(figure: RunFigure, moments: Moments) {
    const { trace } = moments;
    if (figure !== 'diagram')
      return html`<trace-chart
        .quantity=${figure === 'clocks' ? 'clock' : 'queue'}
        .trial=${trace.trial}
        .trace=${trace}
        .moments=${moments}
        .traceFocus=${this.#focus}
      ></trace-chart>`;
    return html`<lazy-part
      name=${DIAGRAM_TITLE}
      element="trace-stage"
      .load=${loadStage}
      .content=${() =>
        html`<trace-stage
          still
          run=${this.runs === 1 ? '' : runHeading(this.run.number, this.runs)}
          .moments=${moments}
          .traceFocus=${this.#focus}
        ></trace-stage>`}
    ></lazy-part>`;
  }

  /** An event that the run does not have is one of the lesson's problems, and is not chosen. */
  #chosenIn(trace: Trace): EventPlace | undefined {
    const { chosen } = this.run;
    if (chosen === 'largest jump') return largestJump(trace);
    return chosen && chosen.index < (trace.logs[chosen.machine - 1]?.eventCount ?? 0) ? chosen : undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lesson-run': LessonRunElement;
  }
}
