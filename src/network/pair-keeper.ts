// One pair of a mesh: opens its link, and keeps it. When what carries the link is lost, it is opened anew, over the next
// kind where that takes too long, and over the better kind again later; the session sees to it that nothing is lost in between.
import type { MachineId } from '../core/message.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { areAlike, NOTHING_COUNTED } from './link.ts';
import type { ConnectOptions, Link, LinkKind, LinkReport, Signaling } from './link.ts';
import { PairNegotiation, type MeshLinkError, type MeshLinkKind } from './pair-negotiation.ts';
import type { Gone } from './rendezvous.ts';
import { SessionLink, type Carrier } from './session/session-link.ts';
import type { SessionMemory, SessionNames } from './session/session-memory.ts';

/** In mid-run, messages wait while a kind is tried: not for longer than this. */
export const REOPEN_TIMEOUT_MS = 3000;
/** A carrier that held for so long was a good one. */
const GOOD_AFTER_MS = 3000;
/** The first reopening is at once. After one that did not hold it waits so long, then twice as long, up to the longest. */
const REOPEN_AFTER_MS = 1000;
const REOPEN_AFTER_MAX_MS = 30_000;
/** The better kind is tried again after so long, then twice as long, up to the longest, and so often at most. */
export const RETURN_AFTER_MS = 5000;
const RETURN_AFTER_MAX_MS = 60_000;
const RETURN_TRIES_MAX = 10;
/** No page makes so many tries. */
const ATTEMPTS_OF_A_LIFE = 2 ** 24;

export interface PairKeeperOptions {
  readonly run: string;
  readonly self: MachineId;
  readonly remote: MachineId;
  /** What may be tried, best first. */
  readonly kinds: readonly [MeshLinkKind, ...MeshLinkKind[]];
  readonly connect: (kind: MeshLinkKind, options: ConnectOptions) => Promise<Carrier>;
  readonly signaling: Signaling;
  readonly scheduler: Scheduler;
  /** How long each kind is tried before the link is open for the first time, counted from when both machines are there. */
  readonly timeoutMs: number;
  /** As {@link SessionLink} has it. */
  readonly anyNumbers?: boolean;
  readonly onReport: (report: LinkReport) => void;
  /** The link is open. Called once. */
  readonly onOpen: (link: Link) => void;
  /** It did not open for the first time. */
  readonly onFailed: (error: MeshLinkError) => void;
  /** Of an earlier page of this machine: then the link is open from the start, and gets its carrier later. */
  readonly memory?: SessionMemory | undefined;
  /** As {@link SessionLinkOptions.waitsForConfirmation}. */
  readonly waitsForConfirmation?: boolean;
  /** How many pages this machine has had in the run before this one. */
  readonly lives?: number;
}

export class PairKeeper {
  readonly #options: PairKeeperOptions;
  readonly #negotiation: PairNegotiation;
  readonly #session: SessionLink;
  #state: LinkReport['state'] = 'connecting';
  #trying: MeshLinkKind | undefined;
  #kind: LinkKind | undefined;
  #reason: string | undefined;
  #hasCarrier = false;
  #hadBest = false;
  #otherLeft = false;
  #isOver = false;
  /** Carriers lost in a row before they were good. */
  #losses = 0;
  #returns = 0;
  #openedMs = 0;
  #failedMs = 0;
  #cancelNext: Cancel = () => undefined;
  #lastReport: LinkReport | undefined;

