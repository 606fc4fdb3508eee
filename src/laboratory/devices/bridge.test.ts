// What a device may say into a room and hear of it, and that nothing else gets through: whatever it sends.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ROOM } from '../../engine/settings.ts';
import { MemoryNetwork } from '../../network/memory/memory-network.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { trialFrom } from '../../core/trial.ts';
import { pageChannelName, roomChannelName } from '../control-channel.ts';
import { Bridge } from './bridge.ts';

const PAGE = '0123456789abcdef';
const DEVICE = 'fedcba9876543210';
const RUN = 'aaaaaaaaaaaaaaaa';
const ROOM = DEFAULT_ROOM;
const HELLO = { kind: 'hello', page: PAGE, place: 'device', hidden: false, locked: false };

function makeBridge() {
  const scheduler = new VirtualScheduler();
  const network = new MemoryNetwork({ schedule: task => scheduler.at(scheduler.nowMs(), task) });
  const told: unknown[] = [];
  const floods: number[] = [];
  const bridge = new Bridge({
    room: ROOM,
    scheduler,
    servers: [],
    send: text => told.push(JSON.parse(text)),
    onJoined: () => undefined,
    onSeated: () => undefined,
    onFlood: () => floods.push(1),
    openChannel: (name, onData) => network.open(name, onData),
  });
  const say = (message: unknown): void => bridge.hear(JSON.stringify(message));
  const pass = (): void => scheduler.runUntil(scheduler.nowMs() + 1);
  const listen = (name: string) => {
    const heard: unknown[] = [];
    const channel = network.open(name, data => heard.push(data));
    return { heard, post: (data: unknown) => channel.post(data) };
  };
  const join = (): void => say({ kind: 'join', device: DEVICE, tab: DEVICE, page: PAGE });
  return { bridge, say, pass, listen, join, told, floods, network, scheduler };
}

const signalName = (pair: string, run = RUN): string => `lamplight/${ROOM}/${run}/signal/${pair}`;

describe('a bridge', () => {
  it('lets a device offer its own page, marked as what it is, and nobody else', () => {
    const { say, pass, listen, join, bridge } = makeBridge();
    const room = listen(roomChannelName(ROOM));
    say({ kind: 'open', channel: 1, name: roomChannelName(ROOM) });
    expect(bridge.rejected).toBe(1); // before it has said who it is
    join();
    say({ kind: 'open', channel: 1, name: roomChannelName(ROOM) });
    say({
      kind: 'post',
      channel: 1,
      data: { ...HELLO, place: 'frame', locked: true, device: '0'.repeat(16) },
    });
    say({ kind: 'post', channel: 1, data: { ...HELLO, page: '0'.repeat(16) } });
    say({ kind: 'post', channel: 1, data: { kind: 'call', coordinator: PAGE } });
    pass();
    expect(room.heard).toEqual([{ ...HELLO, device: DEVICE }]);
    expect(bridge.rejected).toBe(3);
  });

  it('tells it of the room only the call, and of others nothing', () => {
    const { say, pass, listen, join, told } = makeBridge();
    const room = listen(roomChannelName(ROOM));
    join();
    say({ kind: 'open', channel: 1, name: roomChannelName(ROOM) });
    say({ kind: 'open', channel: 2, name: pageChannelName(ROOM, '0'.repeat(16)) });
    const other = listen(pageChannelName(ROOM, '0'.repeat(16)));
    room.post({ ...HELLO, page: '0'.repeat(16), place: 'tab' });
    room.post({ kind: 'call', coordinator: PAGE });
    const before = told.length;
    other.post({ kind: 'ask' });
    pass();
    say({ kind: 'post', channel: 2, data: { kind: 'goodbye' } });
    pass();
    expect(other.heard).toEqual([]);
    expect(told.slice(before)).toEqual([
      { kind: 'post', channel: 1, data: { kind: 'call', coordinator: PAGE } },
    ]);
  });

  it('gives it the signaling of the machine that it has, once it has it, and of no other', () => {
    const { say, pass, listen, join, told } = makeBridge();
    const seat = listen(pageChannelName(ROOM, PAGE));
    join();
    say({ kind: 'open', channel: 1, name: pageChannelName(ROOM, PAGE) });
    const names = ['1-2', '2-3', '1-3'].map(pair => signalName(pair));
    const pairs = names.map(listen);
    names.forEach((name, i) => say({ kind: 'open', channel: 10 + i, name }));
    say({ kind: 'open', channel: 20, name: `lamplight/${ROOM}/${RUN}/link/1-2` });
    const link = listen(`lamplight/${ROOM}/${RUN}/link/1-2`);
    const post = (): void => {
      for (const channel of [10, 11, 12, 20]) say({ kind: 'post', channel, data: 'here' });
      pass();
    };
    post();
    expect(pairs.map(({ heard }) => heard)).toEqual([[], [], []]);
    seat.post({
      kind: 'configure',
      run: RUN,
      machine: 2,
      trial: trialFrom({ rates: [1, 1, 1] }),
      link: 'auto',
    });
    pass();
    post();
    expect(pairs.map(({ heard }) => heard)).toEqual([['here'], ['here'], []]);
    expect(link.heard).toEqual([]);
    const before = told.length;
    pairs[2]!.post('not for it');
    pairs[0]!.post('for it');
    pass();
    expect(told.slice(before)).toEqual([{ kind: 'post', channel: 10, data: 'for it' }]);
  });

  it('turns away what floods, and holds no more channels than a page has', () => {
    const { say, join, floods, network, bridge } = makeBridge();
    join();
    for (let channel = 1; channel <= 1000; channel++)
      say({ kind: 'open', channel, name: roomChannelName(ROOM) });
    expect(network.openChannels).toBeLessThanOrEqual(404);
    expect(bridge.rejected).toBeGreaterThan(500);
    for (let i = 0; i < 5000; i++) say({ kind: 'post', channel: 1, data: i });
    expect(floods.length).toBeGreaterThan(0);
    bridge.close();
    expect(network.openChannels).toBe(0);
  });

  it('takes anything, and says goodbye for a page that could not', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.jsonValue().map(value => JSON.stringify(value)),
            fc
              .record({
                kind: fc.constantFrom('join', 'open', 'close', 'post'),
                channel: fc.integer({ min: -1, max: 4 }),
                name: fc.constantFrom(
                  roomChannelName(ROOM),
                  pageChannelName(ROOM, PAGE),
                  signalName('1-2'),
                  '',
                ),
                data: fc.oneof(fc.jsonValue(), fc.constant(HELLO)),
                device: fc.constantFrom(DEVICE, 'x'),
                tab: fc.constant(DEVICE),
                page: fc.constantFrom(PAGE, 'x'),
              })
              .map(value => JSON.stringify(value)),
          ),
          { maxLength: 30 },
        ),
        texts => {
          const { bridge, pass, listen, join, say, network } = makeBridge();
          for (const text of texts) bridge.hear(text);
          const seat = listen(pageChannelName(ROOM, PAGE));
          join();
          say({ kind: 'open', channel: 99, name: pageChannelName(ROOM, PAGE) });
          bridge.close();
          pass();
          expect(seat.heard.length).toBeGreaterThan(0);
          expect(seat.heard.at(-1)).toEqual({ kind: 'goodbye' });
          expect(network.openChannels).toBe(1);
        },
      ),
    );
  });
});
