// One machine of a room in a page, whichever it is: in a frame, in a tab, or on another device.
import type { MachineAddress } from '../address/machine.ts';
import { openChannelInWorker } from '../network/broadcast/sieved-channel.ts';
import { openBrowserMesh } from '../network/browser-mesh.ts';
import { browserLocks } from '../laboratory/web-locks.ts';
import { MachinePage, type MachinePageOptions } from '../laboratory/machine-page.ts';
import type { RealScheduler } from '../time/real-scheduler.ts';
import '../ui/machine/machine-view.ts';
import { machineTabTitle } from '../words/machine-page.ts';
import { readSeatName } from '../core/seat-name.ts';
import { tryStorage } from './try-storage.ts';
import type { Changed, View } from './view.ts';

/** What hosts one machine of a room. */
export interface MachineHosting {
  readonly options: MachinePageOptions;
  readonly scheduler: RealScheduler;
  /** As it is now. */
  readonly query: () => string;
  /** How this page reaches the trial's page, where that is on another device. */
  readonly line?: HTMLElement;
  /** After the page has said goodbye. */
  readonly leave?: () => void;
}

/** Of the person at this tab, in the storage of the tab alone: two tabs of one browser may be two people's. */
const NAME_KEY = 'lamplight/name';

export function optionsOf({ room, seat, place, memory }: MachineAddress, scheduler: RealScheduler) {
  return {
    room,
    place,
    // A frame has no person, and shares the storage of the tab that it is in.
    name: place === 'frame' ? '' : rememberedName(),
    scheduler,
    openMesh: openBrowserMesh,
    locks: browserLocks(),
    openRoomChannel: openChannelInWorker,
    openStorage: async () => (await import('../laboratory/indexed-run-storage.ts')).openIndexedRunStorage(),
    openProgram: async (...given) => (await import('./host-program.ts')).openProgram(...given),
    isAmnesic: memory === 'lost',
    ...(seat !== undefined && { machine: seat }),
  } satisfies MachinePageOptions;
}

export function hostMachine(
  { options, scheduler, query, line, leave }: MachineHosting,
  changed: Changed,
): View {
  const page = new MachinePage(options);

  const tellHidden = (): void => {
    page.hidden = document.hidden;
  };
  tellHidden();
  document.addEventListener('visibilitychange', tellHidden);

  const element = document.createElement('machine-view');
  element.page = page;
  // A frame has no person to be named.
  if (options.place !== 'frame') void import('../ui/machine/seat-name.ts');
  element.compact = options.place === 'frame';
  if (line) element.append(line);
  let { name } = page.state;
  let isFetched = false;
  const unsubscribe = page.subscribe(() => {
    if (page.state.program && !isFetched && options.place !== 'frame') {
      isFetched = true;
      void import('../ui/program/seat-program.ts');
    }
    if (page.state.name !== name) rememberName((name = page.state.name));
    changed();
  });

  const view: View = {
    element,
    get title() {
      const { machine, name } = page.state;
      return machineTabTitle(machine, name === '' ? undefined : name);
    },
    get query() {
      return query();
    },
    activity: undefined,
    wouldBeMissed: false,
    sighted: () => undefined,
    close: () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', tellHidden);
      page.close();
      leave?.();
      scheduler.close();
    },
  };
  return view;
}

function rememberedName(): string {
  const read = readSeatName(tryStorage(() => sessionStorage.getItem(NAME_KEY)) ?? '');
  return read.kind === 'name' ? read.name : '';
}

function rememberName(name: string): void {
  tryStorage(() => sessionStorage.setItem(NAME_KEY, name));
}
