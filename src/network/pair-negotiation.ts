// How the two machines of a pair agree on what carries their link, as often as they need to. The lower number decides: it
// names a kind, both try it, the higher number says how that went, and only a commit makes it count, on both sides. Else the
// next kind is tried. Each try has a number, so that what is said of an earlier one is told apart.
import * as v from 'valibot';
import type { MachineId } from '../core/message.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { ConnectOptions, Signaling } from './link.ts';
import type { ServerLink } from './link-choice.ts';
import { Rendezvous, type Gone } from './rendezvous.ts';
import type { Carrier } from './session/session-link.ts';
import { openSignalingPort } from './signaling-port.ts';

export const MESH_LINK_KINDS = ['webrtc', 'broadcast'] as const;
export type MeshLinkKind = (typeof MESH_LINK_KINDS)[number];

const LINK_NAMES: Readonly<Record<MeshLinkKind | ServerLink, string>> = {
  webrtc: 'WebRTC',
  broadcast: 'BroadcastChannel',
  relay: 'the relay',
  broker: 'the broker',
};

/** No kind of link that was allowed came up between two machines. */
export class MeshLinkError extends Error {
  override readonly name = 'MeshLinkError';
  constructor(
    readonly self: MachineId,
    readonly remote: MachineId,
    /** The kind that was tried last. */
    readonly kind: MeshLinkKind | ServerLink,
    readonly reason: string,
  ) {
    const pair = `machine ${Math.min(self, remote)} and machine ${Math.max(self, remote)}`;
    super(`No link between ${pair} over ${LINK_NAMES[kind]}: ${reason}`);
  }
}

const REASON_MAX = 1000;
const reasonSchema = v.pipe(v.string(), v.maxLength(REASON_MAX));
const kindSchema = v.picklist(MESH_LINK_KINDS);
const attempt = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const signalSchema = v.variant('kind', [
  // From the lower number.
  v.object({ kind: v.literal('try'), attempt, link: kindSchema, fallbackReason: v.optional(reasonSchema) }),
  v.object({ kind: v.literal('commit'), attempt }),
  v.object({ kind: v.literal('give-up'), link: kindSchema, reason: reasonSchema }),
  // From the higher number.
  v.object({ kind: v.literal('ready'), attempt }),
  v.object({ kind: v.literal('failed'), attempt, reason: reasonSchema }),
  /** What came of this attempt carries nothing any more. */
  v.object({ kind: v.literal('lost'), attempt }),
]);
type Signal = v.InferOutput<typeof signalSchema>;

export interface PairNegotiationOptions {
  readonly self: MachineId;
  readonly remote: MachineId;
  /** What this machine may use, best first; at least one. */
  readonly kinds: readonly MeshLinkKind[];
  readonly connect: (kind: MeshLinkKind, options: ConnectOptions) => Promise<Carrier>;
  readonly signaling: Signaling;
  readonly scheduler: Scheduler;
  /** Both machines are there. Comes again when the other one begins anew. */
  readonly onMet: () => void;
  /** A try begins: whatever there is of this kind must be closed now. `fallbackReason`: why the kind before failed. */
  readonly onTry: (kind: MeshLinkKind, fallbackReason: string | undefined) => void;
  /** Both ends have this carrier, and it counts. */
  readonly onOpen: (carrier: Carrier, kind: MeshLinkKind, fallbackReason: string | undefined) => void;
  /** Nothing came of all the tries; heard on both sides. */
  readonly onFailed: (error: MeshLinkError) => void;
  /** The other machine says that its end of what was agreed on last carries nothing any more. */
  readonly onLost: () => void;
  readonly onGone: (why: Gone['why']) => void;
  /** Tries are numbered from here: higher than an earlier page of this machine has numbered its own. */
  readonly attemptBase: number;
}

interface Try {
  readonly attempt: number;
  readonly kind: MeshLinkKind;
  /** What to try after it. */
  readonly others: readonly MeshLinkKind[];
  readonly timeoutMs: number;
  readonly controller: AbortController;
  readonly cancelTimeout: Cancel;
  readonly fallbackReason: string | undefined;
  carrier: Carrier | undefined;
  isOtherReady: boolean;
}

export class PairNegotiation {
  /** Whether this machine is the one that begins. */
  readonly decides: boolean;
  readonly #options: PairNegotiationOptions;
  readonly #rendezvous: Rendezvous;
  readonly #letGo: (mayReturn: boolean) => void;
  #try: Try | undefined;
  /** Of the last try that this machine knows of. */
  #attempt: number;
  /** That which was agreed on last. */
  #agreed = 0;
  #over = false;

