// One lesson: its text, runs and questions in the order of its file. What follows a question is hidden until it is answered or
// passed.
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Simulate } from '../../engine/simulate.ts';
import type { Lesson, LessonBlock, LessonQuestion } from '../../lessons/lesson.ts';
import { LESSON_WORDS } from '../../words/lessons.ts';
import { DoorController } from '../parts/door-controller.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import type { LessonDesk } from './lesson-desk.ts';
import { lessonPage } from './lesson-page.styles.ts';
import './lesson-problems.ts';
import './lesson-question.ts';
import type { AnswerCheckEvent, QuestionPassEvent } from './lesson-question.ts';
import './lesson-run.ts';
import { LessonRuns } from './lesson-runs.ts';

@customElement('lesson-page')
export class LessonPage extends LitElement {
  static override styles = [reset, buttons, lessonPage];

  /** Another lesson is another element. */
  @property({ attribute: false }) lesson!: Lesson;
  /** What the answers are kept by. */
  @property() key = '';
  @property({ attribute: false }) desk!: LessonDesk;
  @property({ attribute: false }) simulate!: Simulate;

  #runs: LessonRuns | undefined;

  constructor() {
    super();
    new DoorController(this, () => this.desk);
    new DoorController(this, () => this.#runs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#runs?.close();
    this.#runs = undefined;
  }

  override willUpdate(): void {
    this.#runs ??= new LessonRuns(this.lesson, this.simulate);
  }

  override render() {
    const { title, blocks, file } = this.lesson;
    const shown = this.#shown(blocks);
    return html`<article
      aria-labelledby="title"
      @answer-check=${({ question, answer }: AnswerCheckEvent) =>
        this.desk.answer(this.key, question, answer)}
      @question-pass=${({ question }: QuestionPassEvent) => this.desk.pass(this.key, question)}
    >
      <h1 id="title">${title}</h1>
      <lesson-problems
        heading=${LESSON_WORDS.wrongNumbers}
        file=${file}
        .problems=${this.#runs?.state.problems ?? []}
      ></lesson-problems>
      ${shown.map(block => this.#block(block))}
    </article>`;
  }

  #block(block: LessonBlock) {
    switch (block.kind) {
      case 'prose':
        return html`<div class="prose">${unsafeHTML(block.html)}</div>`;
      case 'run':
        return html`<lesson-run
          .run=${block.run}
          runs=${this.lesson.runs.length}
          .computed=${this.#runs?.state.computed.get(block.run.number)}
        ></lesson-run>`;
      case 'question':
        return html`<lesson-question
          .question=${block.question}
          .checked=${this.desk.progressOf(this.key).answers.get(block.question.number)}
          ?hides=${!this.#isPast(block.question)}
        ></lesson-question>`;
    }
  }

  /** Up to the first question that is open. */
  #shown(blocks: readonly LessonBlock[]): readonly LessonBlock[] {
    const open = blocks.findIndex(block => block.kind === 'question' && !this.#isPast(block.question));
    return open < 0 ? blocks : blocks.slice(0, open + 1);
  }

  #isPast({ number, answers: all }: LessonQuestion): boolean {
    const { answers, passed } = this.desk.progressOf(this.key);
    const answer = answers.get(number);
    return passed.has(number) || (answer !== undefined && all[answer]?.isRight === true);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lesson-page': LessonPage;
  }
}
