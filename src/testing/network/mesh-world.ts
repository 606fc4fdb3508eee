// The meshes of one run in virtual time, over carriers that a test can cut, on one side or both, and refuse to open.
import type { MachineId } from '../../core/message.ts';
import { LinkClosedError, type Link, type LinkEvent, type LinkReport } from '../../network/link.ts';
import { MemoryNetwork } from '../../network/memory/memory-network.ts';
import { ChannelSignaling } from '../../network/channel-signaling.ts';
import { ChannelTransport } from '../../network/channel-transport.ts';
import { connectMesh } from '../../network/mesh.ts';
import type { PairwiseLink } from '../../network/link-choice.ts';
import type { CarrierTransport, Mesh, MeshLinkKind } from '../../network/mesh.ts';
import { sessionCodec, type SessionFrame } from '../../network/session/session-frame.ts';
import type { Carrier } from '../../network/session/session-link.ts';
import type { OpenPairChannel } from '../../network/pair-channel.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { Ear, messageOf } from './laws.ts';

/** told: this end hears that it is over. unaware: it hears nothing any more, and a send fails. deaf: a send does not even fail. */
export type Cut = 'told' | 'unaware' | 'deaf';

const STEP_MS = 20;
const CUT = 'It was cut.';

/** One end of a carrier that can be cut. */
class CuttableCarrier implements Carrier {
  readonly #inner: Carrier;
  readonly #tell = new Set<(event: LinkEvent<SessionFrame>) => void>();
  #cut: Cut | undefined;
  isFull = false;

  constructor(inner: Carrier) {
    this.#inner = inner;
  }

  get remote(): MachineId {
    return this.#inner.remote;
  }

  get kind(): Carrier['kind'] {
    return this.#inner.kind;
  }

  get rejected(): number {
    return this.#inner.rejected;
  }

