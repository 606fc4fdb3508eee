// Meshes through a relay, in virtual time: opened, stopped and served again, left and rejoined.
import { describe, expect, test } from 'vitest';
import type { MachineId } from '../../core/message.ts';
import { Ear, messageOf } from '../../testing/network/laws.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import type { LinkReport } from '../link.ts';
import { MemoryNetwork } from '../memory/memory-network.ts';
import type { Mesh } from '../mesh.ts';
import { RelayConnection } from '../relay/relay-connection.ts';
import { Relay } from '../relay/relay.ts';
import { machineAddress, PlainMailbox } from './mailbox.ts';
import { connectServerMesh, GREETING_MACHINES_MAX, SERVER_TIMEOUT_MS } from './server-mesh.ts';

const ROOM = 'room';
const RUN = 'run';

/** A room in virtual time, whose relay can be stopped and begun again. */
class World {
  readonly scheduler = new VirtualScheduler();
  readonly reports: LinkReport[] = [];
  readonly #network = new MemoryNetwork({
    schedule: (task, delayMs) => void this.scheduler.at(this.scheduler.nowMs() + 1 + delayMs, task),
  });
  readonly #openChannel = (name: string, onData: (data: unknown) => void) => this.#network.open(name, onData);
  #relay: Relay | undefined;

  serve(): void {
    this.#relay ??= new Relay({ room: ROOM, openChannel: this.#openChannel });
  }

  stopServing(): void {
    this.#relay?.stop();
    this.#relay = undefined;
  }

  get packets(): number {
    return this.#relay?.counts.packetsIn ?? 0;
  }

  async join(self: MachineId, machines: number, signal = new AbortController().signal): Promise<Mesh> {
    const connection = new RelayConnection({ room: ROOM, openChannel: this.#openChannel });
    const mailbox = new PlainMailbox({
      connection,
      address: machineAddress({ room: ROOM, run: RUN, self }),
    });
    return connectServerMesh({
      room: ROOM,
      run: RUN,
      self,
      machines,
      kind: 'relay',
      mailbox,
      scheduler: this.scheduler,
      signal,
      onReport: report => {
        if (self === 1) this.reports.push(report);
      },
    });
  }

  async joinAll(machines: number): Promise<Mesh[]> {
    const joining = Array.from({ length: machines }, (_, i) => this.join(i + 1, machines));
    await this.pass(100);
    return Promise.all(joining);
  }

  async pass(milliseconds: number): Promise<void> {
    const endMs = this.scheduler.nowMs() + milliseconds;
    while (this.scheduler.nowMs() < endMs) {
      this.scheduler.runUntil(Math.min(endMs, this.scheduler.nowMs() + 5));
      await Promise.resolve();
    }
  }
}

describe.each([3, GREETING_MACHINES_MAX + 1])('a mesh of %d machines through a relay', machines => {
  test('carries messages each way, once and in order, and machines come before the relay does', async () => {
    const world = new World();
    const joining = Array.from({ length: machines }, (_, i) => world.join(i + 1, machines));
    await world.pass(50);
    world.serve();
    await world.pass(3000);
    const meshes = await Promise.all(joining);
    const ears = meshes.map(
      mesh => new Map([...mesh.links].map(([remote, link]) => [remote, new Ear(link)])),
    );
    for (let number = 1; number <= 20; number++)
      for (const [from, to] of [
        [1, 2],
        [2, 1],
        [3, 1],
      ] as const)
        meshes[from - 1]!.links.get(to)!.send(messageOf(from, to, number));
    await world.pass(3000);
    const all = Array.from({ length: 20 }, (_, i) => i + 1);
    expect(ears[1]!.get(1)!.numbers).toEqual(all);
    expect(ears[0]!.get(2)!.numbers).toEqual(all);
    expect(ears[0]!.get(3)!.numbers).toEqual(all);
  });

  test('loses nothing that was sent while the relay was gone, and says so meanwhile', async () => {
    const world = new World();
    world.serve();
    const meshes = await world.joinAll(machines);
    const ear = new Ear(meshes[1]!.links.get(1)!);
    const link = meshes[0]!.links.get(2)!;
    link.send(messageOf(1, 2, 1));
    await world.pass(500);
    world.stopServing();
    await world.pass(500);
    for (let number = 2; number <= 9; number++) link.send(messageOf(1, 2, number));
    await world.pass(2000);
    expect(ear.numbers).toEqual([1]);
    expect(world.reports.at(-1)).toMatchObject({ state: 'connecting', reason: 'The relay was stopped.' });
    world.serve();
    await world.pass(3000);
    expect(ear.numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(world.reports.at(-1)).toMatchObject({ remote: 2, state: 'open', changes: 1 });
  });

  test('a first message that is sent while there is no relay arrives once there is one', async () => {
    const world = new World();
    world.serve();
    const meshes = await world.joinAll(machines);
    const ear = new Ear(meshes[2]!.links.get(1)!);
    world.stopServing();
    await world.pass(500);
    meshes[0]!.links.get(3)!.send(messageOf(1, 3, 1));
    await world.pass(500);
    world.serve();
    await world.pass(3000);
    expect(ear.numbers).toEqual([1]);
  });

  test('tells the others of its leaving', async () => {
    const world = new World();
    world.serve();
    const meshes = await world.joinAll(machines);
    const link = meshes[0]!.links.get(2)!;
    const ear = new Ear(meshes[1]!.links.get(1)!);
    link.send(messageOf(1, 2, 1));
    await world.pass(500);
    meshes[0]!.close();
    await world.pass(500);
    expect(ear.numbers).toEqual([1]);
    expect(ear.closings).toHaveLength(1);
  });
});

test('many machines greet nobody to whom they have nothing to say', async () => {
  const world = new World();
  world.serve();
  const machines = 3 * GREETING_MACHINES_MAX;
  await world.joinAll(machines);
  await world.pass(5000);
  expect(world.packets).toBe(0);
});

test('a relay that never comes ends the attempt with a reason, and an abort ends it with its own', async () => {
  const world = new World();
  const failing = expect(world.join(1, 2)).rejects.toThrow(
    'No link between machine 1 and machine 2 over the relay: The server does not answer.',
  );
  const controller = new AbortController();
  const aborted = expect(world.join(2, 2, controller.signal)).rejects.toThrow('changed my mind');
  controller.abort(new Error('changed my mind'));
  await world.pass(SERVER_TIMEOUT_MS + 1000);
  await failing;
  await aborted;
});
