// The handles of a cut, one on each machine's lane: dragged, or moved by keys from event to event.
import { ViewEvent } from '../../parts/view-event.ts';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MachineId } from '../../../core/message.ts';
import { handleName, handlePlace } from '../../../words/cuts.ts';
import { reset } from '../../parts/styles/shared.styles.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { SceneCut } from './diagram-scene.ts';
import type { Layout } from './layout.ts';
import { cutX } from './scene-cut.ts';
import { styled } from '../../parts/styled.ts';

/** One handle, in pixels of the drawing. */
export interface CutHandle {
  readonly machine: MachineId;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** How many events lie before the cut, and how many there are. */
  readonly count: number;
  readonly events: number;
  /** What the handle says of its place. */
  readonly text: string;
}

/** A person moved one machine's part of the cut. */
export class CutMoveEvent extends ViewEvent {
  static readonly type = 'cut-move';
  constructor(
    readonly machine: MachineId,
    /** To a count of events, or to a place in the drawing. */
    readonly to: { readonly count: number } | { readonly x: number },
  ) {
    super(CutMoveEvent.type);
  }
}

const PAGE = 10; // events

/** @fires cut-move - the owner is to move the cut */
@customElement('cut-handles')
export class CutHandles extends LitElement {
  static override styles = [
    reset,
    css`
      :host {
        position: absolute;
        inset: 0;
        pointer-events: none;
      }
      .handle {
        position: absolute;
        width: 24px;
        height: 24px;
        margin: -12px 0 0 -12px;
        border-radius: 6px;
        pointer-events: auto;
        touch-action: none;
        cursor: ew-resize;
      }
      .handle::before {
        content: '';
        position: absolute;
        inset: 3px 7px;
        border: 2px solid var(--ink);
        border-radius: 4px;
        background: var(--sheet);
      }
      .handle:hover::before,
      .handle:focus-visible::before {
        background: var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) handles: readonly CutHandle[] = [];

  override render() {
    return this.handles.map(
      ({ machine, name, x, y, count, events, text }) =>
        html`<div
          class="handle"
          role="slider"
          tabindex="0"
          aria-label=${handleName(name)}
          aria-valuemin="0"
          aria-valuemax=${events}
          aria-valuenow=${count}
          aria-valuetext=${text}
          aria-orientation="horizontal"
          style=${styled(`left: ${x}px; top: ${y}px`)}
          @keydown=${(event: KeyboardEvent) => this.#press(event, machine, count, events)}
          @pointerdown=${(event: PointerEvent) => this.#grip(event)}
          @pointermove=${(event: PointerEvent) => this.#drag(event, machine)}
        ></div>`,
    );
  }

  #press(event: KeyboardEvent, machine: MachineId, count: number, events: number): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const targets: Record<string, number> = {
      ArrowLeft: count - 1,
      ArrowDown: count - 1,
      ArrowRight: count + 1,
      ArrowUp: count + 1,
      PageDown: count - PAGE,
      PageUp: count + PAGE,
      Home: 0,
      End: events,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const to = { count: Math.max(0, Math.min(events, target)) };
    this.dispatchEvent(new CutMoveEvent(machine, to));
  }

  #grip(event: PointerEvent): void {
    if (event.button !== 0) return;
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    event.stopPropagation();
  }

  #drag(event: PointerEvent, machine: MachineId): void {
    if (!(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
    this.dispatchEvent(new CutMoveEvent(machine, { x: event.clientX - this.getBoundingClientRect().left }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cut-handles': CutHandles;
  }
}

/** Of the lanes that are seen. */
export function handlesOf(index: DiagramIndex, layout: Layout, cut: SceneCut): CutHandle[] {
  const { trace } = index;
  return layout.lanes.flatMap((machine): CutHandle[] => {
    const { eventCount, atMs } = index.lane(machine).log;
    const count = Math.min(cut.counts[machine - 1]!, eventCount);
    const y = layout.laneY(machine);
    if (y < layout.top || y > layout.bottom) return [];
    const text = handlePlace(trace.engine, count, eventCount, count > 0 ? atMs[count - 1] : undefined);
    const x = cutX(layout, cut.timesMs[machine - 1]!);
    return [{ machine, name: trace.nameOf(machine), x, y, count, events: eventCount, text }];
  });
}