  constructor(options: PairKeeperOptions) {
    const { run, self, remote, kinds, connect, signaling, scheduler } = options;
    const { anyNumbers = false, memory, waitsForConfirmation = false, lives = 0 } = options;
    this.#options = options;
    this.#session = new SessionLink({
      run,
      self,
      remote,
      scheduler,
      anyNumbers,
      memory,
      waitsForConfirmation,
      onOpen: () => this.#opened(),
      onCarrierLost: reason => this.#lost(reason),
      onCounts: () => this.#report(),
      onEnded: reason => this.#ended(reason),
    });
    this.#negotiation = new PairNegotiation({
      self,
      remote,
      kinds,
      connect,
      signaling,
      scheduler,
      onMet: () => this.#met(),
      onTry: (kind, reason) => this.#tries(kind, reason),
      onOpen: (carrier, kind, reason) => this.#carry(carrier, kind, reason),
      onFailed: error => this.#failed(error),
      onLost: () => this.#otherLost(),
      onGone: why => this.#gone(why),
      attemptBase: lives * ATTEMPTS_OF_A_LIFE,
    });
  }

  /** To be called once, when its owner already knows of it. */
  open(): void {
    if (this.#options.memory) this.#opened();
    else this.#report();
    if (!this.#isOver) this.#negotiation.open();
  }

  /** What the link is called at its ends, once it is open. */
  get names(): SessionNames | undefined {
    return this.#session.names;
  }

  /** As {@link SessionLink.confirm}. */
  confirm(number: number): void {
    this.#session.confirm(number);
  }

  /** This page goes, and another one may go on from here: the other side waits for it. Idempotent. */
  suspend(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelNext();
    this.#session.suspend();
    this.#negotiation.abandon(true);
  }

  /** Ends the link or the attempt at it, and tells the other side. Idempotent. */
  close(): void {
    if (this.#session.isOpen) this.#session.close();
    else this.#stop();
  }

  /** Ends the link because the other machine is gone, as one is told who knows. Idempotent. */
  end(reason: string): void {
    if (this.#session.isOpen) this.#session.end(reason);
    else this.#stop();
  }

  #met(): void {
    this.#otherLeft = false;
    const { kinds, timeoutMs } = this.#options;
    if (!this.#negotiation.decides) return;
    this.#negotiation.begin(kinds, this.#session.isOpen ? Math.min(timeoutMs, REOPEN_TIMEOUT_MS) : timeoutMs);
  }

  #tries(kind: MeshLinkKind, reason: string | undefined): void {
    this.#trying = kind;
    // There is one of a kind at a time: the machine that decides knows that this one is lost, and it may linger.
    if (this.#kind === kind) this.#drop();
    if (!this.#hasCarrier) this.#reason = reason;
    this.#report();
  }

  #carry(carrier: Carrier, kind: MeshLinkKind, reason: string | undefined): void {
    this.#trying = undefined;
    this.#kind = kind;
    this.#reason = reason;
    this.#hasCarrier = true;
    this.#openedMs = this.#options.scheduler.nowMs();
    this.#session.attach(carrier);
    if (kind === this.#options.kinds[0]) this.#hadBest = true;
    else this.#returnLater();
    this.#report();
  }

  #opened(): void {
    this.#state = 'open';
    this.#report();
    this.#options.onOpen(this.#session);
  }

  #lost(reason: string): void {
    this.#hasCarrier = false;
    this.#reason = reason;
    this.#report();
    if (this.#otherLeft) {
      this.#session.end(`Machine ${this.#options.remote} closed the link.`);
      return;
    }
    const nowMs = this.#options.scheduler.nowMs();
    if (nowMs - this.#openedMs >= GOOD_AFTER_MS) this.#losses = this.#returns = 0;
    if (this.#negotiation.isTrying) return; // what comes of that decides
    this.#losses += 1;
    this.#renew(this.#losses === 1 ? 0 : backOff(REOPEN_AFTER_MS, this.#losses - 2, REOPEN_AFTER_MAX_MS));
  }

  /** The other machine lost its end, or has found that nothing came of the last try. */
  #otherLost(): void {
    if (this.#hasCarrier) {
      this.#session.detach();
      this.#lost(`Machine ${this.#options.remote} lost the connection.`);
      return;
    }
    // An answer that comes so late after a try failed is that of a page that slept: it is awake now.
    const isLate =
      this.#failedMs > this.#openedMs && this.#options.scheduler.nowMs() - this.#failedMs >= REOPEN_AFTER_MS;
    if (isLate && this.#session.isOpen && !this.#negotiation.isTrying) this.#renew(0);
  }

  /** Nothing carries the link: the one who decides begins, the other one asks for it. */
  #renew(afterMs: number): void {
    if (!this.#negotiation.decides) {
      this.#negotiation.lose();
      return;
    }
    const { kinds, timeoutMs } = this.#options;
    const begin = (): void => this.#negotiation.begin(kinds, Math.min(timeoutMs, REOPEN_TIMEOUT_MS));
    this.#cancelNext();
    if (afterMs === 0) begin();
    else this.#later(afterMs, begin);
  }

  #returnLater(): void {
    if (!this.#hadBest || !this.#negotiation.decides || this.#returns >= RETURN_TRIES_MAX) return;
    const [best] = this.#options.kinds;
    this.#later(backOff(RETURN_AFTER_MS, this.#returns, RETURN_AFTER_MAX_MS), () => {
      this.#returns += 1;
      this.#negotiation.begin([best], REOPEN_TIMEOUT_MS);
    });
  }

  #later(afterMs: number, task: () => void): void {
    const { scheduler } = this.#options;
    this.#cancelNext();
    this.#cancelNext = scheduler.at(scheduler.nowMs() + afterMs, task);
  }

  #failed(error: MeshLinkError): void {
    this.#trying = undefined;
    this.#failedMs = this.#options.scheduler.nowMs();
    if (this.#session.isOpen) {
      if (this.#hasCarrier) this.#returnLater();
      else {
        this.#losses += 1;
        this.#renew(backOff(REOPEN_AFTER_MS, this.#losses - 1, REOPEN_AFTER_MAX_MS));
      }
      this.#report();
      return;
    }
    this.#state = 'failed';
    this.#kind = error.kind;
    this.#report();
    this.#stop();
    this.#options.onFailed(error);
  }

  #gone(why: Gone['why']): void {
    this.#trying = undefined;
    this.#cancelNext();
    const { remote } = this.#options;
    if (!this.#session.isOpen) {
      this.#drop(); // and wait: it may come again
      this.#reason = undefined;
      this.#kind = undefined;
      this.#report();
    } else if (why !== 'goodbye') {
      // Another page of that machine comes, or has come: the sessions themselves find out whether it can go on.
      this.#reason = undefined;
      this.#drop();
      this.#session.delay();
      this.#report();
    } else if (this.#hasCarrier)
      this.#otherLeft = true; // what it sent may still come
    else this.#session.end(`Machine ${remote} closed the link.`);
  }

  #drop(): void {
    this.#hasCarrier = false;
    this.#session.detach();
  }

  #ended(reason: string | undefined): void {
    if (this.#isOver) return;
    this.#state = 'closed';
    this.#reason = reason ?? this.#reason;
    this.#report();
    this.#stop();
  }

  #stop(): void {
    this.#isOver = true;
    this.#cancelNext();
    this.#negotiation.abandon();
    this.#session.close();
  }

  #report(): void {
    const { remote, onReport } = this.#options;
    const isWaiting = this.#state === 'open' && !this.#hasCarrier;
    const kind = this.#hasCarrier || this.#state !== 'connecting' ? this.#kind : this.#trying;
    const report: LinkReport = {
      remote,
      state: isWaiting ? 'connecting' : this.#state,
      ...(kind && { kind }),
      ...(this.#reason !== undefined && { reason: this.#reason }),
      ...(this.#session?.counts ?? NOTHING_COUNTED),
    };
    if (this.#lastReport && areAlike(report, this.#lastReport)) return;
    this.#lastReport = report;
    onReport(report);
  }
}

function backOff(firstMs: number, times: number, mostMs: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.max(0, times));
}
