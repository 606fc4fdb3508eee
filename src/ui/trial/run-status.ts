// How the run stands: one sentence, a bar, the few facts that say whether it can be trusted, and a list of what is wrong.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { counted } from '../../core/counted.ts';
import type { LaboratoryState, Silence } from '../../laboratory/laboratory-state.ts';
import { pairsOf } from '../../laboratory/pairs.ts';
import {
  droppedFrames,
  fallbackSentences,
  linksInShort,
  onTheirWay,
  reopenedInShort,
} from '../../words/links.ts';
import { missingInShort } from '../../words/losses.ts';
import {
  endWithoutLabel,
  RUN_PROGRESS,
  absenceSentences,
  runHeadline,
  runProblems,
} from '../../words/run-status.ts';
import { EndWithoutRequestEvent } from '../parts/events.ts';
import '../parts/status-line.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';

/**
 * The sentence is a status for screen readers, which hear it when the phase changes or a machine is lost or falls silent,
 * and not at every second of a run: sixty announcements would drown everything else.
 *
 * @fires end-without-request
 */
@customElement('run-status')
export class RunStatus extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      ul {
        margin-top: var(--space-2);
        color: var(--amber-text);
        font-size: var(--size-note);
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) laboratory!: LaboratoryState;
  @state() private spoken = true;

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('laboratory');
    if (before) this.spoken = newsOf(before) !== newsOf(this.laboratory);
  }

  override render() {
    const { phase, elapsedMs, settings, silences } = this.laboratory;
    const durationMs = (settings?.trial.durationSeconds ?? 1) * 1000;
    const notes = [
      ...fallbackSentences(pairsOf(this.laboratory.seats)),
      ...runProblems(this.laboratory),
      ...absenceSentences(this.laboratory.seats),
    ];
    return html`
      <status-line
        .sentence=${runHeadline(this.laboratory)}
        .facts=${factsOf(this.laboratory)}
        ?failed=${phase === 'failed'}
        ?quiet=${!this.spoken}
        label=${RUN_PROGRESS}
        max=${durationMs}
        value=${Math.min(elapsedMs, durationMs)}
      ></status-line>
      ${this.#ways(silences.filter(({ canEnd }) => canEnd))}
      <ul ?hidden=${notes.length === 0}>
        ${notes.map(note => html`<li>${note}</li>`)}
      </ul>
    `;
  }

  #ways(silences: readonly Silence[]) {
    if (silences.length === 0) return nothing;
    return html`<div class="ways">
      ${silences.map(
        silence =>
          html`<button
            type="button"
            @click=${() => this.dispatchEvent(new EndWithoutRequestEvent(silence.machine))}
          >
            ${endWithoutLabel(silence)}
          </button>`,
      )}
    </div>`;
  }
}

/** What is worth an announcement when it changes. */
function newsOf({ phase, seats, silences }: LaboratoryState): string {
  const lost = seats.flatMap(({ machine, lost }) => (lost ? [machine] : []));
  return [phase, lost, silences.map(({ machine }) => machine)].join(';');
}

function factsOf({ phase, seats, trace, silences, rejectedControl }: LaboratoryState): string[] {
  if (phase === 'idle') return [];
  const facts: string[] = [];
  const pairs = pairsOf(seats);
  const links = linksInShort(pairs);
  if (links) facts.push(links);
  const reopened = reopenedInShort(pairs);
  if (reopened) facts.push(reopened);
  const events = trace?.eventCount ?? 0;
  if (!trace || events === 0) return facts;
  facts.push(counted(events, 'event'));
  const dropped = seats.reduce(
    (sum, seat) => sum + seat.links.reduce((some, link) => some + link.rejected, 0),
    rejectedControl,
  );
  if (dropped > 0) facts.push(droppedFrames(dropped));
  const isGoingOn = phase === 'running' || phase === 'finishing';
  const overdue = isGoingOn ? pairs.reduce((sum, pair) => sum + pair.overdue, 0) : 0;
  if (overdue > 0) facts.push(onTheirWay(overdue));
  const isWhole = trace.gaps.length === 0 && trace.losses.length === 0;
  // Nobody knows while a machine is silent, a link is not open or a message is late; a frame that was dropped is not nothing.
  const isUnsure =
    dropped > 0 ||
    silences.length > 0 ||
    overdue > 0 ||
    (isGoingOn && pairs.some(({ state }) => state !== 'open'));
  if (!isWhole || !isUnsure) facts.push(...missingInShort(trace));
  return facts;
}

declare global {
  interface HTMLElementTagNameMap {
    'run-status': RunStatus;
  }
}
