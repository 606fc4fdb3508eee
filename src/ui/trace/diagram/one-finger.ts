// What one finger on the diagram means: up and down scrolls the page, sideways pans, and a finger that rests points, as a
// mouse does that hovers. d3-zoom alone would take every finger for itself, and the page could not be scrolled.
const SLOP_PIXELS = 8; // a finger that taps or rests moves less
const REST_MS = 450; // shorter is a tap; phones open their own menus after about 500

export interface OneFingerListener {
  /** The finger rests, or slides after it has rested; in the window's pixels. */
  onRest(x: number, y: number): void;
  /** It was lifted there after it had rested. */
  onLift(x: number, y: number): void;
  /** Nobody points any more. */
  onLeave(): void;
}

interface Finger {
  readonly x: number;
  readonly y: number;
  /** Undecided at first; `pan` is d3-zoom's, `scroll` is the browser's until it is lifted. */
  readonly kind: 'undecided' | 'pan' | 'scroll' | 'rest';
}

/** Looks at each touch before d3-zoom does. */
export class OneFinger {
  #finger: Finger | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #ended = new AbortController();

  constructor(
    element: HTMLElement,
    private readonly listener: OneFingerListener,
  ) {
    const options = { capture: true, passive: false, signal: this.#ended.signal };
    element.addEventListener('touchstart', event => this.#start(event), options);
    element.addEventListener('touchmove', event => this.#move(event), options);
    element.addEventListener('touchend', event => this.#end(event), options);
    element.addEventListener('touchcancel', () => this.#forget(), options);
    // The menu of a phone, which opens for a finger that rests.
    const keepClosed = (event: Event): void => {
      if (this.#finger?.kind === 'rest') event.preventDefault();
    };
    element.addEventListener('contextmenu', keepClosed, options);
  }

  disconnect(): void {
    this.#forget();
    this.#ended.abort();
  }

  #start({ touches }: TouchEvent): void {
    this.#forget();
    const [touch] = touches;
    if (!touch || touches.length > 1) return;
    const { clientX: x, clientY: y } = touch;
    this.#finger = { x, y, kind: 'undecided' };
    this.#timer = setTimeout(() => {
      this.#finger = { x, y, kind: 'rest' };
      this.listener.onRest(x, y);
    }, REST_MS);
  }

  #move(event: TouchEvent): void {
    const [touch] = event.touches;
    if (!this.#finger || !touch) return;
    const { clientX: x, clientY: y } = touch;
    if (this.#finger.kind === 'undecided') {
      const [dx, dy] = [Math.abs(x - this.#finger.x), Math.abs(y - this.#finger.y)];
      if (Math.max(dx, dy) >= SLOP_PIXELS) {
        clearTimeout(this.#timer);
        this.#finger = { x, y, kind: dx > dy ? 'pan' : 'scroll' };
      }
    }
    if (this.#finger.kind === 'pan') return;
    event.stopImmediatePropagation();
    if (this.#finger.kind !== 'rest') return;
    if (event.cancelable) event.preventDefault(); // the page stays where it is while somebody points
    this.#finger = { x, y, kind: 'rest' };
    this.listener.onRest(x, y);
  }

  #end(event: TouchEvent): void {
    const finger = this.#finger;
    this.#forget();
    if (finger?.kind !== 'rest') return;
    if (event.cancelable) event.preventDefault(); // no click after it
    this.listener.onLift(finger.x, finger.y);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    const rested = this.#finger?.kind === 'rest';
    this.#finger = undefined;
    if (rested) this.listener.onLeave();
  }
}
