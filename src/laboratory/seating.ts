// Who sits where: the pages that offered themselves as machines, and the seats they got. Tabs that a person opened go
// before frames, and nobody's seat changes while a run goes on.
import type { MachineId } from '../core/message.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { ControlChannel, pageChannelName } from './control-channel.ts';
import {
  pageMessageSchema,
  type PageMessage,
  type RoomMessage,
  type SeatMessage,
} from './control-messages.ts';
import type { Place } from '../engine/settings.ts';

/** The seats as the draft or the run wants them. */
export interface Table {
  readonly rates: readonly number[];
  readonly place: Place;
}

export interface Occupant {
  readonly page: string;
  readonly place: 'frame' | 'tab';
  readonly hidden: boolean;
  /** On the scheduler's clock. */
  readonly heardMs: number;
}

export interface SeatingOptions {
  readonly room: string;
  readonly coordinator: string;
  readonly scheduler: Scheduler;
  readonly onMessage: (machine: MachineId, message: PageMessage) => void;
  readonly onLeft: (machine: MachineId) => void;
  readonly onChange: () => void;
  /** A control message from a page was none. */
  readonly onRejected: () => void;
  /** Pages without a seat should say hello again. */
  readonly onSeatFree: () => void;
}

interface Page extends Occupant {
  readonly machine: MachineId;
  readonly channel: ControlChannel<PageMessage, SeatMessage>;
}

type Hello = Extract<RoomMessage, { kind: 'hello' }>;

export class Seating {
  readonly #options: SeatingOptions;
  /** By machine. Bound: one page for each seat of the table. */
  readonly #pages = new Map<MachineId, Page>();
  #table: Table = { rates: [], place: 'frames' };
  #locked = false;

  constructor(options: SeatingOptions) {
    this.#options = options;
  }

  occupant(machine: MachineId): Occupant | undefined {
    return this.#pages.get(machine);
  }

  /** The seats that are empty. */
  get empty(): MachineId[] {
    return this.#machines.filter(machine => !this.#pages.has(machine));
  }

  /** The seats for which there should be a frame. */
  get frames(): MachineId[] {
    if (this.#table.place !== 'frames') return [];
    return this.#machines.filter(machine => this.#pages.get(machine)?.place !== 'tab');
  }

  /** Lays the table anew; who has no seat at it any more is told so. */
  lay(table: Table): void {
    this.#table = table;
    for (const [machine, { place }] of this.#pages)
      if (machine > table.rates.length || (place === 'frame' && table.place === 'tabs'))
        this.#dismiss(machine);
    for (const machine of this.#pages.keys()) this.#tellSeat(machine);
    this.#options.onChange();
    if (this.empty.length > 0) this.#options.onSeatFree();
  }

  /** While locked, seats stay as they are; a page that leaves leaves its seat empty. */
  set locked(locked: boolean) {
    this.#locked = locked;
    if (!locked) this.#options.onSeatFree();
  }

  hello(hello: Hello): void {
    const seated = [...this.#pages.values()].find(page => page.page === hello.page);
    if (seated) {
      this.#tellSeat(seated.machine);
      return;
    }
    const machine = this.#seatFor(hello);
    if (typeof machine === 'string') {
      const channel = this.#open(hello.page, () => undefined);
      channel.post({ kind: 'no-seat', coordinator: this.#options.coordinator, reason: machine });
      channel.close();
      return;
    }
    this.#dismiss(machine);
    const { page, place, hidden } = hello;
    const channel = this.#open(page, message => this.#hear(machine, page, message));
    this.#pages.set(machine, {
      page,
      place,
      hidden,
      machine,
      channel,
      heardMs: this.#options.scheduler.nowMs(),
    });
    this.#tellSeat(machine);
    this.#options.onChange();
  }

  post(machine: MachineId, message: SeatMessage): void {
    this.#pages.get(machine)?.channel.post(message);
  }

  postAll(message: SeatMessage): void {
    for (const { channel } of this.#pages.values()) channel.post(message);
  }

  close(): void {
    this.postAll({ kind: 'goodbye' });
    for (const { channel } of this.#pages.values()) channel.close();
    this.#pages.clear();
  }

  get #machines(): MachineId[] {
    return this.#table.rates.map((_, i) => i + 1);
  }

  /** The seat a page gets, or in words why it gets none. */
  #seatFor({ place, machine: wanted }: Hello): MachineId | string {
    if (this.#locked) return 'A run is going on; seats are given out again when it has ended.';
    if (place === 'frame' && this.#table.place === 'tabs') return 'The machines of this room live in tabs.';
    const isFree = (machine: MachineId): boolean => !this.#pages.has(machine);
    const isFrames = (machine: MachineId): boolean => this.#pages.get(machine)?.place === 'frame';
    if (wanted !== undefined) {
      if (wanted > this.#machines.length)
        return `There is no machine ${wanted}: this room has ${this.#machines.length}.`;
      return isFree(wanted) || isFrames(wanted) ? wanted : `Machine ${wanted} has its tab already.`;
    }
    const machine = this.#machines.find(isFree) ?? this.#machines.find(isFrames);
    return machine ?? 'All seats of this room are taken.';
  }

  #open(page: string, onMessage: (message: PageMessage) => void): ControlChannel<PageMessage, SeatMessage> {
    return new ControlChannel({
      name: pageChannelName(this.#options.room, page),
      schema: pageMessageSchema,
      onMessage,
      onRejected: this.#options.onRejected,
    });
  }

  #hear(machine: MachineId, id: string, message: PageMessage): void {
    const page = this.#pages.get(machine);
    if (page?.page !== id) return;
    if (message.kind === 'goodbye') {
      page.channel.close();
      this.#pages.delete(machine);
      this.#options.onLeft(machine);
      this.#options.onChange();
      if (!this.#locked) this.#options.onSeatFree();
      return;
    }
    const heardMs = this.#options.scheduler.nowMs();
    const hidden = message.kind === 'beat' ? message.hidden : page.hidden;
    this.#pages.set(machine, { ...page, heardMs, hidden });
    if (message.kind === 'clock-ask')
      page.channel.post({ kind: 'clock-answer', askedMs: message.askedMs, answeredMs: heardMs });
    else this.#options.onMessage(machine, message);
    if (hidden !== page.hidden) this.#options.onChange();
  }

  #tellSeat(machine: MachineId): void {
    const { coordinator } = this.#options;
    const { rates } = this.#table;
    this.post(machine, {
      kind: 'seat',
      coordinator,
      machine,
      machines: rates.length,
      rate: rates[machine - 1]!,
    });
  }

  #dismiss(machine: MachineId): void {
    const page = this.#pages.get(machine);
    if (!page) return;
    const reason = 'Another page has taken this seat, or the trial has fewer machines now.';
    page.channel.post({ kind: 'no-seat', coordinator: this.#options.coordinator, reason });
    page.channel.close();
    this.#pages.delete(machine);
  }
}
