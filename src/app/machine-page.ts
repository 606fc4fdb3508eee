// Composition root of the machine view: a page, in a frame, in a tab or on another device, that hosts one machine of its room.
import { html } from 'lit';
import { readMachineAddress, type MachineAddress } from '../address/machine.ts';
import { FAR_PART, machineAddressNotice, machineTabTitle } from '../words/machine-page.ts';
import { hostMachine, optionsOf } from './host-machine.ts';
import { pageScheduler } from './real-time.ts';
import type { Changed, OpenView, View } from './view.ts';

/** Another address is another machine: then this one is closed. */
export const openMachine: OpenView = (query, changed) => {
  const parsed = readMachineAddress(query);
  return parsed.kind === 'address'
    ? host(query, parsed.address, changed)
    : sayWhatIsWrong(query, parsed.problems);
};

function host(query: string, address: MachineAddress, changed: Changed): View {
  const { place, join, broker, key } = address;
  if (place === 'device' || [join, broker, key].some(field => field !== undefined))
    return hostFarMachine(query, { ...address, place: 'device' }, changed);
  const scheduler = pageScheduler();
  return hostMachine({ options: optionsOf(address, scheduler), scheduler, query: () => query }, changed);
}

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

/** The machine's page on another device: what it needs beside is fetched first. */
function hostFarMachine(query: string, address: MachineAddress, changed: Changed): View {
  const part = document.createElement('lazy-part');
  const opened: { view?: View } = {};
  let isClosed = false;
  part.name = FAR_PART;
  part.load = async () => {
    const { openFarMachine } = await import('./far-machine.ts');
    if (isClosed) return;
    opened.view ??= openFarMachine(address, changed);
    changed();
  };
  part.content = () => html`${opened.view?.element}`;
  void import('../ui/parts/lazy-part.ts');
  return {
    element: part,
    get title() {
      return opened.view?.title ?? machineTabTitle(undefined);
    },
    get query() {
      return opened.view?.query ?? query;
    },
    activity: undefined,
    wouldBeMissed: false,
    sighted: () => undefined,
    close: () => {
      isClosed = true;
      opened.view?.close();
    },
  };
}
