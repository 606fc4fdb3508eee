// The machines of one run in one thread, each with a connection and a sealed mailbox of its own at a broker: for tests that run whole trials
// over real brokers, and for the bench.
import mqtt from 'mqtt';
import type { Trial } from '../../core/trial.ts';
import { Trace } from '../../core/trace.ts';
import { Host } from '../../engine/host.ts';
import { BrokerConnection } from '../../network/broker/broker-connection.ts';
import type { ConnectMqtt } from '../../network/broker/broker-client.ts';
import type { Link } from '../../network/link.ts';
import type { Mesh } from '../../network/mesh.ts';
import { machineAddress, type Mailbox } from '../../network/server/mailbox.ts';
import { newRoomKey, readRoomKey } from '../../network/server/room-key.ts';
import { openSealedMailbox } from '../../network/server/sealed-mailbox.ts';
import { connectServerMesh } from '../../network/server/server-mesh.ts';
import { RealScheduler } from '../../time/real-scheduler.ts';
import { timerWaker } from '../../time/wakers.ts';

export interface BrokerMeshesOptions {
  readonly urls: readonly string[];
  readonly machines: number;
  readonly room?: string;
  readonly run?: string;
  /** As text. */
  readonly key?: string;
  readonly connect?: ConnectMqtt;
}

export class BrokerMeshes {
  readonly scheduler: RealScheduler;
  readonly connections: readonly BrokerConnection[];
  readonly mailboxes: readonly Mailbox[];
  /** By machine: to all the others. */
  readonly links: readonly (readonly Link[])[];

  readonly #meshes: readonly Mesh[];

  private constructor(
    scheduler: RealScheduler,
    connections: readonly BrokerConnection[],
    mailboxes: readonly Mailbox[],
    meshes: readonly Mesh[],
  ) {
    this.scheduler = scheduler;
    this.connections = connections;
    this.mailboxes = mailboxes;
    this.#meshes = meshes;
    this.links = meshes.map(({ links }) => [...links.values()]);
  }

  /** Machine k begins at the k-th of the brokers, and again from the first. */
  static async open(options: BrokerMeshesOptions): Promise<BrokerMeshes> {
    const { urls, machines, room = 'room', run = 'run', key = newRoomKey() } = options;
    const connect: ConnectMqtt = options.connect ?? ((url, how) => mqtt.connect(url, how));
    const selves = Array.from({ length: machines }, (_, i) => i + 1);
    const connections = selves.map(
      self => new BrokerConnection({ urls, connect, first: (self - 1) % urls.length }),
    );
    const mailboxes = await Promise.all(
      connections.map((connection, i) =>
        openSealedMailbox({
          connection,
          address: machineAddress({ room, run, self: i + 1 }),
          key: readRoomKey(key)!,
        }),
      ),
    );
    const scheduler = new RealScheduler({ now: () => performance.now(), waker: timerWaker });
    const { signal } = new AbortController();
    const meshes = await Promise.all(
      mailboxes.map((mailbox, i) =>
        connectServerMesh({ room, run, self: i + 1, machines, kind: 'broker', mailbox, scheduler, signal }),
      ),
    );
    return new BrokerMeshes(scheduler, connections, mailboxes, meshes);
  }

  /** Runs a trial to its end, and until every message has arrived. */
  async run(trial: Trial, during: (elapsedMs: number) => void = () => undefined): Promise<Trace> {
    const { scheduler } = this;
    const trace = new Trace(trial, 'live', Date.now());
    const startMs = scheduler.nowMs() + 100;
    const hosts = this.links.map((links, i) => {
      return new Host({ machine: i + 1, trial, scheduler, links, recorder: trace.recorderOf(i + 1) });
    });
    let running = hosts.length;
    for (const host of hosts) host.start(startMs, () => (running -= 1));
    while (running > 0 || !hasArrived(trace)) {
      during(scheduler.nowMs() - startMs);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    for (const host of hosts) host.close();
    return trace;
  }

  async close(): Promise<void> {
    for (const mesh of this.#meshes) mesh.close();
    for (const mailbox of this.mailboxes) mailbox.close();
    await Promise.all(this.mailboxes.map(mailbox => mailbox.settled()));
    for (const connection of this.connections) connection.close();
  }
}

function hasArrived(trace: Trace): boolean {
  return trace.logs.every(log =>
    log.arrivedMs.subarray(0, log.messageCount).every(atMs => !Number.isNaN(atMs)),
  );
}
