// What is set, in one line: the engine, the trial in a few words each, the way to the form, and the buttons that run it. On a
// narrow screen it stays in sight.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ParsedTrialDraft } from '../../address/trial.ts';
import type { Trial } from '../../core/trial.ts';
import { ENGINES } from '../../engine/settings.ts';
import { FIELD_LABELS } from '../../words/fields.ts';
import { ENGINE_NAMES, FORM_BUTTONS, IN_SETTINGS, SETTINGS_BAR, settingsInShort } from '../../words/forms.ts';
import { problemsInWords } from '../../words/problems.ts';
import {
  DraftChangeEvent,
  InviteRequestEvent,
  RunRequestEvent,
  SettingsRequestEvent,
  StopRequestEvent,
  type FieldChangeEvent,
} from '../parts/events.ts';
import '../parts/choice-field.ts';
import { goOrStop } from '../parts/go-or-stop.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import './tabs-button.ts';

/**
 * @fires draft-change - with the whole new draft
 * @fires settings-request - the form is to be shown, or hidden if it is shown
 * @fires invite-request
 * @fires run-request
 * @fires stop-request
 */
@customElement('settings-bar')
export class SettingsBar extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      choice-field {
        flex: none;
        width: 136px;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        min-width: 0;
      }
      li {
        padding: 3px 9px;
        border: 1px solid var(--hairline);
        border-radius: var(--radius-small);
        background: var(--sheet);
        color: var(--ink-soft);
        font-size: var(--size-note);
        white-space: nowrap;
      }
      p {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      p b {
        color: var(--problem);
      }
      .go {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        margin-inline-start: auto;
      }
      .main {
        min-width: 104px;
      }
      /* The same width as in narrow-controller.ts. */
      @media (max-width: 1079px) {
        section {
          padding: var(--space-2) var(--space-4);
          border-bottom: 1px solid var(--hairline);
          background: var(--paper);
        }
        button {
          min-height: 44px;
        }
      }
      @media (max-width: 640px) {
        ul {
          order: 1;
          flex: 1 0 100%;
          gap: 0;
        }
        li {
          padding: 0;
          border: 0;
          background: none;
          font-size: var(--size-small);
        }
        li + li::before {
          content: '·';
          margin-inline: 5px;
        }
        choice-field {
          width: 128px;
        }
        /* It is in the form. */
        .invite {
          display: none;
        }
        .main {
          min-width: 72px;
        }
        .go {
          flex: 1;
          justify-content: end;
        }
      }
    `,
  ];

  @property({ attribute: false }) parsed!: ParsedTrialDraft;
  /** Of the last draft without problems. */
  @property({ attribute: false }) trial!: Trial;
  @property({ type: Boolean }) running = false;
  /** Nothing can be run from here, for another reason than a problem of the draft. */
  @property({ type: Boolean }) barred = false;
  /** The form is shown, with buttons of its own. */
  @property({ type: Boolean, attribute: 'form-shown' }) formShown = false;
  /** Others have the buttons that run the trial. */
  @property({ type: Boolean }) buttonless = false;

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.change')?.focus(options);
  }

  override render() {
    const problems = this.parsed.problems.length;
    return html`<section aria-label=${SETTINGS_BAR.name}>
      ${this.#engine()}
      ${
        problems > 0
          ? html`<p><b>${problemsInWords(problems)}</b>${IN_SETTINGS}</p>`
          : html`<ul>
              ${settingsInShort(this.trial).map(words => html`<li>${words}</li>`)}
            </ul>`
      }
      <button
        class="link change"
        type="button"
        aria-expanded=${this.formShown ? 'true' : 'false'}
        @click=${() => this.dispatchEvent(new SettingsRequestEvent())}
      >
        ${SETTINGS_BAR.change}
      </button>
      ${this.formShown ? nothing : html`<div class="go">${this.#invite()} ${this.#tabs()} ${this.#go()}</div>`}
    </section>`;
  }

  #engine() {
    const { draft, problems } = this.parsed;
    return html`<choice-field
      label=${FIELD_LABELS.engine}
      label-unseen
      .value=${draft.engine}
      .choices=${ENGINES.map(value => ({ value, label: ENGINE_NAMES[value] }))}
      .problem=${problems.find(({ field }) => field === 'engine')?.message ?? ''}
      ?disabled=${this.running}
      @field-change=${({ value }: FieldChangeEvent) =>
        this.dispatchEvent(new DraftChangeEvent({ ...draft, engine: value }))}
    ></choice-field>`;
  }

  /** In mid-run too: a device whose connection was lost needs another code. */
  #invite() {
    if (this.barred || this.buttonless || this.parsed.draft.engine !== 'live') return nothing;
    return html`<button
      class="invite"
      type="button"
      @click=${() => this.dispatchEvent(new InviteRequestEvent())}
    >
      ${FORM_BUTTONS.inviteDevice}
    </button>`;
  }

  #tabs() {
    if (this.running || this.barred) return nothing;
    return html`<tabs-button .parsed=${this.parsed}></tabs-button>`;
  }

  /** One button for both, so that whoever pressed Run with a key keeps the focus on Stop. */
  #go() {
    if (this.buttonless) return nothing;
    return html`<button
      class="main"
      type="button"
      ?disabled=${!this.running && (!this.parsed.settings || this.barred)}
      @click=${(event: MouseEvent) => goOrStop(event, this.running, this.#run, this.#stop)}
    >
      ${this.running ? FORM_BUTTONS.stop : FORM_BUTTONS.run}
    </button>`;
  }

  readonly #run = (): void => {
    this.dispatchEvent(new RunRequestEvent());
  };

  readonly #stop = (): void => {
    this.dispatchEvent(new StopRequestEvent());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'settings-bar': SettingsBar;
  }
}
