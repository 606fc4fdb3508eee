// What the laws of meshes stand on: what meshes are made of, and a room for the meshes of one run.
import type { Scheduler } from '../../time/scheduler.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import type { Link, Signaling } from '../../network/link.ts';
import { connectMesh } from '../../network/mesh.ts';
import type { PairwiseLink } from '../../network/link-choice.ts';
import type { CarrierTransport, MakeTransport, Mesh, MeshLinkKind } from '../../network/mesh.ts';
import type { LinkReport } from '../../network/link.ts';
import type { Place } from '../../network/pair-channel.ts';
import { until, type Law } from './laws.ts';

/** What meshes are made of; made afresh for each law. */
export interface MeshSetup {
  signaling(place: Place & { readonly machines: number }): Signaling;
  transports(place: Place, signaling: Signaling): Readonly<Record<MeshLinkKind, MakeTransport>>;
  /** What is still held open. */
  leftovers(): number;
}

export const NO_WEBRTC = 'This browser has no WebRTC.';

/** A transport on which nothing ever opens: it refuses, or it is silent until the abort. */
export function useless(manner: 'refuses' | 'silent'): CarrierTransport {
  return {
    connect: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        if (manner === 'refuses') reject(new Error(NO_WEBRTC));
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
    close: () => undefined,
  };
}

interface JoinOptions {
  readonly choice?: PairwiseLink;
  readonly webrtc?: MakeTransport;
  readonly signal?: AbortSignal;
  /** By default one whose time stands still: nothing takes too long. */
  readonly scheduler?: Scheduler;
}

/** The meshes of one run, in a room of its own. */
export class Meshes {
  readonly reports = new Map<number, LinkReport[]>();
  readonly announced = new Map<number, Link[]>();
  readonly #setup: MeshSetup;
  readonly #room = `room ${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  readonly #opened: { close(): void }[] = [];
  readonly #signalings: Signaling[] = [];
  readonly #machines: number;

  constructor(setup: MeshSetup, machines: number) {
    this.#setup = setup;
    this.#machines = machines;
  }

  async join(self: number, options: JoinOptions = {}): Promise<Mesh> {
    const { choice = 'auto', webrtc, scheduler = new VirtualScheduler() } = options;
    const { signal = new AbortController().signal } = options;
    const machines = this.#machines;
    const place = { room: this.#room, run: 'run-1', self };
    const signaling = this.#setup.signaling({ ...place, machines });
    this.#signalings.push(signaling);
    const transports = this.#setup.transports(place, signaling);
    const reports: LinkReport[] = [];
    const announced: Link[] = [];
    this.reports.set(self, reports);
    this.announced.set(self, announced);
    const mesh = await connectMesh({
      run: place.run,
      self,
      machines,
      choice,
      transports: { ...transports, ...(webrtc && { webrtc }) },
      signaling,
      scheduler,
      signal,
      onLink: link => announced.push(link),
      onReport: report => reports.push(report),
    });
    this.#opened.push(mesh);
    return mesh;
  }

  all(options: (self: number) => JoinOptions = () => ({})): Promise<Mesh[]> {
    return Promise.all(Array.from({ length: this.#machines }, (_, i) => this.join(i + 1, options(i + 1))));
  }

  async close(): Promise<void> {
    for (const mesh of this.#opened) mesh.close();
    await until(() => this.#setup.leftovers() <= this.#signalingsHeld());
    for (const signaling of this.#signalings) signaling.close();
    await until(() => this.#setup.leftovers() === 0);
  }

  /** A signaling holds one channel for each of the others. */
  #signalingsHeld(): number {
    return this.#signalings.length * (this.#machines - 1);
  }
}

export function law(name: string, machines: number, run: (meshes: Meshes) => Promise<void>): Law<MeshSetup> {
  return {
    name,
    async run(setup) {
      const meshes = new Meshes(setup, machines);
      await run(meshes);
      await meshes.close();
    },
  };
}
