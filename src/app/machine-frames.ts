// The frames of a trial page: one for each machine that the laboratory wants to live in a frame. They are loaded when the
// page has nothing better to do, or at the latest when a run needs them.
import { writeMachineAddress } from '../address/machine.ts';
import type { MachineId } from '../core/message.ts';
import { numberedMachine } from '../words/machines.ts';
import type { RoomLaboratory } from './room-laboratory.ts';
import { writeFragment } from './view.ts';

export class MachineFrames {
  readonly #laboratory: RoomLaboratory;
  readonly #parent: HTMLElement;
  /** Bound: a frame for each seat. */
  readonly #frames = new Map<MachineId, HTMLIFrameElement>();
  readonly #unsubscribe: () => void;
  readonly #cancelIdle: () => void;
  #room = '';
  #wasIdle = false;

  /** Puts the frames into the slot "frames" of `parent` and keeps them in step with the laboratory. */
  constructor(laboratory: RoomLaboratory, parent: HTMLElement) {
    this.#laboratory = laboratory;
    this.#parent = parent;
    this.#unsubscribe = laboratory.subscribe(() => this.#match());
    this.#cancelIdle = whenIdle(() => {
      this.#wasIdle = true;
      this.#match();
    });
    this.#match();
  }

  close(): void {
    this.#cancelIdle();
    this.#unsubscribe();
    this.#keepOnly([]);
  }

  #match(): void {
    const { room, isLive } = this.#laboratory;
    const wanted = this.#laboratory.wanting('frame');
    if (room !== this.#room) this.#keepOnly([]);
    this.#room = room;
    this.#keepOnly(wanted);
    if (!this.#wasIdle && !isLive) return;
    for (const machine of wanted)
      if (!this.#frames.has(machine)) this.#frames.set(machine, this.#add(machine));
  }

  #keepOnly(wanted: readonly MachineId[]): void {
    for (const [machine, frame] of this.#frames)
      if (!wanted.includes(machine)) {
        frame.remove();
        this.#frames.delete(machine);
      }
  }

  #add(machine: MachineId): HTMLIFrameElement {
    const frame = document.createElement('iframe');
    const query = writeMachineAddress({ room: this.#room, seat: machine, place: 'frame' });
    frame.src = new URL(`frame.html${writeFragment({ view: 'machine', query })}`, document.baseURI).href;
    frame.title = numberedMachine(machine);
    frame.slot = 'frames';
    frame.tabIndex = -1;
    this.#parent.append(frame);
    return frame;
  }
}

/** Calls back once the document is loaded and the browser is idle; returns what cancels that. */
function whenIdle(task: () => void): () => void {
  const cancel = new AbortController();
  const { signal } = cancel;
  const wait = (): void => {
    const { requestIdleCallback } = window as { requestIdleCallback?: (task: () => void) => number };
    const once = (): void => {
      if (!signal.aborted) task();
    };
    if (requestIdleCallback) requestIdleCallback(once);
    else setTimeout(once); // Safari
  };
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true, signal });
  return () => cancel.abort();
}
