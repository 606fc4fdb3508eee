// Tells an element whether the screen is too narrow for two columns, and updates it when that changes.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const NARROW = '(max-width: 1079px)'; // as in styles/laboratory-layout.styles.ts

export class NarrowController implements ReactiveController {
  readonly #query = matchMedia(NARROW);
  readonly #measure = (): void => {
    if (this.#query.matches === this.#isNarrow) return;
    this.#isNarrow = this.#query.matches;
    this.host.requestUpdate();
  };
  #isNarrow = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get isNarrow(): boolean {
    return this.#isNarrow;
  }

  hostConnected(): void {
    this.#measure();
    this.#query.addEventListener('change', this.#measure);
  }

  hostDisconnected(): void {
    this.#query.removeEventListener('change', this.#measure);
  }
}
