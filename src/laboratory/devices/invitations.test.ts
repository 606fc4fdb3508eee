// Devices that join by an invitation link: over a server that is not ours and sees nothing, with the right key, a wrong one and none.
import { describe, expect, onTestFinished, test } from 'vitest';
import { newRoomKey } from '../../network/server/room-key.ts';
import { Air } from '../../testing/line-peers.ts';
import { ended, makeRoom, meshesOver, settingsOf } from '../../testing/laboratory-room.ts';
import { MemoryRunStorage } from '../../testing/memory-run-storage.ts';
import { PostOffice } from '../../testing/network/post-office.ts';
import { openBroadcastChannel } from '../../network/broadcast/broadcast-channels.ts';
import { runHeadline } from '../../words/run-status.ts';
import { randomIdentifier } from '../control-channel.ts';
import { MachinePage } from '../machine-page.ts';
import { MemoryLocks } from '../memory-locks.ts';
import { DeviceHost } from './device-host.ts';
import { FarCalling } from './far-calling.ts';

const BROKERS = ['wss://broker.example.org/'];

function makeInvited() {
  const room = makeRoom();
  const { scheduler } = room;
  const [air, office] = [new Air(), new PostOffice()];
  const openServer = () => Promise.resolve(office.connect());
  const openHost = (): DeviceHost => {
    const host = new DeviceHost({ room: room.room, servers: [], scheduler, openPeer: air.open, openServer });
    onTestFinished(() => host.close());
    return host;
  };
  const openDevice = (key: string, machine?: number) => {
    const id = randomIdentifier();
    const [device, tab] = [randomIdentifier(), randomIdentifier()];
    const joining = new FarCalling({
      room: room.room,
      device,
      tab,
      page: id,
      scheduler,
      openPeer: air.open,
      openServer,
      brokers: BROKERS,
      key,
    });
    const page = new MachinePage({
      room: room.room,
      id,
      place: 'device',
      scheduler,
      openMesh: meshesOver((name, onData) =>
        name.includes('/signal/')
          ? joining.line.openChannel(name, onData)
          : openBroadcastChannel(name, onData),
      ),
      openRoomChannel: joining.line.openSievedChannel,
      openSeatChannel: joining.line.openSievedChannel,
      locks: new MemoryLocks(true),
      openStorage: () => Promise.resolve(new MemoryRunStorage()),
      ...(machine !== undefined && { machine }),
    });
    onTestFinished(() => {
      page.close();
      joining.close();
    });
    return { joining, page };
  };
  return { ...room, air, office, openHost, openDevice };
}

const isJoined = ({ kind }: FarCalling['state']): boolean => kind === 'joined';

describe('an invitation link', () => {
  test('brings several devices in; a run of them is whole, and the server hears no more once they have joined', async () => {
    const { room, openHost, openDevice, openLaboratory, openPage, until, office } = makeInvited();
    const [host, key] = [openHost(), newRoomKey()];
    await host.invite({ brokers: BROKERS, key });
    const laboratory = openLaboratory();
    openPage(1);
    const devices = [openDevice(key, 2), openDevice(key, 3)];
    for (const { joining } of devices) await until(joining, isJoined);
    const posted = office.posted.length;
    laboratory.run(settingsOf(room, { rates: [10, 20, 5], durationSeconds: 2, seed: 3 }));
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe('Finished: 70 events in 2 s. Every message arrived');
    expect(state.seats.map(({ place }) => place)).toEqual(['tab', 'device', 'device']);
    expect(office.posted.length).toBe(posted);
  });

  test('shows a server no description, no room, no page and no key', async () => {
    const { room, openHost, openDevice, until, office } = makeInvited();
    const [host, key] = [openHost(), newRoomKey()];
    await host.invite({ brokers: BROKERS, key });
    const { joining } = openDevice(key);
    await until(joining, isJoined);
    expect(office.posted.length).toBeGreaterThan(3);
    for (const { address, bytes } of office.posted) {
      const seen = `${address} ${new TextDecoder().decode(bytes)}`;
      for (const plain of [room, 'end ', 'offer', 'knock', 'trial-page', 'device', key.slice(0, 20)])
        expect(seen).not.toContain(plain);
    }
  });

  test('with another key gets nowhere and is told so; one that is not whole is told at once', async () => {
    const { openHost, openDevice, until } = makeInvited();
    const host = openHost();
    await host.invite({ brokers: BROKERS, key: newRoomKey() });
    const { joining } = openDevice(newRoomKey());
    const state = await until(joining, at => at.kind === 'calling' && at.problem !== undefined);
    expect(state).toMatchObject({ problem: { kind: 'no-answer' } });
    expect(host.state.devices).toEqual([]);
    for (const key of ['', newRoomKey().slice(1)]) {
      const broken = openDevice(key).joining;
      expect(broken.state).toMatchObject({ problem: { kind: 'bad-key' } });
    }
  });

  test('brings a device back by itself when its line is cut, and when the trial page was reloaded', async () => {
    const { openHost, openDevice, openLaboratory, until, air } = makeInvited();
    const [host, key] = [openHost(), newRoomKey()];
    await host.invite({ brokers: BROKERS, key });
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [1, 1], place: 'tabs' });
    const { joining, page } = openDevice(key);
    await until(joining, isJoined);
    await until(page, ({ machine }) => machine === 1);
    air.cut();
    expect(joining.state).toMatchObject({ kind: 'calling', isLost: true });
    await until(joining, isJoined);
    await until(host, ({ devices }) => devices[0]?.line === 'joined' && devices[0].machine === 1);
    host.close();
    await until(joining, ({ kind }) => kind === 'calling');
    const next = openHost();
    await next.invite({ brokers: BROKERS, key });
    await until(joining, isJoined);
    await until(next, ({ devices }) => devices[0]?.machine === 1);
  });

  test('lets nobody in after it has ended, and no device where there is no broker', async () => {
    const { room, scheduler, openHost, openDevice, until } = makeInvited();
    const [host, key] = [openHost(), newRoomKey()];
    await host.invite({ brokers: BROKERS, key });
    host.endInvitation();
    expect(host.state.invitation).toEqual({ kind: 'none' });
    const { joining } = openDevice(key);
    const state = await until(joining, at => at.kind === 'calling' && at.problem !== undefined);
    expect(state).toMatchObject({ problem: { kind: 'no-answer' } });
    const lost = new DeviceHost({
      room,
      servers: [],
      scheduler,
      openPeer: new Air().open,
      openServer: () => Promise.reject(new Error('“x” is not the address of a broker.')),
    });
    onTestFinished(() => lost.close());
    await lost.invite({ brokers: ['x'], key });
    expect(lost.state.invitation).toEqual({ kind: 'failed', reason: '“x” is not the address of a broker.' });
  });
});
