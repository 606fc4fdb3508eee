// How the run stands: one sentence, a bar, and the few facts that say whether it can be trusted.
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LaboratoryState, LinkReport, SeatState } from '../../laboratory/laboratory-state.ts';
import { isOver } from '../../laboratory/phases.ts';
import { progress } from '../parts/styles/progress.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { droppedFrames } from '../../words/machines.ts';

const LINK_NAMES = { webrtc: 'WebRTC', broadcast: 'BroadcastChannel', memory: 'memory', broker: 'a broker' };

/**
 * The sentence is a status for screen readers, which hear it when the phase changes and not at every second of a run:
 * sixty announcements would drown everything else.
 */
@customElement('run-status')
export class RunStatus extends LitElement {
  static override styles = [
    reset,
    progress,
    css`
      ul {
        margin-top: var(--space-2);
        color: var(--amber-text);
        font-size: var(--size-note);
      }
    `,
  ];

  @property({ attribute: false }) laboratory!: LaboratoryState;
  @state() private spoken = true;

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('laboratory');
    if (before) this.spoken = before.phase !== this.laboratory.phase;
  }

  override render() {
    const { phase, status, elapsedMs, settings } = this.laboratory;
    const durationMs = (settings?.trial.durationSeconds ?? 1) * 1000;
    const notes = notesOf(this.laboratory);
    return html`
      <div class="line">
        <p
          class="status ${phase === 'failed' ? 'failed' : ''}"
          role="status"
          aria-live=${this.spoken ? 'polite' : 'off'}
        >
          ${status}
        </p>
        <p class="facts">${factsOf(this.laboratory).join(' · ')}</p>
      </div>
      <progress
        aria-label="Progress of the run"
        max=${durationMs}
        .value=${Math.min(elapsedMs, durationMs)}
      ></progress>
      <ul ?hidden=${notes.length === 0}>
        ${notes.map(note => html`<li>${note}</li>`)}
      </ul>
    `;
  }
}

function factsOf({ phase, seats, trace, rejectedControl }: LaboratoryState): string[] {
  if (phase === 'idle') return [];
  const facts: string[] = [];
  const links = linkFacts(pairsOf(seats));
  if (links) facts.push(links);
  const events = trace?.eventCount ?? 0;
  if (!trace || events === 0) return facts;
  facts.push(`${events.toLocaleString('en')} events`);
  const dropped = seats.reduce(
    (sum, seat) => sum + seat.links.reduce((some, link) => some + link.rejected, 0),
    rejectedControl,
  );
  const incomplete = isOver(phase) ? new Set(trace.gaps.map(gap => gap.machine)).size : 0;
  if (dropped > 0) facts.push(droppedFrames(dropped));
  if (incomplete > 0) facts.push(`${incomplete} ${incomplete === 1 ? 'log' : 'logs'} incomplete`);
  if (dropped === 0 && incomplete === 0) facts.push('nothing lost');
  return facts;
}

interface Pair {
  readonly name: string;
  readonly kind: LinkKind;
  /** Why it is not WebRTC. */
  readonly reason: string | undefined;
}
type LinkKind = NonNullable<LinkReport['kind']>;

/** Each pair once, as soon as both of its ends say that the link serves. */
function pairsOf(seats: readonly SeatState[]): readonly Pair[] {
  const seen = new Set<string>();
  const pairs: Pair[] = [];
  for (const { machine, links } of seats)
    for (const { remote, kind, state, reason } of links) {
      if (!kind || (state !== 'open' && state !== 'closed')) continue;
      const name = [machine, remote].sort((a, b) => a - b).join(' and ');
      if (seen.has(name)) pairs.push({ name, kind, reason: state === 'open' ? reason : undefined });
      else seen.add(name);
    }
  return pairs;
}

function linkFacts(pairs: readonly Pair[]): string {
  const counts = new Map<LinkKind, number>();
  for (const { kind } of pairs) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].map(([kind, count], i) => {
    const noun = i > 0 ? '' : count === 1 ? ' link' : ' links';
    return `${count}${noun} over ${LINK_NAMES[kind]}`;
  });
  return parts.join(', ');
}

/** What is not as it could be, unless the status says it already. */
function notesOf({ phase, status, seats, trace }: LaboratoryState): string[] {
  const reasons = new Map<string, string[]>();
  for (const { name, reason } of pairsOf(seats))
    if (reason) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  const links = [...reasons].map(([reason, names]) =>
    names.length === 1 ? `Machines ${names[0]}: ${reason}` : `${names.length} pairs of machines: ${reason}`,
  );
  const gaps = (isOver(phase) ? (trace?.gaps ?? []) : [])
    .filter(({ reason }) => !status.includes(reason))
    .map(({ machine, reason }) => `The log of machine ${machine} is incomplete: ${reason}`);
  return [...links, ...gaps];
}

declare global {
  interface HTMLElementTagNameMap {
    'run-status': RunStatus;
  }
}
