// Composition root of a machine's page on another device than the trial's page: its channels are those of the line to that page.
import { brokersIn } from '../address/broker.ts';
import { joiningAddressIn, writeMachineAddress, type MachineAddress } from '../address/machine.ts';
import { randomIdentifier } from '../laboratory/control-channel.ts';
import { FarCalling } from '../laboratory/devices/far-calling.ts';
import { FarJoining } from '../laboratory/devices/far-joining.ts';
import { openBrowserMesh } from '../network/browser-mesh.ts';
import { openLinePeer } from '../network/webrtc/line-peer.ts';
import '../ui/machine/far-line.ts';
import { hostMachine, optionsOf } from './host-machine.ts';
import { openServer } from './broker-server.ts';
import { pageScheduler } from './real-time.ts';
import { tryStorage } from './try-storage.ts';
import type { Changed, View } from './view.ts';

/** The same for all pages of this browser: a machine's memory is in it. */
const DEVICE_KEY = 'lamplight/device';
/** The same for all pages of one tab: where another one comes, the one before is gone. */
const TAB_KEY = 'lamplight/tab';

export function openFarMachine(address: MachineAddress, changed: Changed): View {
  const scheduler = pageScheduler();
  const { room } = address;
  const id = randomIdentifier();
  const how = {
    room,
    device: remembered(() => localStorage, DEVICE_KEY),
    tab: remembered(() => sessionStorage, TAB_KEY),
    page: id,
    scheduler,
    openPeer: openLinePeer,
  };
  const { broker, key } = address;
  const joining =
    broker === undefined && key === undefined
      ? new FarJoining(how)
      : new FarCalling({ ...how, openServer, brokers: brokersIn(broker ?? ''), key: key ?? '' });
  const line = document.createElement('far-line');
  line.slot = 'line';
  line.joining = joining;
  line.openLink = text => {
    const address = joiningAddressIn(text, room);
    if (address !== undefined) location.hash = address;
    return address !== undefined;
  };
  const { openChannel, openSievedChannel } = joining.line;
  // A code is for one time: an address that still had it would say after a reload that it was used.
  let join = address.join;
  joining.subscribe(() => {
    if (joining.state.kind === 'joined') join = undefined;
    changed();
  });
  const options = {
    ...optionsOf(address, scheduler),
    isElsewhere: true,
    id,
    openMesh: (how: Parameters<typeof openBrowserMesh>[0]) => openBrowserMesh({ ...how, openChannel }),
    openRoomChannel: openSievedChannel,
    openSeatChannel: openSievedChannel,
  };
  const view = hostMachine(
    {
      options,
      scheduler,
      line,
      query: () => writeMachineAddress({ ...address, join }),
      leave: () => joining.close(),
    },
    changed,
  );
  if (address.join !== undefined && 'takeCode' in joining) void joining.takeCode(address.join);
  return view;
}

/** Where nothing can be stored, it is another one each time. */
function remembered(storageOf: () => Storage, key: string): string {
  const before = tryStorage(() => storageOf().getItem(key)) ?? '';
  if (/^[0-9a-f]{16}$/.test(before)) return before;
  const own = randomIdentifier();
  tryStorage(() => storageOf().setItem(key, own));
  return own;
}
