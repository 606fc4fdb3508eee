// Who sits where: the pages that offered themselves as machines, and the seats they got. Tabs and devices that a person opened
// go before frames and workers, and nobody's seat changes while a run goes on. A page that does not answer has no seat.
import type { MachineId } from '../core/message.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { pageLockName, type Locks } from './locks.ts';
import { ControlChannel, pageChannelName } from './control-channel.ts';
import { pageMessageSchema, type PageMessage, type RoomMessage } from './control-messages.ts';
import type { SeatMessage } from './seat-messages.ts';
import { DWELLING_OF, type Dwelling, type Place } from '../engine/settings.ts';
import type { SeatRefusal } from './laboratory-state.ts';

/** A page that is asked whether it is there has so long to answer. */
export const ANSWER_MAX_MS = 2000;
/** A page whose lock is free may have said goodbye, and the word of it be on its way. */
const GOODBYE_MAX_MS = 200;
/** A page says something at least once a second: when it has said nothing for so long, it is asked. */
const ASK_AFTER_MS = 5000;

/** A coordinator that has not looked about for so long was asleep, and could hear nobody. */
const ASLEEP_AFTER_MS = 2000;

/** The seats as the draft or the run wants them. */
export interface Table {
  readonly rates: readonly number[];
  readonly place: Place;
}

export interface Occupant {
  readonly page: string;
  readonly place: Dwelling;
  readonly hidden: boolean;
  /** What the person there is called; empty where nobody has said. */
  readonly name: string;
  /** Where the page is on another one. */
  readonly device: string | undefined;
  /** On the scheduler's clock. */
  readonly heardMs: number;
}

export interface SeatingOptions {
  readonly room: string;
  readonly coordinator: string;
  readonly scheduler: Scheduler;
  readonly locks: Locks;
  readonly onMessage: (machine: MachineId, message: PageMessage) => void;
  /** closed: it said goodbye. gone: its process has ended without a word. */
  readonly onLeft: (machine: MachineId, how: 'closed' | 'gone') => void;
  readonly onChange: () => void;
  /** A control message from a page was none. */
  readonly onRejected: (count: number) => void;
  /** Pages without a seat should say hello again. */
  readonly onSeatFree: () => void;
  /** A page came to a seat of the run that goes on. */
  readonly onRejoined: (machine: MachineId) => void;
}

/** A run goes on: who has a seat keeps it. */
export interface SeatLock {
  readonly run: string;
  /** Whether another page may go on with a machine whose seat is empty. */
  readonly canRejoin: (machine: MachineId) => boolean;
  /** Whether its memory may be on this device; undefined: in this browser. */
  readonly isKeptAt: (machine: MachineId, device: string | undefined) => boolean;
}

interface Page extends Occupant {
  readonly machine: MachineId;
  readonly channel: ControlChannel<PageMessage, SeatMessage>;
  /** Its lock tells when it is gone: as long as it is held, a page that does not answer only sleeps. */
  readonly isWatched: boolean;
  readonly stopWatching: Cancel;
}

/** A page was asked whether it is there; whoever wants its seat waits for the answer. */
interface Question {
  readonly cancel: Cancel;
  heir: Hello | undefined;
}

type Hello = Extract<RoomMessage, { kind: 'hello' }>;

/** What a person has opened, which may have any seat. */
function isOpened(dwelling: Dwelling | undefined): boolean {
  return dwelling === 'tab' || dwelling === 'device';
}

function isAllowed(dwelling: Dwelling, { place }: Table): boolean {
  return isOpened(dwelling) || dwelling === DWELLING_OF[place];
}

export class Seating {
  readonly #options: SeatingOptions;
  /** By machine. Bound: one page for each seat of the table. */
  readonly #pages = new Map<MachineId, Page>();
  /** By machine, as long as there is no answer. */
  readonly #questions = new Map<MachineId, Question>();
  #table: Table = { rates: [], place: 'frames' };
  #lock: SeatLock | undefined;
  /** When it last looked about. */
  #awakeMs: number;

  constructor(options: SeatingOptions) {
    this.#options = options;
    this.#awakeMs = options.scheduler.nowMs();
  }

  occupant(machine: MachineId): Occupant | undefined {
    return this.#pages.get(machine);
  }

