// The laboratory of the page, whichever room it is in: the trial's view has one door, and a change of room behind it never
// ends a run that goes on.
import type { MachineId } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { Settings } from '../engine/settings.ts';
import { Laboratory, type LaboratoryOptions } from '../laboratory/laboratory.ts';
import type { LaboratoryDoor, LaboratoryState } from '../laboratory/laboratory-state.ts';
import type { IceServers } from '../network/ice-servers.ts';
import { isUnderWay } from '../laboratory/phases.ts';

export class RoomLaboratory implements LaboratoryDoor {
  readonly #options: Omit<LaboratoryOptions, 'room'>;
  readonly #listeners = new Set<() => void>();
  #room: string;
  #laboratory: Laboratory;
  #servers: IceServers = [];

  constructor({ room, ...options }: LaboratoryOptions) {
    this.#options = options;
    this.#room = room;
    this.#laboratory = this.#enter(room);
  }

  get room(): string {
    return this.#room;
  }

  get state(): LaboratoryState {
    return this.#laboratory.state;
  }

  get isUnderWay(): boolean {
    return isUnderWay(this.#laboratory.current?.phase ?? 'idle');
  }

  /** Of the run that goes on, or was the last. */
  get settings(): Settings | undefined {
    return this.#laboratory.current?.settings;
  }

  /** The machines for which this page should keep a frame, or a place in a worker. */
  wanting(dwelling: 'frame' | 'worker'): readonly MachineId[] {
    return this.#laboratory.wanting(dwelling);
  }

  get isLive(): boolean {
    return this.isUnderWay && this.settings?.engine === 'live';
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a run with these settings would need. Ignored while a run goes on. */
  prepare({ engine, place, trial }: Settings): void {
    // Machines of a virtual run need no seats, and no frames to sit in.
    this.#laboratory.prepare({ rates: engine === 'live' ? trial.rates : [], place });
  }

  /** Goes to another room; what was shown stays behind. Ignored while a run goes on. */
  move(room: string): void {
    if (room === this.#room || this.isUnderWay) return;
    this.#laboratory.close();
    this.#room = room;
    this.#laboratory = this.#enter(room);
    this.#tell();
  }

  run(settings: Settings): void {
    if (settings.engine === 'live') this.move(settings.room);
    this.#laboratory.run(settings);
  }

  /** {@link Laboratory.useServers}, in whichever room. */
  useServers(servers: IceServers): void {
    this.#servers = servers;
    this.#laboratory.useServers(servers);
  }

  stop(): void {
    this.#laboratory.stop();
  }

  endWithout(machine: MachineId): void {
    this.#laboratory.endWithout(machine);
  }

  command(machine: MachineId, name: string, argument: Json): void {
    this.#laboratory.command(machine, name, argument);
  }

  /** While nobody looks, the room is free for others, unless a live run goes on. */
  sighted(isShown: boolean): void {
    if (isShown) this.#laboratory.comeBack();
    else this.#laboratory.stepOut();
  }

  close(): void {
    this.#listeners.clear();
    this.#laboratory.close();
  }

  #enter(room: string): Laboratory {
    const laboratory = new Laboratory({ room, ...this.#options });
    laboratory.useServers(this.#servers);
    laboratory.subscribe(() => this.#tell());
    return laboratory;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
