// Every machine is connected to every other one: this opens the links of one machine, keeps them, and knows how each stands.
import type { PairwiseLink } from './link-choice.ts';
import type { MachineId } from '../core/message.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { ConnectOptions, Link, LinkReport, Signaling, Transport } from './link.ts';
import { PairKeeper } from './pair-keeper.ts';
import { MeshLinkError, type MeshLinkKind } from './pair-negotiation.ts';
import type { SessionFrame } from './session/session-frame.ts';
import type { Carrier } from './session/session-link.ts';
import type { SessionMemory, SessionNames } from './session/session-memory.ts';

export { MeshLinkError, type MeshLinkKind };

const KINDS: Readonly<Record<PairwiseLink, readonly [MeshLinkKind, ...MeshLinkKind[]]>> = {
  auto: ['webrtc', 'broadcast'],
  webrtc: ['webrtc'],
  broadcast: ['broadcast'],
};

/** How long a pair tries one kind of link: more machines in one browser need longer. */
export function webrtcTimeoutMs(machines: number): number {
  return 5000 + 500 * machines;
}

/** A transport of what carries links: sessions outlive them. */
export type CarrierTransport = Transport<SessionFrame>;
export type MakeTransport = () => CarrierTransport | Promise<CarrierTransport>;

export interface MeshOptions {
  readonly run: string;
  readonly self: MachineId;
  /** The machines are 1 to this. */
  readonly machines: number;
  /** The same on all machines; where it is not, a pair that finds no common kind fails. */
  readonly choice: PairwiseLink;
  /** The machines that are on other devices than the rest: what does not leave a browser links nobody to them. */
  readonly far?: ReadonlySet<MachineId>;
  /** Whether messages may have any numbers, as where a trial's faults double and reorder them; by default they rise. */
  readonly anyNumbers?: boolean;
  /** Each is made when it is first needed, and never if it is not; the mesh closes what it made. */
  readonly transports: Readonly<Partial<Record<MeshLinkKind, MakeTransport>>>;
  /** Stays its owner's; it must stay open as long as the mesh. */
  readonly signaling: Signaling;
  /** For the time a pair has. One that keeps its pace in hidden tabs. */
  readonly scheduler: Scheduler;
  /** {@link webrtcTimeoutMs} by default. */
  readonly timeoutMs?: number;
  /** Aborting before all links are open closes everything; afterwards it does nothing. */
  readonly signal: AbortSignal;
  /** Hears of each link as it opens. The mesh itself never listens to a link: what comes over it is kept. */
  readonly onLink?: (link: Link) => void;
  /** Hears of every change of each link, until it ends. */
  readonly onReport?: (report: LinkReport) => void;
  /** Whether what comes is acknowledged only once it is stored: after {@link Mesh.confirm}. */
  readonly waitsForConfirmation?: boolean;
  /** What an earlier page of this machine had: its links go on. */
  readonly memory?: MeshMemory | undefined;
}

export interface MeshMemory {
  /** How many pages this machine has had in the run before. */
  readonly lives: number;
  /** By remote machine; one that is missing, or over, has no link any more. */
  readonly sessions: ReadonlyMap<MachineId, SessionMemory>;
}

export interface Mesh {
  readonly links: ReadonlyMap<MachineId, Link>;
  /** How each link stands. */
  readonly reports: ReadonlyMap<MachineId, LinkReport>;
  /** Ends the link to a machine that is gone, so that nothing waits for it. Idempotent. */
  endLink(remote: MachineId, reason: string): void;
  /** What the links are called at their ends: all that another page needs beside what was sent and came. */
  readonly names: ReadonlyMap<MachineId, SessionNames>;
  /** What came from a machine is stored, up to the message of this number. */
  confirm(remote: MachineId, number: number): void;
  /** Closes all links and says goodbye: the run is over for this machine. Idempotent. */
  close(): void;
  /** This page goes, as on `pagehide`, and another one may go on from here: the others wait for it. Idempotent. */
  suspend(): void;
}

/**
 * Opens a link to every other machine, and resolves when all are open. It waits for machines that are not there yet as
 * long as nobody aborts. Rejects with MeshLinkError for the first pair that fails, or with the reason of the abort; then
 * nothing is left open.
 */