  /** For how long nothing has been heard of a machine's page, as far as this page was awake to hear it. */
  silentMs(machine: MachineId): number {
    const page = this.#pages.get(machine);
    if (!page || this.#slept) return 0;
    return this.#options.scheduler.nowMs() - page.heardMs;
  }

  /** The seats that are empty. */
  get empty(): MachineId[] {
    return this.#machines.filter(machine => !this.#pages.has(machine));
  }

  /** The seats that are empty, and those whose page has been asked and has not answered yet. */
  get unsure(): MachineId[] {
    return this.#machines.filter(machine => !this.#pages.has(machine) || this.#questions.has(machine));
  }

  /** The seats for which the coordinator's page should keep a dwelling of this kind. */
  wanting(dwelling: 'frame' | 'worker'): MachineId[] {
    if (DWELLING_OF[this.#table.place] !== dwelling) return [];
    return this.#machines.filter(machine => !isOpened(this.#pages.get(machine)?.place));
  }

  /** Lays the table anew; who has no seat at it any more is told so. */
  lay(table: Table): void {
    this.#table = table;
    for (const [machine, { place }] of this.#pages)
      if (machine > table.rates.length || !isAllowed(place, table)) this.#dismiss(machine);
    for (const machine of this.#pages.keys()) this.#tellSeat(machine);
    this.#options.onChange();
    if (this.empty.length > 0) this.#options.onSeatFree();
  }

  /** While locked, nobody's seat changes; one whose page has left is free for a page that goes on with its machine. */
  set lock(lock: SeatLock | undefined) {
    this.#lock = lock;
    this.#options.onSeatFree();
  }

  hello(hello: Hello): void {
    const seated = [...this.#pages.values()].find(page => page.page === hello.page);
    if (seated) {
      this.#tellSeat(seated.machine);
      return;
    }
    const machine = this.#seatFor(hello);
    if (typeof machine === 'number') {
      this.#dismiss(machine);
      this.#seat(machine, hello);
      if (this.#lock) this.#options.onRejoined(machine);
    } else if (machine === 'seat-taken' && !this.#pages.get(hello.machine!)!.isWatched)
      this.#ask(hello.machine!, hello);
    else {
      if (machine === 'all-taken') this.askAll();
      this.#refuse(hello.page, machine);
    }
  }

  /** Called again and again. Outside a run, pages that were silent for long are asked whether they are there. */
  check(): void {
    const nowMs = this.#options.scheduler.nowMs();
    if (this.#slept)
      for (const [machine, page] of this.#pages) this.#pages.set(machine, { ...page, heardMs: nowMs });
    this.#awakeMs = nowMs;
    if (this.#lock) return;
    for (const machine of this.#pages.keys()) if (this.silentMs(machine) > ASK_AFTER_MS) this.#ask(machine);
  }

  /** Asks every page without a lock whether it is there: who does not answer within {@link ANSWER_MAX_MS} has no seat any more. */
  askAll(): void {
    for (const machine of this.#pages.keys()) this.#ask(machine);
  }

  /** Takes the seat of a page that does not answer: `word` is the last it is told, if it should come back. */
  vacate(machine: MachineId, word?: SeatMessage): void {
    const page = this.#pages.get(machine);
    if (!page) return;
    if (word) page.channel.post(word);
    page.channel.close();
    this.#forget(machine);
    this.#options.onChange();
    this.#tellIfFree(machine);
  }

  #seat(machine: MachineId, { page, place, hidden, locked, device }: Hello): void {
    const { room, locks } = this.#options;
    const channel = this.#open(page, message => this.#hear(machine, page, message));
    const isWatched = locked && locks.areShared;
    const stopWatching = isWatched
      ? locks.request(pageLockName(room, page), { onHeld: () => this.#lockIsFree(machine, page) })
      : () => undefined;
    this.#pages.set(machine, {
      isWatched,
      stopWatching,
      page,
      place,
      hidden,
      name: '',
      device,
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
    for (const machine of [...this.#pages.keys()]) this.#forget(machine);
  }

  get #slept(): boolean {
    return this.#options.scheduler.nowMs() - this.#awakeMs > ASLEEP_AFTER_MS;
  }

  get #machines(): MachineId[] {
    return this.#table.rates.map((_, i) => i + 1);
  }

  /** The seat a page gets, or why it gets none. */
  #seatFor({ place, machine: wanted, holds, device }: Hello): MachineId | SeatRefusal {
    if (!isAllowed(place, this.#table)) return 'tabs-only';
    const lock = this.#lock;
    if (lock) {
      // Whoever has the machine goes before whoever wants it.
      if (holds?.run === lock.run && this.#machines.includes(holds.machine)) return holds.machine;
      const isOpen = (machine: MachineId): boolean =>
        !this.#pages.has(machine) && lock.canRejoin(machine) && lock.isKeptAt(machine, device);
      const machine =
        wanted === undefined || wanted > this.#machines.length ? this.#machines.find(isOpen) : wanted;
      return machine !== undefined && isOpen(machine) ? machine : 'run-goes-on';
    }
    const isFree = (machine: MachineId): boolean => !this.#pages.has(machine);
    const isOwn = (machine: MachineId): boolean => !isOpened(this.#pages.get(machine)?.place);
    if (wanted !== undefined) {
      if (wanted > this.#machines.length) return 'no-such-machine';
      return isFree(wanted) || isOwn(wanted) ? wanted : 'seat-taken';
    }
    return this.#machines.find(isFree) ?? this.#machines.find(isOwn) ?? 'all-taken';
  }

  #refuse(page: string, refusal: SeatRefusal): void {
    const channel = this.#open(page, () => undefined);
    const { coordinator } = this.#options;
    channel.post({ kind: 'no-seat', coordinator, refusal, machines: this.#machines.length });
    channel.close();
  }

  /** The page keeps its seat if it answers in time; otherwise `heir` gets it, or whoever wants it. */
  #ask(machine: MachineId, heir?: Hello): void {
    if (this.#pages.get(machine)?.isWatched) return;
    const asked = this.#questions.get(machine);
    if (asked) {
      asked.heir ??= heir;
      return;
    }
    const { scheduler } = this.#options;
    const cancel = scheduler.at(scheduler.nowMs() + ANSWER_MAX_MS, () => {
      const wanted = this.#questions.get(machine)?.heir;
      this.#questions.delete(machine);
      if (this.#slept) {
        this.#ask(machine, wanted);
        return;
      }
      this.vacate(machine);
      if (wanted && !this.#lock) this.hello(wanted);
    });
    this.#questions.set(machine, { cancel, heir });
    this.post(machine, { kind: 'ask' });
  }

  #answered(machine: MachineId): void {
    const question = this.#questions.get(machine);
    if (!question) return;
    question.cancel();
    this.#questions.delete(machine);
    if (question.heir) this.#refuse(question.heir.page, 'seat-taken');
    this.#options.onChange();
  }

  /** Nobody but its own page ever holds it. */
  #lockIsFree(machine: MachineId, id: string): void {
    const { scheduler } = this.#options;
    scheduler.at(scheduler.nowMs() + GOODBYE_MAX_MS, () => {
      if (this.#pages.get(machine)?.page === id) this.#leave(machine, 'gone');
    });
  }

  #leave(machine: MachineId, how: 'closed' | 'gone'): void {
    this.#pages.get(machine)?.channel.close();
    this.#forget(machine);
    this.#options.onLeft(machine, how);
    this.#options.onChange();
    this.#tellIfFree(machine);
  }

  #tellIfFree(machine: MachineId): void {
    if (!this.#lock || this.#lock.canRejoin(machine)) this.#options.onSeatFree();
  }

  #forget(machine: MachineId): void {
    this.#pages.get(machine)?.stopWatching();
    this.#pages.delete(machine);
    this.#questions.get(machine)?.cancel();
    this.#questions.delete(machine);
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
      this.#leave(machine, 'closed');
      return;
    }
    const heardMs = this.#options.scheduler.nowMs();
    const hidden = message.kind === 'beat' ? message.hidden : page.hidden;
    const name = message.kind === 'name' ? message.name : page.name;
    this.#pages.set(machine, { ...page, heardMs, hidden, name });
    this.#answered(machine);
    if (message.kind === 'clock-ask')
      page.channel.post({
        kind: 'clock-answer',
        askedMs: message.askedMs,
        heardMs,
        answeredMs: this.#options.scheduler.nowMs(),
      });
    else this.#options.onMessage(machine, message);
    if (hidden !== page.hidden || name !== page.name) this.#options.onChange();
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
      ...(this.#lock && { run: this.#lock.run }),
    });
  }

  #dismiss(machine: MachineId): void {
    const page = this.#pages.get(machine);
    if (!page) return;
    const { coordinator } = this.#options;
    page.channel.post({
      kind: 'no-seat',
      coordinator,
      refusal: 'dismissed',
      machines: this.#machines.length,
    });
    page.channel.close();
    this.#forget(machine);
  }
}
