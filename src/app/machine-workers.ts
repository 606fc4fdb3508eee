// The workers of a trial page, in each of which several machines live: as many as the laboratory wants. They begin when a
// run needs them.
import type { MachineId } from '../core/message.ts';
import type { RoomLaboratory } from './room-laboratory.ts';

/** All machines that are to live in a worker; without any, it ends. */
export interface ToMachineWorker {
  readonly room: string;
  readonly machines: readonly MachineId[];
}

const WORKERS_MIN = 2;
const WORKERS_MAX = 8;

export class MachineWorkers {
  readonly #laboratory: RoomLaboratory;
  readonly #unsubscribe: () => void;
  /** By number, from 0. Bound: {@link WORKERS_MAX}. */
  readonly #workers = new Map<number, Worker>();
  /** What they were told last. */
  #told = '';
  #room = '';

  constructor(laboratory: RoomLaboratory) {
    this.#laboratory = laboratory;
    this.#unsubscribe = laboratory.subscribe(() => this.#match());
  }

  close(): void {
    this.#unsubscribe();
    this.#tell([]);
  }

  #match(): void {
    const { room, isLive } = this.#laboratory;
    const wanted = isLive || this.#workers.size > 0 ? this.#laboratory.wanting('worker') : [];
    const words = `${room}/${wanted.join()}`;
    if (words === this.#told) return;
    this.#told = words;
    if (room !== this.#room) this.#tell([]);
    this.#room = room;
    this.#tell(wanted);
  }

  #tell(wanted: readonly MachineId[]): void {
    // One for each core: more of them would only take turns.
    const count = Math.min(WORKERS_MAX, Math.max(WORKERS_MIN, navigator.hardwareConcurrency));
    for (let i = 0; i < count; i++) {
      const machines = wanted.filter(machine => (machine - 1) % count === i);
      let worker = this.#workers.get(i);
      if (!worker && machines.length === 0) continue;
      worker ??= new Worker(new URL('./machine-worker.ts', import.meta.url), {
        type: 'module',
        name: `lamplight-machines-${i + 1}`,
      });
      worker.postMessage({ room: this.#room, machines } satisfies ToMachineWorker);
      if (machines.length > 0) this.#workers.set(i, worker);
      else this.#workers.delete(i);
    }
  }
}
