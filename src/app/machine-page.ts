// Composition root of the machine view: a page, in a frame or a tab, that hosts one machine of its room.
import { readMachineAddress, type MachineAddress } from '../address/machine.ts';
import { openChannelInWorker } from '../network/broadcast/sieved-channel.ts';
import { openBrowserMesh } from '../network/browser-mesh.ts';
import { browserLocks } from '../laboratory/web-locks.ts';
import { MachinePage } from '../laboratory/machine-page.ts';
import '../ui/machine/machine-view.ts';
import { machineAddressNotice, machineTabTitle } from '../words/machine-page.ts';
import { pageScheduler } from './real-time.ts';
import type { Changed, OpenView, View } from './view.ts';

/** Another address is another machine: then this one is closed. */
export const openMachine: OpenView = (query, changed) => {
  const parsed = readMachineAddress(query);
  return parsed.kind === 'address'
    ? hostMachine(query, parsed.address, changed)
    : sayWhatIsWrong(query, parsed.problems);
};

function sayWhatIsWrong(query: string, problems: readonly string[]): View {
  const notice = machineAddressNotice(problems);
  const element = document.createElement('page-notice');
  // Hardly any frame has a wrong address: none waits for what shows one.
  void import('../ui/parts/page-notice.ts').then(() => {
    element.notice = notice;
  });
  return {
    element,
    title: notice.heading,
    query,
    activity: undefined,
    wouldBeMissed: false,
    sighted: () => undefined,
    close: () => undefined,
  };
}

function hostMachine(query: string, { room, seat, place, memory }: MachineAddress, changed: Changed): View {
  const scheduler = pageScheduler();
  const page = new MachinePage({
    room,
    place,
    scheduler,
    openMesh: openBrowserMesh,
    locks: browserLocks(),
    openRoomChannel: openChannelInWorker,
    openStorage: async () => (await import('../laboratory/indexed-run-storage.ts')).openIndexedRunStorage(),
    isAmnesic: memory === 'lost',
    ...(seat !== undefined && { machine: seat }),
  });

  const tellHidden = (): void => {
    page.hidden = document.hidden;
  };
  tellHidden();
  document.addEventListener('visibilitychange', tellHidden);

  const element = document.createElement('machine-view');
  element.page = page;
  element.compact = place === 'frame';
  const unsubscribe = page.subscribe(changed);

  const view: View = {
    element,
    get title() {
      const { machine } = page.state;
      return machineTabTitle(machine);
    },
    query,
    activity: undefined,
    wouldBeMissed: false,
    sighted: () => undefined,
    close: () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', tellHidden);
      page.close();
      scheduler.close();
    },
  };
  return view;
}