  send(frame: SessionFrame): void {
    if (this.#cut === undefined) this.#inner.send(frame);
    else if (this.#cut !== 'deaf') throw new LinkClosedError(CUT);
  }

  subscribe(listener: (event: LinkEvent<SessionFrame>) => void): () => void {
    this.#tell.add(listener);
    // As a real link does for whoever listens first: it may have been cut between its opening and then.
    if (this.#cut === 'told') listener({ kind: 'closed', reason: CUT });
    return this.#inner.subscribe(event => {
      if (this.#cut === undefined) listener(event);
    });
  }

  cut(how: Cut): void {
    this.#cut = how;
    if (how !== 'told') return;
    this.#inner.close();
    for (const tell of this.#tell) tell({ kind: 'closed', reason: CUT });
  }

  close(): void {
    this.#inner.close();
  }
}

/** A page that can sleep: what comes and what is due meanwhile waits until it wakes, in its order. */
class Sleeper {
  #waiting: (() => void)[] | undefined;

  sleep(): void {
    this.#waiting ??= [];
  }

  /** One thing after the other, and the others hear of each before the next; what comes meanwhile waits in line. */
  async wake(between: () => Promise<void>): Promise<void> {
    for (let task = this.#waiting?.shift(); task; task = this.#waiting?.shift()) {
      task();
      await between();
    }
    this.#waiting = undefined;
  }

  run(task: () => void): void {
    if (this.#waiting) this.#waiting.push(task);
    else task();
  }
}

/** One machine's mesh, and what its links have told. */
export interface Member {
  readonly self: MachineId;
  readonly mesh: Mesh;
  readonly reports: readonly LinkReport[];
  readonly ears: ReadonlyMap<MachineId, Ear>;
  readonly sent: Map<MachineId, number[]>;
}

export class MeshWorld {
  readonly scheduler = new VirtualScheduler();
  readonly network = new MemoryNetwork({
    schedule: (task, delayMs) => void this.scheduler.at(this.scheduler.nowMs() + 1 + delayMs, task),
  });
  /** What opens no more: it refuses, or does not answer. */
  readonly refused = new Map<MeshLinkKind, 'refuses' | 'silent'>();
  members: readonly Member[] = [];
  readonly #pages = new Map<MachineId, Sleeper>();
  /** By kind and both ends: the last one opened. */
  readonly #carriers = new Map<string, CuttableCarrier>();

  async join(machines: number, choice: PairwiseLink = 'auto'): Promise<void> {
    const all = Array.from({ length: machines }, (_, i) => this.#member(i + 1, machines, choice));
    let settled = false;
    void Promise.allSettled(all).then(() => (settled = true));
    while (!settled) await this.pass(STEP_MS);
    this.members = await Promise.all(all);
  }

  async pass(milliseconds: number): Promise<void> {
    for (const endMs = this.scheduler.nowMs() + milliseconds; this.scheduler.nowMs() < endMs;) {
      this.scheduler.runUntil(Math.min(endMs, this.scheduler.nowMs() + STEP_MS));
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  /** Passes time until the condition holds; how long that took, in milliseconds. */
  async until(condition: () => boolean, mostMs = 300_000): Promise<number> {
    const startMs = this.scheduler.nowMs();
    while (!condition()) {
      if (this.scheduler.nowMs() - startMs > mostMs)
        throw new Error(`It did not come about in ${mostMs} ms.`);
      await this.pass(STEP_MS);
    }
    return this.scheduler.nowMs() - startMs;
  }

  link(self: MachineId, remote: MachineId): Link {
    return this.members[self - 1]!.mesh.links.get(remote)!;
  }

  report(self: MachineId, remote: MachineId): LinkReport {
    return this.members[self - 1]!.mesh.reports.get(remote)!;
  }

  /** Sends the next message, unless the link takes none. */
  send(from: MachineId, to: MachineId): void {
    if (this.link(from, to).isFull) return;
    const sent = this.members[from - 1]!.sent.get(to)!;
    const number = sent.length + 1;
    this.link(from, to).send(messageOf(from, to, number));
    sent.push(number);
  }

  heard(from: MachineId, to: MachineId): readonly number[] {
    return this.members[to - 1]!.ears.get(from)!.numbers;
  }

  /** Cuts this end of what carries the link now, of either kind. */
  cut(self: MachineId, remote: MachineId, how: Cut): void {
    const { kind } = this.report(self, remote);
    this.#carriers.get(`${kind}/${self}/${remote}`)?.cut(how);
  }

  sleep(self: MachineId): void {
    this.#pages.get(self)?.sleep();
  }

  async wake(self: MachineId): Promise<void> {
    await this.#pages.get(self)?.wake(() => this.pass(3));
  }

  close(): void {
    for (const { mesh } of this.members) mesh.close();
  }

  async #member(self: MachineId, machines: number, choice: PairwiseLink): Promise<Member> {
    const page = new Sleeper();
    this.#pages.set(self, page);
    const openChannel: OpenPairChannel = (name, onData) =>
      this.network.open(name, data => page.run(() => onData(data)));
    const scheduler: Scheduler = {
      nowMs: () => this.scheduler.nowMs(),
      at: (timeMs, task, rank) => {
        let cancelled = false;
        const cancel = this.scheduler.at(
          timeMs,
          () => page.run(() => (cancelled ? undefined : task())),
          rank,
        );
        return () => {
          cancelled = true;
          cancel();
        };
      },
    };
    const place = { room: 'room', run: 'run', self };
    const signaling = new ChannelSignaling({ ...place, openChannel, machines });
    const reports: LinkReport[] = [];
    const mesh = await connectMesh({
      run: 'run',
      self,
      machines,
      choice,
      signaling,
      scheduler,
      signal: new AbortController().signal,
      transports: {
        webrtc: () => this.#transport('webrtc', self, openChannel),
        broadcast: () => this.#transport('broadcast', self, openChannel),
      },
      onReport: report => reports.push(report),
    });
    const ears = new Map([...mesh.links].map(([remote, link]) => [remote, new Ear(link)]));
    const sent = new Map([...mesh.links.keys()].map((remote): [number, number[]] => [remote, []]));
    return { self, mesh, reports, ears, sent };
  }

  #transport(kind: MeshLinkKind, self: MachineId, openChannel: OpenPairChannel): CarrierTransport {
    const place = { room: kind, run: 'run', self };
    const inner = new ChannelTransport({ ...place, kind: 'memory', codec: sessionCodec, openChannel });
    return {
      connect: async (remote, options) => {
        const manner = this.refused.get(kind);
        if (manner === 'refuses') throw new Error(`There is no ${kind} now.`);
        if (manner === 'silent')
          return new Promise((_, reject) =>
            options.signal.addEventListener('abort', () => reject(options.signal.reason as Error)),
          );
        const carrier = new CuttableCarrier(await inner.connect(remote, options));
        this.#carriers.set(`${kind}/${self}/${remote}`, carrier);
        return carrier;
      },
      close: () => inner.close(),
    };
  }
}
