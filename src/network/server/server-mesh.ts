// The links of one machine through a server: one connection, one mailbox, and a session for each other machine on top of it. There is
// nothing to agree on pair by pair, since the server is the only way: a session begins at once, and finds the other end when that is there;
// among many machines it begins with its first message, since most pairs may never have one.
import type { MachineId } from '../../core/message.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import { areAlike, NOTHING_COUNTED, type Link, type LinkReport } from '../link.ts';
import type { Mesh, MeshMemory } from '../mesh.ts';
import type { PairChannel } from '../pair-channel.ts';
import { MeshLinkError } from '../pair-negotiation.ts';
import { SessionLink } from '../session/session-link.ts';
import type { SessionNames } from '../session/session-memory.ts';
import { sessionCodec, type SessionFrame } from '../session/session-frame.ts';
import { WireLink } from '../wire-link.ts';
import { machineAddress, type Mailbox } from './mailbox.ts';
import type { ServerState } from './server-connection.ts';

/** A server that cannot be reached for so long is given up, before the links are open for the first time. */
export const SERVER_TIMEOUT_MS = 20_000;

/** Of more machines than this, no pair greets each other before it has something to say: n machines cost n connections and no n² greetings. */
export const GREETING_MACHINES_MAX = 32;

export interface ServerMeshOptions {
  readonly room: string;
  readonly run: string;
  readonly self: MachineId;
  /** The machines are 1 to this. */
  readonly machines: number;
  readonly kind: 'relay' | 'broker';
  /** Of this machine, at its address. Stays its owner's, and so does its connection. */
  readonly mailbox: Mailbox;
  readonly scheduler: Scheduler;
  /** As {@link MeshOptions} has these. */
  readonly anyNumbers?: boolean;
  readonly signal: AbortSignal;
  readonly onLink?: ((link: Link) => void) | undefined;
  readonly onReport?: ((report: LinkReport) => void) | undefined;
  readonly waitsForConfirmation?: boolean;
  readonly memory?: MeshMemory | undefined;
}

/** As `connectMesh`: resolves when all links are open, rejects with MeshLinkError or the reason of the abort. */
export function connectServerMesh(options: ServerMeshOptions): Promise<Mesh> {
  const { self, machines, kind, mailbox, scheduler, signal, memory, onLink } = options;
  const { connection } = mailbox;
  const remotes = Array.from({ length: machines }, (_, i) => i + 1).filter(
    remote => remote !== self && (!memory || memory.sessions.has(remote)),
  );
  const links = new Map<MachineId, Link>();
  const reports = new Map<MachineId, LinkReport>();
  const pairs = new Map<MachineId, ServerPair>();

  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let settled = false;
    const settle = (): void => {
      settled = true;
      signal.removeEventListener('abort', onAbort);
      cancelTimeout();
    };
    const close = (): void => {
      stopWatching();
      for (const pair of pairs.values()) pair.close();
    };
    const fail = (error: unknown): void => {
      if (settled) return;
      settle();
      close();
      reject(error);
    };
    const onAbort = (): void => fail(signal.reason);
    const failFor = (reason: string): void => fail(new MeshLinkError(self, remotes[0] ?? self, kind, reason));
    const hear = (state: ServerState): void => {
      if (state.kind === 'closed') {
        const reason = state.reason ?? 'The connection to the server was closed.';
        failFor(reason);
        for (const pair of pairs.values()) pair.end(reason);
      } else for (const pair of pairs.values()) pair.serverIs(state);
    };
    const resolveIfAll = (): void => {
      if (settled || links.size < remotes.length) return;
      settle();
      resolve({
        links,
        reports,
        names: namesOf(pairs),
        endLink: (remote, reason) => pairs.get(remote)?.end(reason),
        confirm: (remote, number) => pairs.get(remote)?.session.confirm(number),
        close,
        suspend: () => {
          stopWatching();
          for (const { session } of pairs.values()) session.suspend();
        },
      });
    };

    const cancelTimeout = scheduler.at(scheduler.nowMs() + SERVER_TIMEOUT_MS, () => {
      const { state } = connection;
      if (state.kind === 'connecting') failFor('The server does not answer.');
      if (state.kind === 'lost') failFor(state.reason);
    });
    signal.addEventListener('abort', onAbort);
    const stopWatching = connection.subscribe(hear);
    for (const remote of remotes) {
      const pair: ServerPair = new ServerPair({
        ...options,
        remote,
        onReport: report => {
          reports.set(remote, report);
          options.onReport?.(report);
        },
        onOpen: () => {
          links.set(remote, pair.link);
          onLink?.(pair.link);
          resolveIfAll();
        },
      });
      pairs.set(remote, pair);
    }
    for (const pair of pairs.values()) pair.open();
    hear(connection.state);
    resolveIfAll();
  });
}

