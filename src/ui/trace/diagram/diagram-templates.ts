// The quiet parts around the drawing: its buttons, the line about the chosen event, and how it is moved.
import { html, nothing } from 'lit';
import type { Trace } from '../../../core/trace.ts';
import type { TraceFocus } from '../trace-focus.ts';
import {
  DIAGRAM_GESTURES,
  DIAGRAM_HELP,
  DIAGRAM_KEYS,
  DIAGRAM_TOOLS,
  KEYBOARD_HINT,
  SELECT_HINT,
  TOUCH_HINT,
} from '../../../words/diagram.ts';
import { momentOf } from '../../../words/numbers.ts';
import { handlesOf, type CutMoveEvent } from './cut-handles.ts';
import type { DiagramActions } from './diagram-actions.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { DiagramModel } from './diagram-model.ts';
import type { Layout } from './layout.ts';
import { BESIDE } from './scene-lanes.ts';
import { seconds, xOf } from './time-scale.ts';
import { styled } from '../../parts/styled.ts';

const list = (rows: typeof DIAGRAM_KEYS) =>
  html`<dl>
    ${rows.map(
      ([what, does]) =>
        html`<div>
          <dt>${what}</dt>
          <dd>${does}</dd>
        </div>`,
    )}
  </dl>`;

const diagramHelp = html`<details>
  <summary>${DIAGRAM_HELP}</summary>
  <div class="help">${list(DIAGRAM_KEYS)} ${list(DIAGRAM_GESTURES)}</div>
</details>`;

const diagramHint = html`<p id="keys">
  <span class="keyboard">${KEYBOARD_HINT}</span><span class="touch">${TOUCH_HINT}</span>
</p>`;

/** What is unfolded when somebody wants it; above it, whose times the diagram has, where `hasTimes` that choice. */
export function foldedBelow(trace: Trace, focus: TraceFocus, hasTimes: boolean) {
  const times = html`<time-choice
    .trace=${trace}
    .traceFocus=${focus}
    .times=${focus.state.times}
  ></time-choice>`;
  return html`${hasTimes ? times : nothing}
    <div class="folded">
      ${diagramHelp}<hide-machines
        .trace=${trace}
        .traceFocus=${focus}
        .hiddenMachines=${focus.state.hidden}
      ></hide-machines>
    </div>`;
}

/** What is in view, in sentences, and how to move on. */
export function belowDiagram(sentences: readonly string[]) {
  return html`<div class="below">
    <p>${sentences.join(' ')}</p>
    ${diagramHint}
  </div>`;
}

/** The moment that somebody points at, in this view or another. */
export function hairline({ scale }: Layout, pointedMs: number | undefined, isStepped = false) {
  if (pointedMs === undefined || pointedMs < scale.fromMs || pointedMs > scale.toMs) return nothing;
  const finestMs = (scale.toMs - scale.fromMs) / (scale.right - scale.left);
  return html`<div class="hairline" aria-hidden="true" style=${styled(`left: ${xOf(scale, pointedMs)}px`)}>
    <span
      >${isStepped ? momentOf('stepped', pointedMs) : `${seconds(pointedMs, Math.min(100, finestMs))} s`}</span
    >
  </div>`;
}

/** A veil over what is to come, where a run is played: it can still be seen and chosen. */
export function later({ scale }: Layout, momentMs: number | undefined) {
  if (momentMs === undefined || momentMs >= scale.toMs) return nothing;
  const left = Math.max(scale.left - BESIDE, xOf(scale, momentMs));
  const width = scale.right + BESIDE - left;
  return html`<div
    class="later"
    aria-hidden="true"
    style=${styled(`left: ${left}px; width: ${width}px`)}
  ></div>`;
}

/** What a page draws over the diagram, in its pixels; another object is drawn anew. */
export interface OverDrawing {
  /** Pixels that it needs behind the lanes. */
  readonly ahead: number;
  draw(layout: Layout, index: DiagramIndex): unknown;
}

export function cutHandles(
  model: DiagramModel,
  layout: Layout,
  cut: Uint32Array | undefined,
  onMove: (event: CutMoveEvent) => void,
) {
  const sceneCut = model.sceneCut(cut);
  if (!sceneCut) return nothing;
  const handles = handlesOf(model.index, layout, sceneCut);
  return html`<cut-handles .handles=${handles} @cut-move=${onMove}></cut-handles>`;
}

export interface ToolsState {
  /** Undefined where there is nothing to follow. */
  readonly follows: boolean | undefined;
  readonly cut: boolean;
  readonly save: (form: 'svg' | 'png') => void;
}

export function diagramTools(actions: DiagramActions, { follows, cut, save }: ToolsState) {
  return html`<div class="tools" role="group" aria-label=${DIAGRAM_TOOLS.name}>
    <button
      type="button"
      aria-label=${DIAGRAM_TOOLS.zoomOut}
      title=${DIAGRAM_TOOLS.zoomOut}
      @click=${() => actions.zoomOut()}
    >
      −
    </button>
    <button
      type="button"
      aria-label=${DIAGRAM_TOOLS.zoomIn}
      title=${DIAGRAM_TOOLS.zoomIn}
      @click=${() => actions.zoomIn()}
    >
      +
    </button>
    <button type="button" title=${DIAGRAM_TOOLS.fitExplained} @click=${() => actions.fit()}>
      ${DIAGRAM_TOOLS.fit}
    </button>
    ${
      follows !== undefined
        ? html`<button
            type="button"
            aria-pressed=${follows ? 'true' : 'false'}
            @click=${() => actions.toggleFollow()}
          >
            ${DIAGRAM_TOOLS.follow}
          </button>`
        : nothing
    }
    <button type="button" aria-pressed=${cut ? 'true' : 'false'} @click=${() => actions.toggleCut()}>
      ${DIAGRAM_TOOLS.cut}
    </button>
    <span class="gap"></span>
    <button
      type="button"
      aria-label=${DIAGRAM_TOOLS.saveSvg}
      title=${DIAGRAM_TOOLS.saveSvg}
      @click=${() => save('svg')}
    >
      ${DIAGRAM_TOOLS.svg}
    </button>
    <button
      type="button"
      aria-label=${DIAGRAM_TOOLS.savePng}
      title=${DIAGRAM_TOOLS.savePng}
      @click=${() => save('png')}
    >
      ${DIAGRAM_TOOLS.png}
    </button>
  </div>`;
}

export interface ChosenState {
  /** The chosen event as a sentence. */
  readonly chosen: string | undefined;
  /** The event under the pointer. */
  readonly hovered: string | undefined;
}

/** Keeps its place, so that nothing jumps when somebody selects. It is for eyes: what is said is in `spoken`. */
export function chosenLine({ chosen, hovered }: ChosenState) {
  return html`<div class="chosen" aria-hidden="true">
    ${chosen === undefined ? html`<p class="soft">${hovered ?? SELECT_HINT}</p>` : html`<p>${chosen}</p>`}
  </div>`;
}
