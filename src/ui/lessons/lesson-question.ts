// A question of a lesson: one answer is chosen and checked, and what is right or wrong about it is said.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LessonQuestion } from '../../lessons/lesson.ts';
import { LESSON_WORDS } from '../../words/lessons.ts';
import { ViewEvent } from '../parts/view-event.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';

/** A person has chosen an answer, from 0, and wants to know. */
export class AnswerCheckEvent extends ViewEvent {
  static readonly type = 'answer-check';
  constructor(
    readonly question: number,
    readonly answer: number,
  ) {
    super(AnswerCheckEvent.type);
  }
}

/** A person wants to read on without the right answer. */
export class QuestionPassEvent extends ViewEvent {
  static readonly type = 'question-pass';
  constructor(readonly question: number) {
    super(QuestionPassEvent.type);
  }
}

/**
 * @fires answer-check
 * @fires question-pass
 */
@customElement('lesson-question')
export class LessonQuestionElement extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    css`
      form {
        display: grid;
        gap: var(--space-3);
        padding: var(--space-4);
        border-inline-start: 4px solid var(--amber);
      }
      fieldset {
        display: grid;
        gap: var(--space-1);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        margin-bottom: var(--space-2);
        padding: 0;
        font-weight: 650;
      }
      label {
        display: flex;
        gap: var(--space-3);
        align-items: baseline;
        padding: var(--space-2);
        border-radius: var(--radius);
        cursor: pointer;
      }
      label:hover {
        background: var(--sunken);
      }
      input {
        flex: none;
        width: 18px;
        height: 18px;
        margin: 0;
        accent-color: var(--amber-strong);
        transform: translateY(3px);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
      }
      .said:empty {
        display: none;
      }
      .said {
        padding: var(--space-3);
        border-radius: var(--radius);
        background: var(--sunken);
      }
      .note {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  @property({ attribute: false }) question!: LessonQuestion;
  /** The one that was checked, from 0; undefined before. */
  @property({ attribute: false }) checked: number | undefined;
  /** Whether what follows the question is still hidden. */
  @property({ type: Boolean }) hides = false;

  /** The one that is marked, checked or not. */
  @state() private marked: number | undefined;
  @state() private isReminded = false;

  override render() {
    const { question, checked } = this;
    const marked = this.marked ?? checked;
    return html`<form class="sheet" @submit=${this.#check}>
      <fieldset>
        <legend>${question.asked}</legend>
        ${question.answers.map(
          ({ text }, i) =>
            html`<label>
              <input
                type="radio"
                name="answer"
                value=${i}
                .checked=${marked === i}
                @change=${() => {
                  this.marked = i;
                  this.isReminded = false;
                }}
              />
              <span>${text}</span>
            </label>`,
        )}
      </fieldset>
      <div class="ways">
        <button class="main">${LESSON_WORDS.check}</button>
        ${
          this.hides
            ? html`<button
                type="button"
                class="link"
                @click=${() => this.dispatchEvent(new QuestionPassEvent(question.number))}
              >
                ${LESSON_WORDS.show}
              </button>`
            : nothing
        }
      </div>
      <div class="said" role="status">${this.#said()}</div>
    </form>`;
  }

  /** Of the answer that was checked, also while another one is marked. */
  #said() {
    if (this.isReminded) return LESSON_WORDS.choose;
    const answer = this.checked === undefined ? undefined : this.question.answers[this.checked];
    if (!answer) return nothing;
    return html`<p>
        <b>${answer.isRight ? LESSON_WORDS.right : LESSON_WORDS.wrong}</b> ${answer.explanation}
      </p>
      ${answer.isRight ? nothing : html`<p class="note">${LESSON_WORDS.again}</p>`}`;
  }

  #check(event: Event): void {
    event.preventDefault();
    const answer = this.marked ?? this.checked;
    this.isReminded = answer === undefined;
    if (answer !== undefined) this.dispatchEvent(new AnswerCheckEvent(this.question.number, answer));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lesson-question': LessonQuestionElement;
  }
  interface HTMLElementEventMap {
    'answer-check': AnswerCheckEvent;
    'question-pass': QuestionPassEvent;
  }
}
