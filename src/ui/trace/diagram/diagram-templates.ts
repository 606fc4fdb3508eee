// The quiet parts around the drawing: its buttons, the line about the chosen event, and how it is moved.
import { html, nothing } from 'lit';
import type { DiagramActions } from './diagram-actions.ts';
import type { Relations } from './diagram-model.ts';
import type { Layout } from './layout.ts';
import { seconds, xOf } from './time-scale.ts';

const KEYS: readonly (readonly [string, string])[] = [
  ['← →', 'the event before and after on this machine'],
  ['↑ ↓', 'the nearest event on the machine above and below'],
  ['Enter or M', 'along the message: from a receive to its send, from a send to its receive'],
  ['Home End', 'the first and the last event of this machine'],
  ['+ − 0', 'zoom in, zoom out, see the whole run'],
  ['Escape', 'choose nothing'],
];
const HANDS: readonly (readonly [string, string])[] = [
  ['Drag', 'pan along the run'],
  ['Ctrl or ⌘ + wheel', 'zoom; a pinch does the same'],
  ['Shift + wheel', 'pan; a wheel turned sideways does the same'],
  ['Click', 'choose an event'],
  ['Cut, then click', 'put a cut there; its handles move it on each machine'],
];

const list = (rows: typeof KEYS) =>
  html`<dl>
    ${rows.map(
      ([what, does]) =>
        html`<div>
          <dt>${what}</dt>
          <dd>${does}</dd>
        </div>`,
    )}
  </dl>`;

export const diagramHelp = html`<details>
  <summary>Keys and gestures</summary>
  <div class="help">${list(KEYS)} ${list(HANDS)}</div>
</details>`;

export const diagramHint = html`<p id="keys">
  <span class="keyboard"
    >Arrow keys walk from event to event, Enter follows a message, + and − zoom; so does Ctrl or ⌘ with the
    wheel.</span
  ><span class="touch">Drag to pan, pinch to zoom, tap an event to choose it.</span>
</p>`;

/** The moment that somebody points at, in this view or another. */
export function hairline({ scale }: Layout, pointedMs: number | undefined) {
  if (pointedMs === undefined || pointedMs < scale.fromMs || pointedMs > scale.toMs) return nothing;
  const finestMs = (scale.toMs - scale.fromMs) / (scale.right - scale.left);
  return html`<div class="hairline" aria-hidden="true" style="left: ${xOf(scale, pointedMs)}px">
    <span>${seconds(pointedMs, Math.min(100, finestMs))} s</span>
  </div>`;
}

export interface ToolsState {
  readonly live: boolean;
  readonly follows: boolean;
  readonly cut: boolean;
  readonly saveSvg: () => void;
  readonly savePng: () => void;
}

export function diagramTools(actions: DiagramActions, { live, follows, cut, saveSvg, savePng }: ToolsState) {
  return html`<div class="tools" role="group" aria-label="View and pictures of the diagram">
    <button type="button" aria-label="Zoom out" title="Zoom out" @click=${() => actions.zoomOut()}>−</button>
    <button type="button" aria-label="Zoom in" title="Zoom in" @click=${() => actions.zoomIn()}>+</button>
    <button type="button" title="See the whole run" @click=${() => actions.fit()}>Fit</button>
    ${
      live
        ? html`<button
            type="button"
            aria-pressed=${follows ? 'true' : 'false'}
            @click=${() => actions.toggleFollow()}
          >
            Follow
          </button>`
        : nothing
    }
    <button type="button" aria-pressed=${cut ? 'true' : 'false'} @click=${() => actions.toggleCut()}>
      Cut
    </button>
    <span class="gap"></span>
    <button type="button" aria-label="Save as SVG" title="Save as SVG" @click=${saveSvg}>SVG</button>
    <button type="button" aria-label="Save as PNG" title="Save as PNG" @click=${savePng}>PNG</button>
  </div>`;
}

export interface ChosenState {
  /** The chosen event as a sentence. */
  readonly chosen: string | undefined;
  readonly relations: Relations | undefined;
  /** The event under the pointer. */
  readonly hovered: string | undefined;
}

/** Keeps its place, so that nothing jumps when somebody chooses. */
export function chosenLine({ chosen, relations, hovered }: ChosenState) {
  return html`<div class="chosen">
    <p aria-live="polite" class="sentence ${chosen ? '' : 'none'}">
      ${chosen ?? nothing}${relations ? html`<span class="unseen">${relationWords(relations)}</span>` : nothing}
    </p>
    ${
      chosen
        ? nothing
        : html`<p class="soft" aria-hidden="true">
            ${hovered ?? 'Choose an event to see its past and its future.'}
          </p>`
    }
  </div>`;
}

function relationWords({ past, future, concurrent }: Relations): string {
  return `; ${past} events in its past, ${future} in its future, ${concurrent} concurrent`;
}
