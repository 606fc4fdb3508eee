// How the two machines of a pair agree on one kind of link. The lower number decides: it names a kind, both try it, the
// higher number says how that went, and only a commit makes the link count, on both sides. Else the next kind is tried.
import * as v from 'valibot';
import type { MachineId } from '../core/message.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { Link, LinkReport, Signaling } from './link.ts';
import { Rendezvous } from './rendezvous.ts';
import { openSignalingPort } from './signaling-port.ts';

export const MESH_LINK_KINDS = ['webrtc', 'broadcast'] as const;
export type MeshLinkKind = (typeof MESH_LINK_KINDS)[number];

const LINK_NAMES: Readonly<Record<MeshLinkKind, string>> = {
  webrtc: 'WebRTC',
  broadcast: 'BroadcastChannel',
};

/** No kind of link that was allowed came up between two machines. */
export class MeshLinkError extends Error {
  override readonly name = 'MeshLinkError';
  constructor(
    readonly self: MachineId,
    readonly remote: MachineId,
    /** The kind that was tried last. */
    readonly kind: MeshLinkKind,
    readonly reason: string,
  ) {
    const pair = `machine ${Math.min(self, remote)} and machine ${Math.max(self, remote)}`;
    super(`No link between ${pair} over ${LINK_NAMES[kind]}: ${reason}`);
  }
}

const reasonSchema = v.pipe(v.string(), v.maxLength(1000));
const kindSchema = v.picklist(MESH_LINK_KINDS);
const signalSchema = v.variant('kind', [
  // From the lower number.
  v.object({ kind: v.literal('try'), link: kindSchema, fallbackReason: v.optional(reasonSchema) }),
  v.object({ kind: v.literal('commit'), link: kindSchema }),
  v.object({ kind: v.literal('give-up'), link: kindSchema, reason: reasonSchema }),
  // From the higher number.
  v.object({ kind: v.literal('ready'), link: kindSchema }),
  v.object({ kind: v.literal('failed'), link: kindSchema, reason: reasonSchema }),
]);
type Signal = v.InferOutput<typeof signalSchema>;

export interface PairNegotiationOptions {
  readonly self: MachineId;
  readonly remote: MachineId;
  /** What may be tried, best first; at least one. */
  readonly kinds: readonly MeshLinkKind[];
  readonly connect: (kind: MeshLinkKind, signal: AbortSignal) => Promise<Link>;
  readonly signaling: Signaling;
  readonly scheduler: Scheduler;
  /** How long one kind is tried, counted from when both machines are there. */
  readonly timeoutMs: number;
  readonly onReport: (report: LinkReport) => void;
  readonly onOpen: (link: Link) => void;
  readonly onFailed: (error: MeshLinkError) => void;
}

interface Try {
  readonly kind: MeshLinkKind;
  readonly controller: AbortController;
  readonly cancelTimeout: Cancel;
  link: Link | undefined;
  isOtherReady: boolean;
}

/** Ends with one `onOpen` or one `onFailed`, unless it is abandoned before. */
export class PairNegotiation {
  readonly #options: PairNegotiationOptions;
  readonly #rendezvous: Rendezvous;
  readonly #letGo: () => void;
  readonly #decides: boolean;
  #try: Try | undefined;
  #fallbackReason: string | undefined;
  #over = false;

