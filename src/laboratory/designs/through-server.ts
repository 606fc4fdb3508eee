// The designs with a server: each machine has one connection to it, over which all its links go. The relay
// is in this page, in the same thread as the machines, and reached over BroadcastChannel.
import { SERVER } from '../../core/design-facts.ts';
import type { MachineId } from '../../core/message.ts';
import { openBroadcastChannel } from '../../network/broadcast/broadcast-channels.ts';
import type { ServerLink } from '../../network/link-choice.ts';
import type { Unsubscribe } from '../../network/link.ts';
import type { OpenPairChannel, Place } from '../../network/pair-channel.ts';
import { RelayConnection } from '../../network/relay/relay-connection.ts';
import { Relay, type RelayCounts } from '../../network/relay/relay.ts';
import { machineAddress, PlainMailbox, type Mailbox } from '../../network/server/mailbox.ts';
import type { ServerConnection, ServerState } from '../../network/server/server-connection.ts';
import { connectServerMesh } from '../../network/server/server-mesh.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import type { DesignMaker, DesignSeat, RoomOptions } from './design-room.ts';
import type { Meter } from './meter.ts';

/** A machine's connection that is not open by then is given up; a broker has several tries until then. */
const OPEN_MAX_MS = 10_000;
/** As each connection of a page to a broker has a worker, which loads its code: so much longer for each machine. */
const OPEN_MAX_MS_PER_MACHINE = 500;
const NO_ANSWER = 'The server did not answer.';

/** One server, as long as one measurement takes. */
export interface MeasuredServer {
  /** A machine's connection, open or not yet. */
  connect(self: MachineId): ServerConnection | Promise<ServerConnection>;
  openMailbox(connection: ServerConnection, place: Place): Mailbox | Promise<Mailbox>;
  /** Called when nothing passes it any more: what it knew is gone. */
  die?(): void;
  comeBack?(): void;
  close(): void;
}

export type OpenServer = (options: RoomOptions) => Promise<MeasuredServer>;

/** `onCounts` hears what the relay itself has counted, when it stops. */
export function throughRelay(
  openChannel: OpenPairChannel = openBroadcastChannel,
  onCounts: (counts: RelayCounts) => void = () => undefined,
): DesignMaker {
  return throughServer('relay', async ({ room, meter }) => {
    // A relay that is dead says no goodbye.
    const openOwn: OpenPairChannel = (name, onData) => {
      const channel = openChannel(name, data => {
        if (!meter.isDead(SERVER)) onData(data);
      });
      return {
        post: data => {
          if (!meter.isDead(SERVER)) channel.post(data);
        },
        close: () => channel.close(),
      };
    };
    const start = (): Relay => new Relay({ room, openChannel: openOwn });
    let relay = start();
    const stop = (): void => {
      onCounts(relay.counts);
      relay.stop();
    };
    return {
      connect: () => new RelayConnection({ room, openChannel }),
      openMailbox: (connection, place) => new PlainMailbox({ connection, address: machineAddress(place) }),
      die: stop,
      comeBack: () => {
        relay = start();
      },
      close: stop,
    };
  });
}

export function throughServer(design: ServerLink, openServer: OpenServer): DesignMaker {
  return {
    design,
    open: async options => {
      const server = await openServer(options);
      return {
        join: self => join(design, server, self, options),
        serverDies: () => server.die?.(),
        serverReturns: () => server.comeBack?.(),
        close: () => server.close(),
      };
    },
  };
}

async function join(
  design: ServerLink,
  server: MeasuredServer,
  self: MachineId,
  { room, run, machines, meter, scheduler, signal }: RoomOptions,
): Promise<DesignSeat> {
  const place: Place = { room, run, self };
  const connection = new MeteredConnection(await server.connect(self), self, meter);
  let mailbox: Mailbox | undefined;
  const leave = (): void => {
    mailbox?.close();
    connection.close();
  };
  try {
    mailbox = await server.openMailbox(connection, place);
    await opened(connection, scheduler, signal, OPEN_MAX_MS + OPEN_MAX_MS_PER_MACHINE * machines);
  } catch (error) {
    leave();
    throw error;
  }
  meter.connected(self, SERVER);
  const served = mailbox;
  return {
    openMesh: signal =>
      connectServerMesh({ ...place, machines, kind: design, mailbox: served, scheduler, signal }),
    close: leave,
  };
}

/** Rejects with the signal's reason, or with why the connection is not open within its time. */
function opened(
  connection: ServerConnection,
  scheduler: Scheduler,
  signal: AbortSignal,
  mostMs: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let why = NO_ANSWER;
    const look = (state: ServerState): void => {
      if (state.kind === 'open') settle(resolve);
      if (state.kind === 'lost' || state.kind === 'closed') why = state.reason ?? why;
      if (state.kind === 'closed') settle(() => reject(new Error(why)));
    };
    const onAbort = (): void => settle(() => reject(signal.reason as Error));
    const stop = connection.subscribe(look);
    const cancel = scheduler.at(scheduler.nowMs() + mostMs, () => settle(() => reject(new Error(why))));
    const settle = (then: () => void): void => {
      stop();
      cancel();
      signal.removeEventListener('abort', onAbort);
      then();
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    else look(connection.state);
  });
}

/** Counts packets at the machine's end, and falls silent with its machine or with the server. */
class MeteredConnection implements ServerConnection {
  readonly #inner: ServerConnection;
  readonly #self: MachineId;
  readonly #meter: Meter;

  constructor(inner: ServerConnection, self: MachineId, meter: Meter) {
    this.#inner = inner;
    this.#self = self;
    this.#meter = meter;
  }

  get state(): ServerState {
    return this.#inner.state;
  }

  subscribe(listener: (state: ServerState) => void): Unsubscribe {
    return this.#inner.subscribe(listener);
  }

  listen(address: string, onBytes: (bytes: Uint8Array) => void): Unsubscribe {
    return this.#inner.listen(address, bytes => {
      if (this.#isCut) return;
      this.#meter.sent(SERVER, this.#self, bytes.length);
      this.#meter.came(this.#self, bytes.length);
      onBytes(bytes);
    });
  }

  post(address: string, bytes: Uint8Array): void {
    if (this.#meter.isDead(this.#self)) return;
    this.#meter.sent(this.#self, SERVER, bytes.length);
    if (this.#meter.isDead(SERVER)) return; // it left, and reaches nobody
    this.#meter.came(SERVER, bytes.length);
    this.#inner.post(address, bytes);
  }

  close(): void {
    this.#inner.close();
  }

  get #isCut(): boolean {
    return this.#meter.isDead(this.#self) || this.#meter.isDead(SERVER);
  }
}
