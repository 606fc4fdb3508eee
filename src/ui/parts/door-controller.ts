// Makes an element follow what lies behind a door: any number of changes between two animation frames is one update.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Door {
  subscribe(listener: () => void): () => void;
}

/**
 * `doorOf` is asked whenever the host updates, so that an owner may set another door. A hidden page has no animation
 * frames: then one update waits, nothing piles up, and the view is right when it is seen again. A hidden host is not updated: who shows it again asks for that.
 */
export class DoorController implements ReactiveController {
  #door: Door | undefined;
  #unsubscribe: (() => void) | undefined;
  #frame: number | undefined;
  #connected = false;

  constructor(
    private readonly host: ReactiveControllerHost & Pick<HTMLElement, 'hidden'>,
    private readonly doorOf: () => Door | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    this.#follow(this.doorOf());
    this.host.requestUpdate(); // it may come back, as a part that was put away does, and nothing told it what happened meanwhile
  }

  hostUpdate(): void {
    if (this.#connected) this.#follow(this.doorOf());
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#follow(undefined);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  #follow(door: Door | undefined): void {
    if (door === this.#door) return;
    this.#unsubscribe?.();
    this.#door = door;
    this.#unsubscribe = door?.subscribe(() => {
      this.#frame ??= requestAnimationFrame(() => {
        this.#frame = undefined;
        if (!this.host.hidden) this.host.requestUpdate();
      });
    });
  }
}
