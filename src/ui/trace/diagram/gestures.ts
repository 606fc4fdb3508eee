// Wheel, pinch and drag, by d3-zoom: the only place that knows it. The window is the truth and d3's transform follows
// it, so that keys, buttons and other views may change the window as well.
import { select, type Selection } from 'd3-selection';
import { zoom, ZoomTransform, type D3ZoomEvent, type ZoomBehavior } from 'd3-zoom';
import type { TimeWindow } from '../trace-focus.ts';
import { OneFinger, type OneFingerListener } from './one-finger.ts';
import { WINDOW_MIN_MS } from './time-scale.ts';

const CLICK_PIXELS = 4; // a drag shorter than this is a click
const LINE_PIXELS = 16; // of a wheel that counts in lines

/** The plot's pixels and what may be seen in them. */
export interface GestureGround {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly extent: TimeWindow;
}

export interface GestureListener extends OneFingerListener {
  /** A person moved the window. */
  onWindow(window: TimeWindow): void;
  /** A person dragged the lanes up or down, by so many pixels. */
  onScroll(byPixels: number): void;
}

/**
 * A plain wheel is left to the page. With Ctrl or ⌘, as a pinch on a touchpad comes too, it zooms; sideways, or with
 * Shift, it pans. On a touch screen one finger pans sideways, scrolls the page up and down and points where it rests;
 * two fingers zoom.
 */
export class Gestures {
  readonly #selection: Selection<HTMLElement, unknown, null, undefined>;
  readonly #zoom: ZoomBehavior<HTMLElement, unknown>;
  readonly #oneFinger: OneFinger;
  readonly #wheel = (event: WheelEvent): void => this.#pan(event);
  #ground: GestureGround = { left: 0, right: 1, height: 1, extent: { fromMs: 0, toMs: 1 } };
  /** While this class itself moves the transform. */
  #silent = false;

  constructor(
    private readonly element: HTMLElement,
    private readonly listener: GestureListener,
  ) {
    this.#oneFinger = new OneFinger(element, listener);
    this.#selection = select(element);
    this.#zoom = zoom<HTMLElement, unknown>()
      .clickDistance(CLICK_PIXELS)
      .filter((event: Event) => isOurs(event))
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => this.#zoomed(event));
    this.#selection.call(this.#zoom).on('dblclick.zoom', null);
    element.addEventListener('wheel', this.#wheel, { passive: false });
  }

  disconnect(): void {
    this.#oneFinger.disconnect();
    this.#selection.on('.zoom', null);
    this.element.removeEventListener('wheel', this.#wheel);
  }

  /** Takes the window over, without telling the listener. */
  show(window: TimeWindow, ground: GestureGround): void {
    this.#ground = ground;
    const { left, right, height, extent } = ground;
    const whole = extent.toMs - extent.fromMs;
    this.#zoom
      .extent([
        [left, 0],
        [right, height],
      ])
      .translateExtent([
        [left, -Infinity],
        [right, Infinity],
      ])
      .scaleExtent([1, Math.max(1, whole / WINDOW_MIN_MS)]);
    const k = whole / (window.toMs - window.fromMs);
    const from = left + ((window.fromMs - extent.fromMs) / whole) * (right - left);
    const next = new ZoomTransform(k, left - k * from, 0);
    const { k: oldK, x } = (this.element as Zoomed).__zoom ?? new ZoomTransform(1, 0, 0);
    if (Math.abs(oldK / k - 1) < 1e-9 && Math.abs(x - next.x) < 1e-3) return;
    this.#silent = true;
    this.#selection.call(this.#zoom.transform, next);
    this.#silent = false;
  }

  #zoomed({ transform, sourceEvent }: D3ZoomEvent<HTMLElement, unknown>): void {
    if (this.#silent) return;
    if (sourceEvent instanceof MouseEvent && sourceEvent.type === 'mousemove' && sourceEvent.movementY !== 0)
      this.listener.onScroll(-sourceEvent.movementY);
    const { left, right, extent } = this.#ground;
    const msPerPixel = (extent.toMs - extent.fromMs) / (right - left);
    const msOf = (x: number): number => extent.fromMs + (transform.invertX(x) - left) * msPerPixel;
    this.listener.onWindow({ fromMs: msOf(left), toMs: msOf(right) });
  }

  #pan(event: WheelEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (sideways === 0 || (!event.shiftKey && Math.abs(sideways) < Math.abs(event.deltaY))) return;
    event.preventDefault();
    const pixels = sideways * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
    const { k } = (this.element as Zoomed).__zoom ?? new ZoomTransform(1, 0, 0);
    this.#selection.call(this.#zoom.translateBy, -pixels / k, 0);
  }
}

/** Where d3-zoom keeps its transform. */
type Zoomed = HTMLElement & { __zoom?: ZoomTransform };

function isOurs(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  return !(event instanceof MouseEvent) || (event.button === 0 && !event.ctrlKey);
}
