// What hosts the machines on other devices, in whichever room the trial's page is: each room has its own codes and devices.
import { brokersIn } from '../address/broker.ts';
import { DeviceHost, type DeviceHostState } from '../laboratory/devices/device-host.ts';
import type { IceServers } from '../network/ice-servers.ts';
import { newRoomKey } from '../network/server/room-key.ts';
import { openLinePeer } from '../network/webrtc/line-peer.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { DeviceHosting } from '../ui/trial/invite-device.ts';
import { openServer } from './broker-server.ts';
import { forgetInvitation, rememberInvitation, rememberedInvitation } from './remembered-invitation.ts';
import type { RoomLaboratory } from './room-laboratory.ts';

export class RoomDeviceHosting implements DeviceHosting {
  readonly #laboratory: RoomLaboratory;
  readonly #scheduler: Scheduler;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #host: DeviceHost;
  room: string;

  constructor(laboratory: RoomLaboratory, scheduler: Scheduler) {
    this.#laboratory = laboratory;
    this.#scheduler = scheduler;
    this.room = laboratory.room;
    this.#host = this.#enter([]);
    this.#unsubscribe = laboratory.subscribe(() => this.#follow());
  }

  get state(): DeviceHostState {
    return this.#host.state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  makeOffer(): void {
    this.#host.makeOffer();
  }

  takeAnswer(text: string): Promise<void> {
    return this.#host.takeAnswer(text);
  }

  /** `brokers` as a person writes them. */
  invite(brokers: string): void {
    const invitation = { brokers: brokersIn(brokers), key: newRoomKey() };
    rememberInvitation(this.room, invitation);
    void this.#host.invite(invitation);
  }

  endInvitation(): void {
    forgetInvitation();
    this.#host.endInvitation();
  }

  /** For the links between machines too. */
  useServers(servers: IceServers): void {
    this.#laboratory.useServers(servers);
    this.#host.useServers(servers);
  }

  close(): void {
    this.#unsubscribe();
    this.#listeners.clear();
    this.#host.close();
  }

  #follow(): void {
    if (this.#laboratory.room === this.room) return;
    const { servers } = this.state;
    this.#host.close();
    this.room = this.#laboratory.room;
    this.#host = this.#enter(servers);
    this.#tell();
  }

  #enter(servers: IceServers): DeviceHost {
    const host = new DeviceHost({
      room: this.room,
      servers,
      scheduler: this.#scheduler,
      openPeer: openLinePeer,
      openServer,
    });
    host.subscribe(() => this.#tell());
    const before = rememberedInvitation(this.room);
    if (before) void host.invite(before);
    return host;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