export function connectMesh(options: MeshOptions): Promise<Mesh> {
  const { run, self, machines, choice, signaling, scheduler, signal } = options;
  const { timeoutMs = webrtcTimeoutMs(machines), anyNumbers = false, onLink, onReport, memory } = options;
  const waitsForConfirmation = options.waitsForConfirmation ?? false;
  const isFar = (remote: MachineId): boolean =>
    options.far !== undefined && (options.far.has(self) || options.far.has(remote));
  const remotes = Array.from({ length: machines }, (_, i) => i + 1).filter(
    remote => remote !== self && (!memory || memory.sessions.has(remote)),
  );
  const links = new Map<MachineId, Link>();
  const reports = new Map<MachineId, LinkReport>();
  const transports = new Transports(options.transports);
  const pairs = new Map<MachineId, PairKeeper>();

  const close = (): void => {
    for (const pair of pairs.values()) pair.close();
    transports.close();
  };
  const suspend = (): void => {
    for (const pair of pairs.values()) pair.suspend();
    transports.close();
  };

  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    let settled = false;
    let hasFailed = false;
    const onAbort = (): void => fail(signal.reason);
    const settle = (): void => {
      settled = true;
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (error: unknown): void => {
      if (settled) return;
      settle();
      hasFailed = true;
      close();
      reject(error);
    };
    const resolveIfAll = (): void => {
      if (settled || links.size < remotes.length) return;
      settle();
      resolve({
        links,
        reports,
        names: new Map([...pairs].map(([remote, pair]) => [remote, pair.names!])),
        endLink: (remote, reason) => pairs.get(remote)?.end(reason),
        confirm: (remote, number) => pairs.get(remote)?.confirm(number),
        close,
        suspend,
      });
    };

    signal.addEventListener('abort', onAbort);
    for (const remote of remotes) {
      if (hasFailed) break;
      const pair = new PairKeeper({
        run,
        self,
        remote,
        kinds: kindsOf(choice, isFar(remote)),
        connect: (kind, how) => transports.connect(kind, remote, how),
        signaling,
        scheduler,
        timeoutMs,
        anyNumbers,
        memory: memory?.sessions.get(remote),
        waitsForConfirmation,
        lives: memory?.lives ?? 0,
        onReport: report => {
          reports.set(remote, report);
          onReport?.(report);
        },
        onOpen: link => {
          links.set(remote, link);
          onLink?.(link);
          resolveIfAll();
        },
        onFailed: error => fail(isFar(remote) ? withoutAddress(error) : error),
      });
      pairs.set(remote, pair);
      pair.open();
    }
    if (hasFailed) close();
    resolveIfAll();
  });
}

/** What may link a pair; where the choice itself does not leave a browser, it is tried, and its failing says so. */
function kindsOf(choice: PairwiseLink, isFar: boolean): readonly [MeshLinkKind, ...MeshLinkKind[]] {
  const [first, ...others] = KINDS[choice];
  return isFar ? [first, ...others.filter(kind => kind !== 'broadcast')] : [first, ...others];
}

function withoutAddress({ self, remote, kind, reason }: MeshLinkError): MeshLinkError {
  const why =
    kind === 'broadcast'
      ? 'BroadcastChannel does not leave a browser, and one of the two machines is on another device. Choose WebRTC.'
      : `${reason} These two devices see no address of each other; on one Wi-Fi with isolation off, or with a TURN server, they would.`;
  return new MeshLinkError(self, remote, kind, why);
}

/** The transports of one mesh, made when they are first needed. */
class Transports {
  readonly #makers: MeshOptions['transports'];
  readonly #made = new Map<MeshLinkKind, Promise<CarrierTransport>>();
  /** Those whose making is done: at a page's end there is no later turn to wait in. */
  readonly #ready = new Set<CarrierTransport>();
  #closed = false;

  constructor(makers: MeshOptions['transports']) {
    this.#makers = makers;
  }

  async connect(kind: MeshLinkKind, remote: MachineId, options: ConnectOptions): Promise<Carrier> {
    const transport = await this.#of(kind);
    return transport.connect(remote, options);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const transport of this.#ready) transport.close();
  }

  #of(kind: MeshLinkKind): Promise<CarrierTransport> {
    const made = this.#made.get(kind) ?? this.#make(kind);
    this.#made.set(kind, made);
    return made;
  }

  async #make(kind: MeshLinkKind): Promise<CarrierTransport> {
    const make = this.#makers[kind];
    if (!make) throw new Error(`This page has no ${kind} transport.`);
    const transport = await make();
    if (this.#closed) transport.close();
    this.#ready.add(transport);
    return transport;
  }
}
