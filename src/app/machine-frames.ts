// The frames of a trial page: one for each machine that the laboratory wants to live in a frame.
import type { Laboratory } from '../laboratory/laboratory.ts';
import type { MachineId } from '../core/message.ts';

export class MachineFrames {
  readonly #laboratory: Laboratory;
  readonly #room: string;
  readonly #parent: HTMLElement;
  readonly #frames = new Map<MachineId, HTMLIFrameElement>();
  readonly #unsubscribe: () => void;

  /** Puts the frames into the slot "frames" of `parent` and keeps them in step with the laboratory. */
  constructor(laboratory: Laboratory, room: string, parent: HTMLElement) {
    this.#laboratory = laboratory;
    this.#room = room;
    this.#parent = parent;
    this.#unsubscribe = laboratory.subscribe(() => this.#match());
    this.#match();
  }

  close(): void {
    this.#unsubscribe();
    for (const frame of this.#frames.values()) frame.remove();
    this.#frames.clear();
  }

  #match(): void {
    const wanted = this.#laboratory.state.frames;
    for (const [machine, frame] of this.#frames)
      if (!wanted.includes(machine)) {
        frame.remove();
        this.#frames.delete(machine);
      }
    for (const machine of wanted)
      if (!this.#frames.has(machine)) this.#frames.set(machine, this.#add(machine));
  }

  #add(machine: MachineId): HTMLIFrameElement {
    const frame = document.createElement('iframe');
    // The question mark keeps the address from being the page's own, which browsers do not load inside itself.
    frame.src = `${location.pathname}?frame#/machine?room=${this.#room}&seat=${machine}&place=frame`;
    frame.title = `Machine ${machine}`;
    frame.slot = 'frames';
    frame.tabIndex = -1;
    this.#parent.append(frame);
    return frame;
  }
}
