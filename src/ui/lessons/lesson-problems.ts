// What is wrong with a lesson, by line: the file cannot be read, or its runs show something else than it says.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LessonProblem } from '../../lessons/lesson.ts';
import { lessonProblems, problemPlace } from '../../words/lessons.ts';
import { reset } from '../parts/styles/shared.styles.ts';

/** Shows nothing where there is no problem. */
@customElement('lesson-problems')
export class LessonProblems extends LitElement {
  static override styles = [
    reset,
    css`
      :host {
        display: contents; /* no gap where there is no problem */
      }
      section {
        padding: var(--space-4);
        border: 1px solid var(--problem);
        border-radius: var(--radius-large);
      }
      h2 {
        color: var(--problem);
        font-size: var(--size-text);
        font-weight: 650;
      }
      li {
        margin-top: var(--space-2);
        overflow-wrap: anywhere;
      }
      .place {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  /** What they come to, over the list. */
  @property() heading = '';
  @property() file = '';
  @property({ attribute: false }) problems: readonly LessonProblem[] = [];

  override render() {
    if (this.problems.length === 0) return nothing;
    return html`<section role="alert" aria-labelledby="title">
      <h2 id="title">${this.heading}: ${lessonProblems(this.problems.length)}</h2>
      <ol>
        ${this.problems.map(
          ({ line, message }) =>
            html`<li>
              <p class="place">${problemPlace(this.file, line)}</p>
              <p>${message}</p>
            </li>`,
        )}
      </ol>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lesson-problems': LessonProblems;
  }
}
