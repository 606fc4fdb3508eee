// Runs the laws of the network in a real browser, one at a time, for the tests beside this file; and opens whole meshes.
import { openBrowserMesh } from '../../src/network/browser-mesh.ts';
import {
  broadcastCarrierSetup,
  broadcastSignalingSetup,
  broadcastTransportSetup,
} from '../../src/testing/network/broadcast-setup.ts';
import { meshLaws } from '../../src/testing/network/mesh-laws.ts';
import { sessionLaws } from '../../src/testing/network/session-laws.ts';
import { sessionTransportSetup } from '../../src/testing/network/session-setup.ts';
import { signalingLaws } from '../../src/testing/network/signaling-laws.ts';
import { transportLaws } from '../../src/testing/network/transport-laws.ts';
import type { LinkReport } from '../../src/network/link.ts';
import type { LinkChoice } from '../../src/network/link-choice.ts';
import type { Mesh } from '../../src/network/mesh.ts';
import {
  webRtcCarrierSetup,
  webRtcMeshSetup,
  webRtcTransportSetup,
} from '../../src/testing/network/webrtc-setup.ts';
import { openBrokerConnection } from '../../src/network/broker/open-broker.ts';
import { machineAddress } from '../../src/network/server/mailbox.ts';
import { newRoomKey, readRoomKey } from '../../src/network/server/room-key.ts';
import { openSealedMailbox } from '../../src/network/server/sealed-mailbox.ts';
import {
  serverCarrierSetup,
  serverSignalingSetup,
  type OpenMailbox,
} from '../../src/testing/network/server-setup.ts';
import { RealScheduler } from '../../src/time/real-scheduler.ts';
import { workerWaker } from '../../src/time/wakers.ts';

export type LawOutcome = { readonly ok: true } | { readonly ok: false; readonly error: string };

export interface MeshOutcome {
  readonly reports: readonly LinkReport[];
  readonly elapsedMs: number;
  /** Why there is no mesh. */
  readonly error: string | undefined;
}

export interface Workshop {
  /** `brokerUrl`: where a law goes through a broker. */
  runLaw(suite: string, name: string, brokerUrl?: string): Promise<LawOutcome>;
  /** Joins the meshes of some machines of a room, all in this page; the links stay open. */
  join(
    room: string,
    selves: readonly number[],
    machines: number,
    choice: LinkChoice,
    timeoutMs?: number,
  ): Promise<MeshOutcome[]>;
  /** What the links of one machine in this page have told of their ends, by the other machine's number. */
  closings(self: number): Readonly<Record<number, string | undefined>>;
  /** Sends one message over every link of this page; resolves with how many came, once as many came as were sent here. */
  exchange(expected: number): Promise<number>;
  closeMeshes(): void;
}

declare global {
  interface Window {
    readonly workshop: Workshop;
  }
}

function makeWorkshop(): Workshop {
  const scheduler = new RealScheduler({ now: () => performance.now(), waker: workerWaker });
  const meshes = new Map<number, Mesh>();
  const closings = new Map<number, Record<number, string | undefined>>();
  let received = 0;
  let onReceived = (): void => undefined;

  const laws = [...transportLaws, ...sessionLaws];
  const key = readRoomKey(newRoomKey())!;
  const openMailbox =
    (url: string): OpenMailbox =>
    async place =>
      openSealedMailbox({
        connection: await openBrokerConnection({ urls: [url], where: 'worker' }),
        address: machineAddress(place),
        key,
      });
  const suites: Readonly<Record<string, (name: string, brokerUrl: string) => Promise<void> | undefined>> = {
    'broadcast transport': name =>
      transportLaws.find(law => law.name === name)?.run(broadcastTransportSetup()),
    'webrtc transport': name => transportLaws.find(law => law.name === name)?.run(webRtcTransportSetup()),
    'sessions over broadcast channels': name =>
      laws.find(law => law.name === name)?.run(sessionTransportSetup(broadcastCarrierSetup(), scheduler)),
    'sessions over webrtc': name =>
      laws.find(law => law.name === name)?.run(sessionTransportSetup(webRtcCarrierSetup(), scheduler)),
    'broadcast signaling': name =>
      signalingLaws.find(law => law.name === name)?.run(broadcastSignalingSetup()),
    'sessions over a broker': (name, url) =>
      laws
        .find(law => law.name === name)
        ?.run(sessionTransportSetup(serverCarrierSetup('broker', openMailbox(url)), scheduler)),
    'signaling over a broker': (name, url) =>
      signalingLaws.find(law => law.name === name)?.run(serverSignalingSetup('broker', openMailbox(url))),
    mesh: name => meshLaws.find(law => law.name === name)?.run(webRtcMeshSetup()),
  };

  const joinOne = async (
    room: string,
    self: number,
    machines: number,
    choice: LinkChoice,
    timeoutMs: number | undefined,
  ): Promise<MeshOutcome> => {
    const startMs = performance.now();
    const reports = new Map<number, LinkReport>();
    const ended: Record<number, string | undefined> = {};
    closings.set(self, ended);
    const { signal } = new AbortController();
    let error: string | undefined;
    try {
      const mesh = await openBrowserMesh({
        room,
        run: 'run-1',
        self,
        machines,
        choice,
        ...(timeoutMs !== undefined && { timeoutMs }),
        scheduler,
        signal,
        onReport: report => reports.set(report.remote, report),
        onLink: link =>
          link.subscribe(event => {
            if (event.kind === 'closed') ended[link.remote] = event.reason;
            if (event.kind !== 'message') return;
            received += 1;
            onReceived();
          }),
      });
      meshes.set(self, mesh);
    } catch (problem) {
      error = String(problem);
    }
    return { reports: [...reports.values()], elapsedMs: performance.now() - startMs, error };
  };

  return {
    async runLaw(suite, name, brokerUrl = '') {
      try {
        const running = suites[suite]?.(name, brokerUrl);
        if (!running) throw new Error(`There is no law "${name}" of the ${suite}.`);
        await running;
        return { ok: true };
      } catch (error) {
        return { ok: false, error: error instanceof Error ? (error.stack ?? String(error)) : String(error) };
      }
    },
    join: (room, selves, machines, choice, timeoutMs) =>
      Promise.all(selves.map(self => joinOne(room, self, machines, choice, timeoutMs))),
    closings: self => ({ ...closings.get(self) }),
    exchange: expected =>
      new Promise(resolve => {
        onReceived = () => {
          if (received >= expected) resolve(received);
        };
        for (const [self, mesh] of meshes) {
          for (const [remote, link] of mesh.links)
            link.send({ from: self, to: remote, number: remote, timestamp: 1 });
        }
        onReceived();
      }),
    closeMeshes: () => {
      for (const mesh of meshes.values()) mesh.close();
      meshes.clear();
    },
  };
}

const workshop = makeWorkshop();
Object.assign(window, { workshop });
addEventListener('pagehide', () => workshop.closeMeshes());
