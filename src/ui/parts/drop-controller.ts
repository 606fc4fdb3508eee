// Files that are dragged over the page and dropped on it, anywhere, while a view is shown.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface DropOptions {
  readonly onDrop: (dropped: DataTransfer) => void;
  /** What is left to somebody else, as words that are dragged into a field are. */
  readonly isOthers?: (event: DragEvent) => boolean;
}

export class DropController implements ReactiveController {
  #isOver = false;

  constructor(
    private readonly host: ReactiveControllerHost & Pick<HTMLElement, 'hidden'>,
    private readonly options: DropOptions,
  ) {
    host.addController(this);
  }

  /** Whether something is being dragged over the page. */
  get isOver(): boolean {
    return this.#isOver;
  }

  hostConnected(): void {
    addEventListener('dragenter', this.#over);
    addEventListener('dragover', this.#over);
    addEventListener('dragleave', this.#leave);
    addEventListener('drop', this.#drop);
  }

  hostDisconnected(): void {
    removeEventListener('dragenter', this.#over);
    removeEventListener('dragover', this.#over);
    removeEventListener('dragleave', this.#leave);
    removeEventListener('drop', this.#drop);
  }

  #setOver(isOver: boolean): void {
    if (isOver === this.#isOver) return;
    this.#isOver = isOver;
    this.host.requestUpdate();
  }

  #isForHost(event: DragEvent): boolean {
    return !this.host.hidden && this.options.isOthers?.(event) !== true;
  }

  readonly #over = (event: DragEvent): void => {
    if (!this.#isForHost(event)) return;
    event.preventDefault(); // or the browser would leave the page and show the file
    this.#setOver(true);
  };

  /** The pointer has left the window, and not one element for another. */
  readonly #leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.#setOver(false);
  };

  readonly #drop = (event: DragEvent): void => {
    if (!this.#isForHost(event)) return;
    event.preventDefault();
    this.#setOver(false);
    if (event.dataTransfer) this.options.onDrop(event.dataTransfer);
  };
}
