// An event of the diagram in one sentence, for whoever walks it by keys and for whoever points at it.
import type { Event } from '../../../core/event.ts';
import type { Trace } from '../../../core/trace.ts';
import { machineName, machineNumeral } from '../../../words/machine-name.ts';
import { listing } from '../../../words/machines.ts';
import { seconds } from './time-scale.ts';

const MILLISECOND = 1;

/** `label` is what the diagram writes beside the mark. */
export function eventSentence(trace: Trace, event: Event, label: string): string {
  const { machine, index, atMs } = event;
  return `${machineName(trace, machine)}, event ${index + 1}: ${whatOf(trace, event)} at ${seconds(atMs, MILLISECOND)} s, timestamp ${label}`;
}

function whatOf(trace: Trace, event: Event): string {
  switch (event.kind) {
    case 'internal':
      return 'internal event';
    case 'send': {
      const to = [...new Set(event.messages.map(message => message.to))];
      if (to.length === 0) return 'send';
      return to.length > 4
        ? `send to ${to.length} machines`
        : `send to ${listing(to.map(machine => machineNumeral(trace, machine)))}`;
    }
    case 'receive':
      return event.message
        ? `receive from ${machineNumeral(trace, event.message.from)}`
        : 'receive of an unknown message';
  }
}
