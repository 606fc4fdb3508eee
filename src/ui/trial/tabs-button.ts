// Real tabs for real machines: beside Run, so that a person finds out that they can be had, and the way back to the page.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ParsedTrialDraft } from '../../address/trial.ts';
import { PAIRWISE_SEATS_MAX } from '../../engine/settings.ts';
import { FORM_BUTTONS, runInTabs } from '../../words/forms.ts';
import { DraftChangeEvent } from '../parts/events.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';

/**
 * Shows nothing where a trial has no tabs.
 *
 * @fires draft-change - with the whole new draft
 */
@customElement('tabs-button')
export class TabsButton extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      button {
        width: 100%;
      }
      @media (pointer: coarse) {
        button {
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) parsed!: ParsedTrialDraft;

  override render() {
    const { settings, draft } = this.parsed;
    if (settings?.engine !== 'live' || settings.trial.rates.length > PAIRWISE_SEATS_MAX) return nothing;
    const place = settings.place === 'tabs' ? 'frames' : 'tabs';
    return html`<button
      type="button"
      @click=${() => this.dispatchEvent(new DraftChangeEvent({ ...draft, place }))}
    >
      ${place === 'frames' ? FORM_BUTTONS.backToFrames : runInTabs(settings.trial.rates.length)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tabs-button': TabsButton;
  }
}