  constructor(options: PairNegotiationOptions) {
    const { self, remote, signaling } = options;
    this.#options = options;
    this.#decides = self < remote;
    const port = openSignalingPort(signaling, 'mesh', remote, content => void this.#rendezvous.hear(content));
    this.#rendezvous = new Rendezvous({
      post: note => port.post(note),
      onMet: () => {
        if (this.#decides) this.#decide(0, undefined);
      },
      onSignal: signal => {
        const parsed = v.safeParse(signalSchema, signal);
        if (parsed.success) this.#hear(parsed.output);
      },
      onGone: () => {
        this.#drop();
        this.#fallbackReason = undefined;
        this.#report('connecting');
      },
    });
    this.#letGo = () => {
      this.#rendezvous.close();
      port.close();
    };
    this.#report('connecting');
    this.#rendezvous.open();
  }

  /** Leaves nothing open, and tells the other side. Not for a pair that is open: that link is its owner's. */
  abandon(): void {
    if (this.#over) return;
    this.#over = true;
    this.#drop();
    this.#letGo();
  }

  /** Tries the kind at `index`, or gives up for the reason why the one before failed. */
  #decide(index: number, reason: string | undefined): void {
    const link = this.#options.kinds[index];
    if (link !== undefined) {
      this.#say({ kind: 'try', link, ...(reason !== undefined && { fallbackReason: reason }) });
      this.#start(link, reason);
      return;
    }
    const last = this.#options.kinds[index - 1]!;
    this.#say({ kind: 'give-up', link: last, reason: reason ?? 'nothing is left to try.' });
    this.#fail(last, reason ?? 'nothing is left to try.');
  }

  #start(kind: MeshLinkKind, fallbackReason: string | undefined): void {
    this.#drop();
    const { scheduler, timeoutMs, connect } = this.#options;
    const seconds = timeoutMs / 1000;
    const own: Try = {
      kind,
      controller: new AbortController(),
      cancelTimeout: this.#decides
        ? scheduler.at(scheduler.nowMs() + timeoutMs, () =>
            this.#next(own, `${LINK_NAMES[kind]} was not open within ${seconds} seconds.`),
          )
        : () => undefined,
      link: undefined,
      isOtherReady: false,
    };
    this.#try = own;
    this.#fallbackReason = fallbackReason;
    this.#report('connecting');
    connect(kind, own.controller.signal).then(
      link => {
        if (this.#try !== own) return link.close();
        own.link = link;
        if (this.#decides) this.#commitIfReady(own);
        else this.#say({ kind: 'ready', link: kind });
      },
      (error: unknown) => {
        if (this.#try !== own) return;
        const reason = `Machine ${this.#options.self}: ${error instanceof Error ? error.message : String(error)}`;
        if (this.#decides) this.#next(own, reason);
        else this.#say({ kind: 'failed', link: kind, reason: reason.slice(0, 1000) });
      },
    );
  }

  #hear(signal: Signal): void {
    const current = this.#try;
    if (signal.kind === 'try') {
      if (!this.#decides) this.#obey(signal.link, signal.fallbackReason);
    } else if (signal.kind === 'give-up') {
      if (!this.#decides) this.#fail(signal.link, signal.reason);
    } else if (current?.kind !== signal.link) {
      return; // about a try that is over
    } else if (signal.kind === 'commit') {
      if (!this.#decides && current.link) this.#open(current.link);
    } else if (!this.#decides) {
      return; // what only the lower number is told
    } else if (signal.kind === 'ready') {
      current.isOtherReady = true;
      this.#commitIfReady(current);
    } else this.#next(current, signal.reason);
  }

  #obey(kind: MeshLinkKind, fallbackReason: string | undefined): void {
    if (this.#options.kinds.includes(kind)) {
      this.#start(kind, fallbackReason);
      return;
    }
    const reason = `Machine ${this.#options.self} was asked not to use ${LINK_NAMES[kind]}.`;
    this.#say({ kind: 'failed', link: kind, reason });
  }

  #commitIfReady({ kind, link, isOtherReady }: Try): void {
    if (!link || !isOtherReady) return;
    this.#say({ kind: 'commit', link: kind });
    this.#open(link);
  }

  #next(own: Try, reason: string): void {
    if (this.#try !== own) return;
    this.#drop();
    this.#decide(this.#options.kinds.indexOf(own.kind) + 1, reason.slice(0, 1000));
  }

  #open(link: Link): void {
    this.#try?.cancelTimeout();
    this.#over = true;
    this.#report('open');
    this.#try = undefined;
    this.#letGo();
    this.#options.onOpen(link);
  }

  #fail(kind: MeshLinkKind, reason: string): void {
    const { self, remote, onFailed } = this.#options;
    this.#over = true;
    this.#drop();
    this.#report('failed', kind);
    this.#letGo();
    onFailed(new MeshLinkError(self, remote, kind, reason));
  }

  #drop(): void {
    const own = this.#try;
    this.#try = undefined;
    own?.cancelTimeout();
    own?.controller.abort();
    own?.link?.close();
  }

  #say(signal: Signal): void {
    this.#rendezvous.signal(signal);
  }

  #report(state: LinkReport['state'], kind = this.#try?.kind): void {
    const { remote, onReport } = this.#options;
    const reason = this.#fallbackReason;
    onReport({ remote, state, rejected: 0, ...(kind && { kind }), ...(reason !== undefined && { reason }) });
  }
}
