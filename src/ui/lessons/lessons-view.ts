// The view of the lessons: the list of them, or one. A file that is dropped on it opens as a lesson.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { linkTo } from '../../address/fields.ts';
import { writeLessonsAddress } from '../../address/lessons.ts';
import type { Simulate } from '../../engine/simulate.ts';
import {
  LESSON_WORDS,
  lessonNumber,
  lessonOfFile,
  LESSONS_INTRODUCTION,
  LESSONS_TITLE,
  unknownLesson,
} from '../../words/lessons.ts';
import { QUANTITY_FORMS } from '../../lessons/quantities.ts';
import { EXAMPLE } from '../../lessons/shelf.ts';
import { DoorController } from '../parts/door-controller.ts';
import { DropController } from '../parts/drop-controller.ts';
import '../parts/fragment-problems.ts';
import { saveFile } from '../parts/save-file.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import { lessonIn, LessonOpenEvent } from './lesson-file.ts';
import type { LessonDesk, ShownLesson } from './lesson-desk.ts';
import './lesson-page.ts';
import './lesson-problems.ts';

const ADDRESS_OF_LIST = linkTo('lessons', writeLessonsAddress({ kind: 'list' }));

/**
 * @fires lesson-open - a file is to be shown as a lesson
 * @fires leave-out-request - the owner is to write the address anew
 */
@customElement('lessons-view')
export class LessonsView extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    disclosure,
    css`
      :host {
        max-width: 1200px;
        margin: 0 auto;
        padding: var(--space-6) var(--space-6) var(--space-12);
      }
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-5);
      }
      h1 {
        font-size: 1.75rem;
        font-weight: 650;
      }
      .introduction {
        max-width: 72ch;
        margin-top: var(--space-2);
        color: var(--ink-soft);
      }
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
        gap: var(--space-4);
      }
      .card {
        display: block;
        height: 100%;
        padding: var(--space-4);
        color: inherit;
        text-decoration: none;
      }
      .card:hover {
        border-color: var(--amber-strong);
      }
      .card small {
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
      .card h2 {
        margin-top: 2px;
        font-size: 1.0625rem;
        font-weight: 650;
      }
      .card p {
        margin-top: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .own {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        padding: var(--space-4);
        border-style: dashed;
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .own p {
        flex: 1 1 320px;
      }
      details {
        flex-basis: 100%;
      }
      details p {
        margin-block: var(--space-3) var(--space-2);
      }
      pre {
        overflow-x: auto;
        margin: 0 0 var(--space-2);
        padding: var(--space-3);
        border-radius: var(--radius);
        background: var(--sunken);
        color: var(--ink);
        font-size: var(--size-small);
        white-space: pre-wrap;
      }
      details ul {
        columns: 320px;
        font-size: var(--size-small);
      }
      .over {
        outline: 3px solid var(--amber);
        outline-offset: 3px;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        justify-content: space-between;
      }
      @media (max-width: 760px) {
        :host {
          padding: var(--space-4);
        }
      }
      @media print {
        .ways {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) desk!: LessonDesk;
  @property({ attribute: false }) simulate!: Simulate;

  readonly #drop = new DropController(this, { onDrop: ({ files }) => void this.#bring([...files]) });
  @query('input[type=file]') private files!: HTMLInputElement;

  constructor() {
    super();
    new DoorController(this, () => this.desk);
  }

  override render() {
    const { place } = this.desk.state;
    const shown = this.desk.lessonAt(place);
    return html`<main id="run" class=${this.#drop.isOver ? 'over' : ''}>
      ${shown ? this.#lesson(shown) : this.#list()}
    </main>`;
  }

  #list() {
    const { place, problems } = this.desk.state;
    const missing =
      place.kind === 'lesson'
        ? [unknownLesson(place.id)]
        : place.kind === 'file'
          ? [lessonOfFile(place.file)]
          : [];
    return html`<header>
        <h1>${LESSONS_TITLE}</h1>
        <p class="introduction">${LESSONS_INTRODUCTION}</p>
      </header>
      <fragment-problems
        .problems=${[...problems, ...missing].map(message => ({ field: 'fragment', message }))}
      ></fragment-problems>
      <ol>
        ${this.desk.shelf.map(
          ({ key, lesson }, i) =>
            html`<li>
              <a
                class="card sheet"
                href=${linkTo('lessons', writeLessonsAddress({ kind: 'lesson', id: key }))}
              >
                <small>${lessonNumber(i + 1)}</small>
                <h2>${lesson.title}</h2>
                <p>${lesson.summary}</p>
              </a>
            </li>`,
        )}
      </ol>
      <div class="own sheet">
        <p>${LESSON_WORDS.fileNote}</p>
        <button type="button" @click=${() => this.files.click()}>${LESSON_WORDS.openFile}</button>
        <input
          type="file"
          accept=".md,.markdown,text/markdown"
          hidden
          aria-label=${LESSON_WORDS.openFile}
          @change=${() => {
            void this.#bring([...(this.files.files ?? [])]);
            this.files.value = ''; // so that the same file may be chosen again
          }}
        />
        <details>
          <summary>${LESSON_WORDS.howToWrite}</summary>
          <p>${LESSON_WORDS.example}</p>
          <pre tabindex="0">${EXAMPLE.text}</pre>
          <button type="button" @click=${() => saveFile(EXAMPLE)}>${LESSON_WORDS.saveExample}</button>
          <p>${LESSON_WORDS.claims}</p>
          <ul>
            ${QUANTITY_FORMS.map(form => html`<li>${form}</li>`)}
          </ul>
        </details>
      </div>`;
  }

  #lesson(shown: ShownLesson) {
    const { key, file, read } = shown;
    const at = this.desk.shelf.findIndex(lesson => lesson.key === key);
    const next = at < 0 ? undefined : this.desk.shelf[at + 1];
    return html`<div class="ways">
        <a class="button" href=${ADDRESS_OF_LIST}>← ${LESSON_WORDS.back}</a>
      </div>
      ${
        read.kind === 'lesson'
          ? keyed(
              read,
              html`<lesson-page
                .key=${key}
                .lesson=${read.lesson}
                .desk=${this.desk}
                .simulate=${this.simulate}
              ></lesson-page>`,
            )
          : html`<h1 class="unseen">${file}</h1>
              <lesson-problems
                heading=${LESSON_WORDS.broken}
                file=${file}
                .problems=${read.problems}
              ></lesson-problems>`
      }
      ${
        next
          ? html`<div class="ways">
              <a
                class="button"
                href=${linkTo('lessons', writeLessonsAddress({ kind: 'lesson', id: next.key }))}
                >${LESSON_WORDS.next}: ${next.lesson.title} →</a
              >
            </div>`
          : nothing
      }`;
  }

  /** Whatever is brought here is meant as a lesson. */
  async #bring(files: readonly File[]): Promise<void> {
    const lesson = await lessonIn(files, { asLesson: true });
    if (lesson) this.dispatchEvent(new LessonOpenEvent(lesson));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lessons-view': LessonsView;
  }
}
