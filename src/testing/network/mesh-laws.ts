// What a mesh promises, over whatever stands for WebRTC and BroadcastChannel.
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { MeshLinkError, webrtcTimeoutMs } from '../../network/mesh.ts';
import type { CarrierTransport, Mesh, MeshLinkKind } from '../../network/mesh.ts';
import { Ear, equal, hold, messageOf, rejection, turn, until, type Law } from './laws.ts';
import { law, NO_WEBRTC, useless, type MeshSetup } from './mesh-room.ts';

export type { MeshSetup } from './mesh-room.ts';

/** Both ends of every pair say the same about it. */
function agree(meshes: readonly Mesh[], kindOf: (a: number, b: number) => MeshLinkKind): void {
  for (const [i, mesh] of meshes.entries()) {
    equal(mesh.links.size, meshes.length - 1, `links of machine ${i + 1}`);
    for (const [remote, report] of mesh.reports) {
      const other = meshes[remote - 1]!.reports.get(i + 1)!;
      const what = `the link between ${i + 1} and ${remote}`;
      equal([report.state, report.kind], ['open', kindOf(i + 1, remote)], what);
      equal([other.kind, other.reason], [report.kind, report.reason], what);
    }
  }
}

/** A message over every link, each way. */
async function greetAll(meshes: readonly Mesh[]): Promise<void> {
  const ears = meshes.flatMap(mesh => [...mesh.links.values()].map(link => new Ear(link)));
  for (const [i, mesh] of meshes.entries()) {
    for (const link of mesh.links.values()) link.send(messageOf(i + 1, link.remote, link.remote));
  }
  await Promise.all(ears.map(ear => ear.heard(1)));
}