/** Of the sessions that have met their other ends. */
function namesOf(pairs: ReadonlyMap<MachineId, ServerPair>): Mesh['names'] {
  const names = new Map<MachineId, SessionNames>();
  for (const [remote, { session }] of pairs) if (session.names) names.set(remote, session.names);
  return names;
}

type ServerPairOptions = Omit<ServerMeshOptions, 'onLink'> & {
  readonly remote: MachineId;
  readonly onReport: (report: LinkReport) => void;
  readonly onOpen: () => void;
};

/** One pair: its session, which has a new carrier each time the server is there again, so that all that was on its way is sent again. */
class ServerPair {
  readonly session: SessionLink;
  /** The session as its owner has it. */
  readonly link: Link;
  readonly #options: ServerPairOptions;
  /** Whether it begins with its first message. */
  readonly #isShy: boolean;
  readonly #channel: PairChannel;
  #carrier: WireLink<SessionFrame> | undefined;
  #server: ServerState = { kind: 'connecting' };
  #isOpen = false;
  #wasServed = false;
  #hasGreeted = false;
  #end: { readonly reason: string | undefined } | undefined;
  #lastReport: LinkReport | undefined;

  constructor(options: ServerPairOptions) {
    const { run, self, remote, scheduler, anyNumbers = false, waitsForConfirmation = false } = options;
    this.#options = options;
    this.session = new SessionLink({
      run,
      self,
      remote,
      scheduler,
      anyNumbers,
      waitsForConfirmation,
      memory: options.memory?.sessions.get(remote),
      onOpen: () => {
        this.#report();
        this.#opened();
      },
      // A channel of a mailbox ends only with its session.
      onCarrierLost: () => undefined,
      onCounts: () => this.#report(),
      onEnded: reason => {
        this.#end = { reason };
        this.#channel.close();
        this.#report();
      },
    });
    this.#isShy = options.machines > GREETING_MACHINES_MAX;
    this.#channel = options.mailbox.openChannel(
      machineAddress({ room: options.room, run, self: remote }),
      'session',
      data => this.#hear(data),
    );
    this.link = this.#isShy ? beginning(this.session, () => this.#begin()) : this.session;
  }

  /** With its first message. */
  #begin(): void {
    if (!this.#carrier && this.#server.kind === 'open') this.#attach();
  }

  /** To be called once, when its owner knows of it. */
  open(): void {
    if (this.#options.memory) this.#opened();
    this.#report();
  }

  #opened(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#options.onOpen();
  }

  serverIs(state: ServerState): void {
    if (this.#end) return;
    const isBack = state.kind === 'open' && this.#server.kind !== 'open';
    this.#server = state;
    if (isBack && this.#isShy) {
      // Something may have been sent over it while there was no server.
      if (this.#carrier || this.session.unacknowledged > 0) this.#attach();
      this.#opened();
    } else if (isBack) this.#attach();
    else if (state.kind === 'lost') this.session.delay();
    this.#report();
  }

  end(reason: string): void {
    this.session.end(reason);
  }

  close(): void {
    this.session.close();
  }

  #hear(data: unknown): void {
    if (!this.#carrier) this.#attach();
    this.#carrier?.receive(data);
    if (this.session.isOpen || this.#hasGreeted) return;
    this.#hasGreeted = true;
    this.session.greet(); // the first hello may have come before anybody listened
  }

  #attach(): void {
    const { run, self, remote, kind } = this.#options;
    this.#wasServed = true;
    this.#hasGreeted = false;
    const wire = { post: (frame: string) => this.#channel.post(frame), hangUp: () => undefined };
    this.#carrier = new WireLink({ run, self, remote, kind, codec: sessionCodec, wire });
    this.session.attach(this.#carrier);
  }

  #report(): void {
    if (this.#isShy && !this.#wasServed) return; // there is nothing to tell of it yet
    const { remote, kind, onReport } = this.#options;
    const { session } = this;
    const isOpen = (session.isOpen || this.#isShy) && this.#server.kind === 'open';
    const reason = this.#end?.reason ?? (this.#server.kind === 'lost' ? this.#server.reason : undefined);
    const report: LinkReport = {
      remote,
      state: this.#end ? 'closed' : isOpen ? 'open' : 'connecting',
      ...(this.#wasServed && { kind }),
      ...(reason !== undefined && { reason }),
      ...(session?.counts ?? NOTHING_COUNTED),
    };
    if (this.#lastReport && areAlike(report, this.#lastReport)) return;
    this.#lastReport = report;
    onReport(report);
  }
}

/** A session that begins when something is first sent over it. */
function beginning(session: SessionLink, begin: () => void): Link {
  return {
    remote: session.remote,
    get kind() {
      return session.kind;
    },
    get rejected() {
      return session.rejected;
    },
    get isFull() {
      return session.isFull;
    },
    send: message => {
      session.send(message);
      begin();
    },
    subscribe: listener => session.subscribe(listener),
    close: () => session.close(),
  };
}
