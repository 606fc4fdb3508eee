// The form of a comparison of designs: which of them, with how many machines, and which trial. It owns nothing: the draft comes
// in, each change goes out as a new draft.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { DESIGNS_FIELDS, designsFrom, type ParsedDesignsDraft } from '../../address/designs.ts';
import { DESIGNS, type Design } from '../../core/design-facts.ts';
import { stepsOf, usualMs } from '../../laboratory/designs/compare-designs.ts';
import { DESIGN_NAMES } from '../../words/designs.ts';
import {
  comparisonSize,
  DESIGN_BUTTONS,
  DESIGN_FIELD_LABELS,
  DESIGN_FIELD_NOTES,
  designNote,
  DESIGNS_INTRO,
} from '../../words/designs-view.ts';
import { SETTINGS_TITLE } from '../../words/forms.ts';
import { RunRequestEvent, StopRequestEvent } from '../parts/events.ts';
import { FormController } from '../parts/form-controller.ts';
import '../parts/fragment-problems.ts';
import { goOrStop } from '../parts/go-or-stop.ts';
import { field } from '../parts/styles/field.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { trialForm } from '../trial/trial-form.styles.ts';
import { DesignsDraftChangeEvent } from './designs-events.ts';

/**
 * @fires designs-draft-change - with the whole new draft
 * @fires run-request - only while nothing is wrong
 * @fires stop-request - what is measured is to be cancelled
 */
@customElement('designs-form')
export class DesignsForm extends LitElement {
  static override styles = [
    reset,
    buttons,
    field,
    trialForm,
    css`
      .intro {
        margin-top: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--size-note);
        line-height: 1.35;
      }
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
      }
      .designs label {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: 32px;
        font-size: var(--size-note);
      }
      .designs input {
        flex: none;
        width: 18px;
        height: 18px;
        margin: 0;
        accent-color: var(--amber-strong);
      }
      .designs small {
        display: block;
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
      .go p {
        margin: 0 0 var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) parsed!: ParsedDesignsDraft;
  /** Something is measured: it can be cancelled, and the fields are at rest. */
  @property({ type: Boolean }) running = false;
  /** Without the button, where another one is always in sight. */
  @property({ type: Boolean }) buttonless = false;

  readonly #form = new FormController(this, {
    fields: DESIGNS_FIELDS,
    parsed: () => this.parsed,
    resting: () => this.running,
    change: draft => this.dispatchEvent(new DesignsDraftChangeEvent(draft)),
    go: () => this.dispatchEvent(new RunRequestEvent()),
  });

  override render() {
    return html`<form novalidate aria-labelledby="title" @keydown=${this.#form.press}>
      <header>
        <h2 id="title">${SETTINGS_TITLE}</h2>
        <p class="intro">${DESIGNS_INTRO}</p>
      </header>
      <fragment-problems
        .problems=${this.parsed.problems}
        @leave-out-request=${() => this.#form.change({})}
      ></fragment-problems>
      ${this.#designs()} ${this.#chosen.includes('broker') ? this.#form.field('broker') : nothing}
      ${this.#form.field('sizes')} ${this.#form.field('deaths')}
      <p class="note">${DESIGN_FIELD_NOTES.deaths}</p>
      ${this.#form.field('rate')} ${this.#form.field('faces')}
      <p class="note">${DESIGN_FIELD_NOTES.faces}</p>
      ${this.#form.field('seconds')} ${this.#form.field('seed')}
      <div class="go">${this.#size()} ${this.buttonless ? nothing : this.#go()}</div>
    </form>`;
  }

  #designs() {
    const chosen = this.#chosen;
    const problem = this.#form.problemOf('designs');
    return html`<fieldset class="designs">
      <legend>${DESIGN_FIELD_LABELS.designs}</legend>
      ${DESIGNS.map(
        design =>
          html`<label
            ><input
              type="checkbox"
              .checked=${chosen.includes(design)}
              ?disabled=${this.running}
              @change=${({ target }: Event) => this.#choose(design, (target as HTMLInputElement).checked)}
            /><span>${DESIGN_NAMES[design].name}<small>${designNote(design)}</small></span></label
          >`,
      )}
      ${problem ? html`<p class="problem">${problem}</p>` : nothing}
    </fieldset>`;
  }

  #size() {
    const { settings } = this.parsed;
    if (!settings) return this.#form.wayToProblem();
    return html`<p class="sum">
      ${comparisonSize(stepsOf(settings.comparison).length, usualMs(settings.comparison))}
    </p>`;
  }

  /** One button for both, so that whoever pressed it with a key keeps the focus. */
  #go() {
    return html`<button
      class="main"
      type="button"
      ?disabled=${!this.running && !this.parsed.settings}
      @click=${(event: MouseEvent) => goOrStop(event, this.running, this.#form.go, this.#stop)}
    >
      ${this.running ? DESIGN_BUTTONS.cancel : DESIGN_BUTTONS.measure}
    </button>`;
  }

  get #chosen(): readonly Design[] {
    const parsed = designsFrom(this.parsed.draft.designs);
    return parsed.kind === 'value' ? parsed.value : [];
  }

  #choose(design: Design, isChosen: boolean): void {
    const others = this.#chosen.filter(each => each !== design);
    const designs = DESIGNS.filter(each => others.includes(each) || (isChosen && each === design));
    this.#form.change({ designs: designs.join(',') });
  }

  readonly #stop = (): void => {
    this.dispatchEvent(new StopRequestEvent());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'designs-form': DesignsForm;
  }
}
