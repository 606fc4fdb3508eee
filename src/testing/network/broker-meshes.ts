// The machines of one run in one thread, each with a connection and a sealed mailbox of its own at a broker: for tests that run whole trials
// over real brokers, and for the bench.
import mqtt from 'mqtt';
import type { Trial } from '../../core/trial.ts';
import { Trace } from '../../core/trace.ts';
import { Host } from '../../engine/host.ts';
import { BrokerConnection } from '../../network/broker/broker-connection.ts';
import type { FrameEnds } from '../../network/frame.ts';
import type { ConnectMqtt } from '../../network/broker/broker-client.ts';
import type { Link } from '../../network/link.ts';
import { machineAddress, type Mailbox } from '../../network/server/mailbox.ts';
import { newRoomKey, readRoomKey } from '../../network/server/room-key.ts';
import { openSealedMailbox } from '../../network/server/sealed-mailbox.ts';
import { sessionCodec, type SessionFrame } from '../../network/session/session-frame.ts';
import { SessionLink } from '../../network/session/session-link.ts';
import { WireLink } from '../../network/wire-link.ts';
import { until } from './laws.ts';
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
  readonly scheduler = new RealScheduler({ now: () => performance.now(), waker: timerWaker });
  readonly connections: readonly BrokerConnection[];
  readonly mailboxes: readonly Mailbox[];
  /** By machine: to all the others. */
  readonly links: readonly (readonly Link[])[];

  private constructor(
    connections: readonly BrokerConnection[],
    mailboxes: readonly Mailbox[],
    links: readonly (readonly Link[])[],
  ) {
    this.connections = connections;
    this.mailboxes = mailboxes;
    this.links = links;
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
    const links = selves.map(self =>
      selves
        .filter(remote => remote !== self)
        .map(remote => {
          const address = machineAddress({ room, run, self: remote });
          return sessionOver(mailboxes[self - 1]!, address, { run, self, remote }, scheduler);
        }),
    );
    await until(() => links.flat().every(({ isOpen }) => isOpen));
    return new BrokerMeshes(connections, mailboxes, links);
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
    for (const link of this.links.flat()) link.close();
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

/** A session that goes over a mailbox, and begins anew on it whenever the broker is there again. */
function sessionOver(
  mailbox: Mailbox,
  address: string,
  ends: FrameEnds,
  scheduler: RealScheduler,
): SessionLink {
  const session: SessionLink = new SessionLink({
    ...ends,
    scheduler,
    onOpen: () => undefined,
    onCarrierLost: () => undefined,
  });
  let carrier: WireLink<SessionFrame> | undefined;
  const channel = mailbox.openChannel(address, 'session', data => {
    if (!carrier) attach();
    carrier?.receive(data);
  });
  const attach = (): void => {
    const wire = { post: (frame: string) => channel.post(frame), hangUp: () => undefined };
    carrier = new WireLink({ ...ends, kind: 'broker', codec: sessionCodec, wire });
    session.attach(carrier);
  };
  mailbox.connection.subscribe(({ kind }) => kind === 'open' && attach());
  if (mailbox.connection.state.kind === 'open') attach();
  return session;
}
