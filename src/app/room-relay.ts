// Keeps a relay in the room while a run goes on whose links go through one.
import type { RoomLaboratory } from './room-laboratory.ts';
import type { ToRelayWorker } from './relay-worker.ts';

export class RoomRelay {
  readonly #laboratory: RoomLaboratory;
  readonly #unsubscribe: () => void;
  #worker: Worker | undefined;

  constructor(laboratory: RoomLaboratory) {
    this.#laboratory = laboratory;
    this.#unsubscribe = laboratory.subscribe(() => this.#match());
  }

  close(): void {
    this.#unsubscribe();
    this.#end();
  }

  #match(): void {
    const { isLive, room, settings } = this.#laboratory;
    const isWanted = isLive && settings?.link === 'relay';
    if (!isWanted) this.#end();
    else if (!this.#worker) {
      this.#worker = new Worker(new URL('./relay-worker.ts', import.meta.url), {
        type: 'module',
        name: 'lamplight-relay',
      });
      this.#worker.postMessage(room satisfies ToRelayWorker);
    }
  }

  #end(): void {
    this.#worker?.postMessage(undefined satisfies ToRelayWorker);
    this.#worker = undefined;
  }
}