export const meshLaws: readonly Law<MeshSetup>[] = [
  ...(['auto', 'webrtc', 'broadcast'] as const).map(choice =>
    law(`with ${choice} all links open, each of the kind that both ends name`, 3, async meshes => {
      const all = await meshes.all(() => ({ choice }));
      agree(all, () => (choice === 'broadcast' ? 'broadcast' : 'webrtc'));
      for (const self of [1, 2, 3]) {
        const others = [1, 2, 3].filter(other => other !== self);
        equal(
          meshes.announced
            .get(self)!
            .map(link => link.remote)
            .sort(),
          others,
          'links announced',
        );
        const states = meshes.reports.get(self)!.map(({ state }) => state);
        equal(states.filter(state => state === 'open').length, 2, 'open reported once for each');
        hold(!states.includes('failed'), 'nothing failed');
      }
      await greetAll(all);
    }),
  ),

  law('one machine alone is a mesh already', 1, async meshes => {
    equal((await meshes.join(1)).links.size, 0, 'links');
  }),

  law('with broadcast, WebRTC is not even made', 2, async meshes => {
    const webrtc = (): CarrierTransport => {
      throw new Error('made');
    };
    agree(await meshes.all(() => ({ choice: 'broadcast', webrtc })), () => 'broadcast');
  }),

  ...[[1], [2], [1, 2]].map(without =>
    law(
      `where machine ${without.join(' and ')} has no WebRTC, its pairs fall back and both ends say why`,
      3,
      async meshes => {
        const has = (self: number): boolean => !without.includes(self);
        const all = await meshes.all(self => (has(self) ? {} : { webrtc: () => useless('refuses') }));
        agree(all, (a, b) => (has(a) && has(b) ? 'webrtc' : 'broadcast'));
        const reason = all[0]!.reports.get(2)!.reason;
        const blamed = [1, 2].filter(self => reason === `Machine ${self}: ${NO_WEBRTC}`);
        hold(blamed.length === 1 && !has(blamed[0]!), `the reason: ${reason}`);
        await greetAll(all);
      },
    ),
  ),

  law('where making WebRTC throws, the pair falls back too', 2, async meshes => {
    const webrtc = (): CarrierTransport => {
      throw new Error(NO_WEBRTC);
    };
    agree(await meshes.all(self => (self === 2 ? { webrtc } : {})), () => 'broadcast');
  }),

  ...[1, 2].map(silent =>
    law(`where WebRTC of machine ${silent} does not open in time, the pair falls back`, 2, async meshes => {
      const scheduler = new VirtualScheduler();
      const joining = meshes.all(self => ({
        scheduler,
        ...(self === silent && { webrtc: () => useless('silent') }),
      }));
      await until(() => [1, 2].every(self => meshes.reports.get(self)?.at(-1)?.kind === 'webrtc'));
      scheduler.runUntil(webrtcTimeoutMs(2));
      const all = await joining;
      agree(all, () => 'broadcast');
      const reason = all[1]!.reports.get(1)!.reason;
      equal(reason, 'WebRTC was not open within 6 seconds.', 'reason');
    }),
  ),

  law(
    'with webrtc alone a failure is an error on both ends that names the pair and the reason',
    2,
    async meshes => {
      const errors = await Promise.all(
        [1, 2].map(self =>
          rejection(
            meshes.join(self, { choice: 'webrtc', ...(self === 2 && { webrtc: () => useless('refuses') }) }),
          ),
        ),
      );
      for (const error of errors) {
        hold(error instanceof MeshLinkError, `a typed error: ${String(error)}`);
        equal(
          error.message,
          `No link between machine 1 and machine 2 over WebRTC: Machine 2: ${NO_WEBRTC}`,
          'message',
        );
      }
      for (const self of [1, 2]) equal(meshes.reports.get(self)!.at(-1)?.state, 'failed', 'the last report');
    },
  ),

  law('machines that were told different things fail rather than wait', 2, async meshes => {
    const errors = await Promise.all([
      rejection(meshes.join(1, { choice: 'webrtc' })),
      rejection(meshes.join(2, { choice: 'broadcast' })),
    ]);
    for (const error of errors) hold(error instanceof MeshLinkError, String(error));
  }),

  law('aborting rejects with the reason and leaves nothing open', 3, async meshes => {
    const controller = new AbortController();
    const reason = new Error('the trial was stopped');
    const both = [1, 2].map(self => rejection(meshes.join(self, { signal: controller.signal })));
    // Machine 3 never comes; the other pair opens.
    await until(() => [1, 2].every(self => meshes.announced.get(self)?.length === 1));
    const ears = [1, 2].map(self => new Ear(meshes.announced.get(self)![0]!));
    controller.abort(reason);
    for (const error of await Promise.all(both)) hold(error === reason, 'the reason itself');
    for (const ear of ears) equal(ear.closings.length, 1, 'closings');
    hold((await rejection(meshes.join(1, { signal: controller.signal }))) === reason, 'rejects at once');
  }),

  law('a machine that begins anew while others wait is met', 3, async meshes => {
    const end = new AbortController();
    const waiting = meshes.join(1, { signal: end.signal });
    for (let round = 0; round < 3; round++) {
      const controller = new AbortController();
      const vain = rejection(meshes.join(3, { signal: controller.signal }));
      for (let turns = 0; turns < round * 2; turns++) await turn();
      controller.abort(new Error('reloaded'));
      await vain;
    }
    if (meshes.announced.get(1)!.some(link => link.remote === 3)) {
      // That link was open already, and has ended: what to do about it is for machine 1's owner to say.
      const gone = rejection(waiting);
      end.abort();
      await gone;
      return;
    }
    const all = await Promise.all([waiting, meshes.join(2), meshes.join(3)]);
    await greetAll(all);
  }),

  law('closing a mesh ends its links for the others', 3, async meshes => {
    const [one, two, three] = await meshes.all();
    const ears = [two!.links.get(1)!, three!.links.get(1)!, two!.links.get(3)!].map(link => new Ear(link));
    one!.close();
    one!.close();
    await Promise.all([ears[0]!.closed(), ears[1]!.closed()]);
    equal(ears[2]!.closings, [], 'closings between the others');
  }),
];

/** The same for many machines that join in random order, some at once and some turns apart. */
export function crowdLaw(machines: number): Law<MeshSetup> {
  const links = (machines * (machines - 1)) / 2;
  return law(
    `${machines} machines joining in random order open all ${links} links`,
    machines,
    async meshes => {
      const order = Array.from({ length: machines }, (_, i) => i + 1)
        .map(self => ({ self, rank: Math.random() }))
        .sort((a, b) => a.rank - b.rank);
      const joining: Promise<Mesh>[] = [];
      for (const { self, rank } of order) {
        joining[self - 1] = meshes.join(self);
        for (let turns = Math.floor(rank * 4); turns > 0; turns--) await turn();
      }
      const all = await Promise.all(joining);
      agree(all, () => 'webrtc');
      await greetAll(all);
    },
  );
}
