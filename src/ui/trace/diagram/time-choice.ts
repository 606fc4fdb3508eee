// Whose times the diagram has, where a device had a clock of its own: the corrected ones, or those of the devices.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { SystemTimes } from '../../../analysis/system-times.ts';
import type { Trace } from '../../../core/trace.ts';
import { TIME_CHOICE_WORDS } from '../../../words/system-times.ts';
import '../../parts/choice-field.ts';
import type { FieldChangeEvent } from '../../parts/events.ts';
import { reset } from '../../parts/styles/shared.styles.ts';
import type { FocusState, TraceFocus } from '../trace-focus.ts';

const CHOICES = (['common', 'own'] as const).map(value => ({ value, label: TIME_CHOICE_WORDS[value] }));

@customElement('time-choice')
export class TimeChoice extends LitElement {
  static override styles = [
    reset,
    css`
      choice-field {
        max-width: 360px;
        padding: var(--space-2) 0;
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) traceFocus!: TraceFocus;
  @property() times: FocusState['times'] = 'common';

  override render() {
    if (new SystemTimes(this.trace).clocksApart.length === 0) return nothing;
    return html`<choice-field
      label=${TIME_CHOICE_WORDS.label}
      .choices=${CHOICES}
      .value=${this.times}
      @field-change=${({ value }: FieldChangeEvent) => this.#choose(value === 'own' ? 'own' : 'common')}
    ></choice-field>`;
  }

  /** A stretch and a moment of one time mean nothing in another. */
  #choose(times: FocusState['times']): void {
    this.traceFocus.change({ times, window: undefined, momentMs: undefined, momentEvent: undefined });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-choice': TimeChoice;
  }
}