  constructor(options: PairNegotiationOptions) {
    const { self, remote, signaling } = options;
    this.#options = options;
    this.#attempt = options.attemptBase;
    this.decides = self < remote;
    const port = openSignalingPort(signaling, 'mesh', remote, content => void this.#rendezvous.hear(content));
    this.#rendezvous = new Rendezvous({
      post: note => port.post(note),
      onMet: () => options.onMet(),
      onSignal: signal => {
        const parsed = v.safeParse(signalSchema, signal);
        if (parsed.success && !this.#over) this.#hear(parsed.output);
      },
      onGone: ({ why }) => {
        this.#drop();
        options.onGone(why);
      },
    });
    this.#letGo = mayReturn => {
      this.#rendezvous.close({ mayReturn });
      port.close();
    };
  }

  get isTrying(): boolean {
    return this.#try !== undefined;
  }

  /** To be called once. */
  open(): void {
    this.#rendezvous.open();
  }

  /** For the one who decides: tries these kinds, best first, each for so long. A try that goes on is given up for it. */
  begin([kind, ...others]: readonly [MeshLinkKind, ...MeshLinkKind[]], timeoutMs: number): void {
    if (this.#over || !this.#rendezvous.met) return;
    this.#attempt += 1;
    this.#start({ attempt: this.#attempt, kind, others, timeoutMs, fallbackReason: undefined });
  }

  /** For the other one: asks for a new carrier. */
  lose(): void {
    if (!this.#over) this.#say({ kind: 'lost', attempt: this.#agreed });
  }

  /** Leaves no try open, and tells the other side. What was agreed on is its owner's. Idempotent. */
  abandon(mayReturn = false): void {
    if (this.#over) return;
    this.#over = true;
    this.#drop();
    this.#letGo(mayReturn);
  }

  #start(step: Pick<Try, 'attempt' | 'kind' | 'others' | 'timeoutMs' | 'fallbackReason'>): void {
    this.#drop();
    const { scheduler, connect, onTry } = this.#options;
    const { attempt, kind, timeoutMs, fallbackReason } = step;
    if (this.decides)
      this.#say({
        kind: 'try',
        attempt,
        link: kind,
        ...(fallbackReason !== undefined && { fallbackReason }),
      });
    onTry(kind, fallbackReason);
    const own: Try = {
      ...step,
      controller: new AbortController(),
      cancelTimeout: this.decides
        ? scheduler.at(scheduler.nowMs() + timeoutMs, () =>
            this.#next(own, `${LINK_NAMES[kind]} was not open within ${timeoutMs / 1000} seconds.`),
          )
        : () => undefined,
      carrier: undefined,
      isOtherReady: false,
    };
    this.#try = own;
    connect(kind, { signal: own.controller.signal, meeting: attempt }).then(
      carrier => {
        if (this.#try !== own) return carrier.close();
        own.carrier = carrier;
        if (this.decides) this.#commitIfReady(own);
        else this.#say({ kind: 'ready', attempt });
      },
      (error: unknown) => {
        if (this.#try !== own) return;
        const reason = `Machine ${this.#options.self}: ${error instanceof Error ? error.message : String(error)}`;
        if (this.decides) this.#next(own, reason);
        else this.#say({ kind: 'failed', attempt, reason: reason.slice(0, REASON_MAX) });
      },
    );
  }

  #hear(signal: Signal): void {
    const current = this.#try;
    const isOfCurrent = 'attempt' in signal && signal.attempt === current?.attempt;
    switch (signal.kind) {
      case 'try':
        if (!this.decides) this.#obey(signal);
        return;
      case 'commit':
        if (!this.decides && isOfCurrent && current.carrier) this.#open(current, current.carrier);
        return;
      case 'give-up':
        if (!this.decides) this.#fail(signal.link, signal.reason);
        return;
      case 'ready':
        if (!this.decides || !isOfCurrent) return;
        current.isOtherReady = true;
        this.#commitIfReady(current);
        return;
      case 'failed':
        if (this.decides && isOfCurrent) this.#next(current, signal.reason);
        return;
      case 'lost':
        if (this.decides && signal.attempt === this.#agreed) this.#options.onLost();
    }
  }

  #obey({ attempt, link, fallbackReason }: Extract<Signal, { kind: 'try' }>): void {
    this.#attempt = attempt;
    if (this.#options.kinds.includes(link)) {
      this.#start({ attempt, kind: link, others: [], timeoutMs: Infinity, fallbackReason });
      return;
    }
    const reason = `Machine ${this.#options.self} was asked not to use ${LINK_NAMES[link]}.`;
    this.#say({ kind: 'failed', attempt, reason });
  }

  #commitIfReady(own: Try): void {
    if (!own.carrier || !own.isOtherReady) return;
    this.#say({ kind: 'commit', attempt: own.attempt });
    this.#open(own, own.carrier);
  }

  #next(own: Try, words: string): void {
    if (this.#try !== own) return;
    const { kind, others, timeoutMs } = own;
    const reason = words.slice(0, REASON_MAX);
    const [next, ...rest] = others;
    if (next === undefined) {
      this.#say({ kind: 'give-up', link: kind, reason });
      this.#fail(kind, reason);
      return;
    }
    this.#attempt += 1;
    this.#start({ attempt: this.#attempt, kind: next, others: rest, timeoutMs, fallbackReason: reason });
  }

  #open(own: Try, carrier: Carrier): void {
    own.cancelTimeout();
    this.#try = undefined;
    this.#agreed = own.attempt;
    this.#options.onOpen(carrier, own.kind, own.fallbackReason);
  }

  #fail(kind: MeshLinkKind, reason: string): void {
    const { self, remote, onFailed } = this.#options;
    this.#drop();
    onFailed(new MeshLinkError(self, remote, kind, reason));
  }

  #drop(): void {
    const own = this.#try;
    this.#try = undefined;
    own?.cancelTimeout();
    own?.controller.abort();
    own?.carrier?.close();
  }

  #say(signal: Signal): void {
    this.#rendezvous.signal(signal);
  }
}
