// Machines on other devices: they join by code, run as those at home do, and what happens to their line on the way.
import { describe, expect, onTestFinished, test } from 'vitest';
import { audit } from '../../analysis/audit/audit.ts';
import { openBroadcastChannel } from '../../network/broadcast/broadcast-channels.ts';
import { writeCode } from '../../network/line/join-code.ts';
import { Air } from '../../testing/line-peers.ts';
import { ended, makeRoom, meshesOver, settingsOf } from '../../testing/laboratory-room.ts';
import { MemoryRunStorage } from '../../testing/memory-run-storage.ts';
import { runHeadline } from '../../words/run-status.ts';
import { randomIdentifier } from '../control-channel.ts';
import { MachinePage } from '../machine-page.ts';
import { MemoryLocks } from '../memory-locks.ts';
import { DeviceHost, LINE_KEPT_MS } from './device-host.ts';
import { FarJoining } from './far-joining.ts';

const TRIAL = { rates: [10, 20, 5], durationSeconds: 2, seed: 3 };

function makeDevices(place: 'frames' | 'tabs' = 'tabs') {
  const room = makeRoom();
  const air = new Air();
  const { scheduler } = room;
  const host = new DeviceHost({
    room: room.room,
    servers: [],
    scheduler,
    openPeer: air.open,
    openServer: () => Promise.reject(new Error('There is no broker.')),
  });
  onTestFinished(() => host.close());

  const openDevice = (
    machine?: number,
    device = randomIdentifier(),
    storage = new MemoryRunStorage(),
    tab = device,
  ) => {
    const id = randomIdentifier();
    const joining = new FarJoining({ room: room.room, device, tab, page: id, scheduler, openPeer: air.open });
    const page = new MachinePage({
      room: room.room,
      id,
      place: 'device',
      scheduler,
      // Links between machines are of the kind that a Node process has; what is far about them is their signaling.
      openMesh: meshesOver((name, onData) =>
        name.includes('/signal/')
          ? joining.line.openChannel(name, onData)
          : openBroadcastChannel(name, onData),
      ),
      openRoomChannel: joining.line.openSievedChannel,
      openSeatChannel: joining.line.openSievedChannel,
      locks: new MemoryLocks(true),
      openStorage: () => Promise.resolve(storage),
      ...(machine !== undefined && { machine }),
    });
    const close = (): void => {
      page.close();
      joining.close();
    };
    onTestFinished(close);
    return { joining, page, close, device, storage };
  };
  type Device = ReturnType<typeof openDevice>;
  /** Codes are packed in real time: virtual time must not run away meanwhile. */
  const still = async <State>(
    door: { readonly state: State },
    condition: (state: State) => boolean,
  ): Promise<State> => {
    while (!condition(door.state)) await new Promise(resolve => setImmediate(resolve));
    return door.state;
  };
  const offerCode = async (): Promise<string> => {
    host.makeOffer();
    const { offer } = await still(host, ({ offer: { kind } }) => kind === 'ready');
    return offer.kind === 'ready' ? offer.code : '';
  };
  const answerTo = async (code: string, { joining }: Device): Promise<string> => {
    void joining.takeCode(code);
    const state = await still(joining, ({ kind }) => kind === 'answer');
    return state.kind === 'answer' ? state.answer : '';
  };
  const join = async (device: Device): Promise<void> => {
    await host.takeAnswer(await answerTo(await offerCode(), device));
    await still(device.joining, ({ kind }) => kind === 'joined');
  };
  return { ...room, air, host, openDevice, offerCode, answerTo, join, place };
}

