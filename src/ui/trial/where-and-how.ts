// The settings that seldom matter, folded away: where the machines live, what links them, and the room.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LINK_CHOICES, type LinkChoice } from '../../engine/settings.ts';
import { type Draft, type DraftField, type DraftProblem } from '../../address/draft.ts';
import { PLACES, type Place } from '../../engine/settings.ts';
import '../parts/choice-field.ts';
import { DraftChangeEvent, FramesShownChangeEvent, type FieldChangeEvent } from '../parts/events.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import '../parts/text-field.ts';

const LINK_NAMES: Record<LinkChoice, string> = {
  auto: 'Automatic',
  webrtc: 'WebRTC only',
  broadcast: 'BroadcastChannel only',
};
const LINK_NOTES: Partial<Record<string, string>> = {
  auto: 'WebRTC, and BroadcastChannel for each pair where WebRTC cannot.',
  webrtc: 'A pair without WebRTC stays without a link, and the run does not start.',
  broadcast: 'For browsers and networks where WebRTC is blocked.',
};
const PLACE_NAMES: Record<Place, string> = { frames: 'Frames', tabs: 'Tabs' };
const PLACE_NOTES: Partial<Record<string, string>> = {
  frames: 'Each machine runs in a frame of this page.',
  tabs: 'Each machine runs in a tab that you open.',
};
const FIELDS: readonly string[] = ['link', 'place', 'room', 'delay'] satisfies DraftField[];

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
    css`
      summary {
        padding: var(--space-2) 0;
        border-radius: var(--radius-small);
        color: var(--ink-soft);
        cursor: pointer;
      }
      summary:hover {
        color: var(--ink);
      }
      .folded {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        padding: var(--space-2) 0 var(--space-3);
      }
      .note {
        margin-top: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
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

  @property({ attribute: false }) draft!: Draft;
  @property({ attribute: false }) problems: readonly DraftProblem[] = [];
  @property({ type: Boolean }) disabled = false;
  @property({ type: Boolean, attribute: 'frames-shown' }) framesShown = false;

  override render() {
    const { draft } = this;
    if (draft.engine === 'virtual') return this.#inVirtualTime();
    const wrong = this.problems.some(({ field }) => FIELDS.includes(field));
    return html`<details ?open=${wrong || this.framesShown || draft.place === 'tabs'}>
      <summary>Tabs, links and room</summary>
      <div class="folded">
        <choice-field
          label="Machines run in"
          .value=${draft.place}
          .choices=${PLACES.map(value => ({ value, label: PLACE_NAMES[value] }))}
          .note=${PLACE_NOTES[draft.place] ?? ''}
          .problem=${this.#problemOf('place')}
          ?disabled=${this.disabled}
          @field-change=${(event: FieldChangeEvent) => this.#change({ place: event.value })}
        ></choice-field>
        ${draft.place === 'frames' ? this.#frames() : nothing}
        <choice-field
          label="Links"
          stacked
          .value=${draft.link}
          .choices=${LINK_CHOICES.map(value => ({ value, label: LINK_NAMES[value] }))}
          .note=${LINK_NOTES[draft.link] ?? ''}
          .problem=${this.#problemOf('link')}
          ?disabled=${this.disabled}
          @field-change=${(event: FieldChangeEvent) => this.#change({ link: event.value })}
        ></choice-field>
        <text-field
          label="Room"
          .value=${draft.room}
          .problem=${this.#problemOf('room')}
          ?disabled=${this.disabled}
          @field-change=${(event: FieldChangeEvent) => this.#change({ room: event.value })}
        ></text-field>
        ${draft.delay === 'none' ? nothing : this.#delay()}
      </div>
    </details>`;
  }

  #inVirtualTime() {
    const open = this.draft.delay !== 'none';
    return html`<details ?open=${open}>
      <summary>Delay of messages</summary>
      <div class="folded">${this.#delay()}</div>
    </details>`;
  }

  /** Also where a live run cannot have one, so that what is wrong stands beside its field. */
  #delay() {
    return html`<div>
      <text-field
        label="Delay"
        .value=${this.draft.delay}
        .problem=${this.#problemOf('delay')}
        ?disabled=${this.disabled}
        @field-change=${(event: FieldChangeEvent) => this.#change({ delay: event.value })}
      ></text-field>
      <p class="note">Of each message, in milliseconds: none, fixed 50, uniform 20-80, exponential 50.</p>
    </div>`;
  }

  #frames() {
    return html`<label class="check"
      ><input
        type="checkbox"
        .checked=${this.framesShown}
        @change=${(event: Event) =>
          this.dispatchEvent(new FramesShownChangeEvent((event.target as HTMLInputElement).checked))}
      />Show the frames</label
    >`;
  }

  #problemOf(field: DraftField): string {
    return this.problems.find(problem => problem.field === field)?.message ?? '';
  }

  #change(change: Partial<Draft>): void {
    this.dispatchEvent(new DraftChangeEvent({ ...this.draft, ...change }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'where-and-how': WhereAndHow;
  }
}
