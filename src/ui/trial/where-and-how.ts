// The settings that seldom matter, folded away: where the machines live, what links them, and the room.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ParsedTrialDraft } from '../../address/trial.ts';
import { LINKS_AND_ROOM, SHOW_FRAMES } from '../../words/forms.ts';
import { FramesShownChangeEvent } from '../parts/events.ts';
import { disclosure, foldedFields } from '../parts/styles/disclosure.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { partOfTrialForm } from './trial-form-part.ts';

/**
 * Opens by itself when something in it is wrong or out of the ordinary.
 *
 * @fires draft-change - with the whole new draft
 * @fires frames-shown-change
 */
@customElement('where-and-how')
export class WhereAndHow extends LitElement {
  static override styles = [
    reset,
    disclosure,
    foldedFields,
    css`
      .check {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-height: 32px;
        font-size: var(--size-note);
      }
      .check input {
        width: 16px;
        height: 16px;
        margin: 0;
        accent-color: var(--amber);
      }
    `,
  ];

  @property({ attribute: false }) parsed!: ParsedTrialDraft;
  @property({ type: Boolean }) disabled = false;
  @property({ type: Boolean, attribute: 'frames-shown' }) framesShown = false;

  readonly #form = partOfTrialForm(this);

  override render() {
    const form = this.#form;
    const { engine, place, link } = this.parsed.draft;
    if (engine === 'virtual') return nothing;
    const wrong = (['link', 'place', 'broker', 'room'] as const).some(name => form.problemOf(name) !== '');
    return html`<details ?open=${wrong || this.framesShown || place === 'tabs' || link === 'broker'}>
      <summary>${LINKS_AND_ROOM}</summary>
      <div class="folded">
        ${form.field('place')} ${place === 'frames' ? this.#frames() : nothing} ${form.field('link')}
        ${link === 'broker' ? form.field('broker') : nothing} ${form.field('room')}
      </div>
    </details>`;
  }

  #frames() {
    return html`<label class="check"
      ><input
        type="checkbox"
        .checked=${this.framesShown}
        @change=${(event: Event) =>
          this.dispatchEvent(new FramesShownChangeEvent((event.target as HTMLInputElement).checked))}
      />${SHOW_FRAMES}</label
    >`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'where-and-how': WhereAndHow;
  }
}