describe('machines on other devices', () => {
  test('join by code, run with those at home, and nothing is lost', async () => {
    const { room, openLaboratory, openPage, openDevice, join, until, host } = makeDevices();
    const laboratory = openLaboratory();
    openPage(1);
    const [two, three] = [openDevice(2), openDevice(3)];
    for (const device of [two, three]) await join(device);
    laboratory.run(settingsOf(room, TRIAL));
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe('Finished: 70 events in 2 s. Every message arrived');
    expect(state.seats.map(({ place }) => place)).toEqual(['tab', 'device', 'device']);
    expect(state.trace!.gaps).toEqual([]);
    expect(audit(state.trace!).faults).toBe(0);
    expect(host.state.devices).toEqual([
      { number: 1, machine: 2, line: 'joined' },
      { number: 2, machine: 3, line: 'joined' },
    ]);
  });

  test('take the seats of frames, and give them back when they go', async () => {
    const { openLaboratory, openDevice, join, until, host } = makeDevices();
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [1, 1], place: 'frames' });
    const device = openDevice();
    await join(device);
    await until(laboratory, ({ seats }) => seats[0]?.place === 'device');
    expect(laboratory.state.frames).toEqual([2]);
    device.close();
    await until(laboratory, ({ seats }) => seats[0]?.place === undefined);
    expect(laboratory.state.frames).toEqual([1, 2]);
    await until(host, ({ devices }) => devices.length === 0);
  });

  test('go on where they were when their line is cut in mid-run and a new code is carried over', async () => {
    const { room, openLaboratory, openPage, openDevice, join, until, pass, air, host } = makeDevices();
    const laboratory = openLaboratory();
    openPage(1);
    openPage(3);
    const device = openDevice(2);
    await join(device);
    laboratory.run(settingsOf(room, { ...TRIAL, durationSeconds: 12 }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs > 1000);
    air.cut();
    await until(device.joining, state => state.kind === 'code-wanted' && state.isLost);
    expect(host.state.devices).toEqual([{ number: 1, machine: 2, line: 'lost' }]);
    await pass(4000);
    await join(device);
    expect(host.state.devices).toEqual([{ number: 1, machine: 2, line: 'joined' }]);
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe('Finished: 420 events in 12 s. Every message arrived');
    expect(state.seats.every(({ lost }) => !lost)).toBe(true);
    expect(state.trace!.gaps).toEqual([]);
  });

  test('rejoin from their own memory after their page was closed; nobody else gets the seat', async () => {
    const { room, openLaboratory, openPage, openDevice, join, until } = makeDevices();
    const laboratory = openLaboratory();
    openPage(1);
    openPage(3);
    const device = openDevice(2);
    await join(device);
    laboratory.run(settingsOf(room, { ...TRIAL, durationSeconds: 8 }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs > 1000);
    device.close();
    await until(laboratory, ({ seats }) => seats[1]?.phase === 'away');
    const stranger = openPage(2);
    const otherDevice = openDevice();
    await join(otherDevice);
    for (const page of [stranger, otherDevice.page])
      await until(page, ({ fact }) => fact.kind === 'refused' && fact.refusal === 'run-goes-on');
    const again = openDevice(undefined, device.device, device.storage);
    await join(again);
    await until(again.page, ({ machine }) => machine === 2);
    const state = await until(laboratory, ended);
    expect(runHeadline(state)).toBe('Finished: 280 events in 8 s. Every message arrived');
    expect(state.seats[1]?.absences?.length).toBe(1);
    expect(state.trace!.gaps).toEqual([]);
  });

  test('whose page dies without a word are away once another page of theirs comes, or they stay out for long', async () => {
    const { openLaboratory, openDevice, join, until, pass, air, host } = makeDevices();
    const laboratory = openLaboratory();
    laboratory.prepare({ rates: [1, 1], place: 'tabs' });
    const device = openDevice();
    await join(device);
    await until(laboratory, ({ seats }) => seats[0]?.place === 'device');
    air.cut();
    await pass(LINE_KEPT_MS + 1000);
    expect(host.state.devices).toEqual([]);
    expect(laboratory.state.seats[0]?.place).toBe(undefined);
    await join(device); // the same page, for which the line is another one now
    await until(laboratory, ({ seats }) => seats[0]?.place === 'device');
    const another = openDevice(undefined, device.device);
    await join(another);
    await until(host, ({ devices }) => devices.length === 1);
    await until(another.page, ({ machine }) => machine !== undefined);
    await until(laboratory, ({ seats }) => seats.filter(({ place }) => place === 'device').length === 1);
  });
});

describe('what is said of a code', () => {
  const refusalOf = ({ answer }: DeviceHost['state']) =>
    answer.kind === 'refused' ? answer.why : answer.kind;

  test('used, unknown, of the other kind, expired', async () => {
    const { host, offerCode, answerTo, openDevice, until, pass } = makeDevices();
    const device = openDevice();
    const code = await offerCode();
    await host.takeAnswer(code);
    expect(refusalOf(host.state)).toBe('offer');
    const answer = await answerTo(code, device);
    await host.takeAnswer(answer.slice(0, -3));
    expect(refusalOf(host.state)).toBe('cut-off');
    await host.takeAnswer(answer);
    await until(host, ({ answer: { kind } }) => kind === 'joined');
    await host.takeAnswer(answer);
    expect(refusalOf(host.state)).toBe('used');
    await host.takeAnswer(await writeCode({ kind: 'answer', offer: '0'.repeat(32), description: 'end 0' }));
    expect(refusalOf(host.state)).toBe('unknown');

    const late = await answerTo(await offerCode(), openDevice());
    await pass(10 * 60_000 + 1000);
    expect(host.state.offer.kind).toBe('expired');
    await host.takeAnswer(late);
    expect(refusalOf(host.state)).toBe('expired');
  }, 120_000);

  test('on the device: of another room, an answer, two devices that do not see each other', async () => {
    const { host, air, offerCode, answerTo, openDevice, until } = makeDevices();
    const device = openDevice();
    const code = await offerCode();
    const answer = await answerTo(code, device);
    await device.joining.takeCode(answer);
    expect(device.joining.state).toEqual({
      kind: 'code-wanted',
      isLost: false,
      refusal: { kind: 'code', why: 'answer' },
    });
    const other = await writeCode({
      kind: 'offer',
      offer: '0'.repeat(32),
      room: 'elsewhere',
      expiresMs: 10 ** 12,
      servers: [],
      description: 'end 0',
    });
    await device.joining.takeCode(other);
    expect(device.joining.state).toMatchObject({ refusal: { kind: 'code', why: 'other-room' } });
    air.isClear = false;
    await host.takeAnswer(await answerTo(await offerCode(), device));
    const failed = await until(host, state => state.answer.kind === 'failed');
    expect(failed.answer).toMatchObject({ kind: 'failed', loss: { kind: 'unreachable' } });
  });
});
