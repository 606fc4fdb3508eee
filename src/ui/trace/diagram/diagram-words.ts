// What the diagram tells of a trace, handed to the sentences that say it.
import { SystemTimes } from '../../../analysis/system-times.ts';
import type { Event } from '../../../core/event.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import { STEP_MS } from '../../../core/program/program-record.ts';
import type { Engine, Trace } from '../../../core/trace.ts';
import {
  diagramDescription,
  EVENT_KINDS_SAID,
  foundCaption,
  hiddenCaption,
  lanesInView,
  receiveFrom,
  sendTo,
  sendToMany,
  stepsInView,
  stretchInView,
} from '../../../words/diagram.ts';
import { eventName, eventSentence } from '../../../words/event-words.ts';
import { machineName, machineNumeral } from '../../../words/machine-name.ts';
import { momentOf } from '../../../words/numbers.ts';
import { timesByOwnClocks, timesWithin } from '../../../words/system-times.ts';
import { foundIn, type FocusState, type TimeWindow } from '../trace-focus.ts';
import type { Layout } from './layout.ts';
import type { LabelOf } from './scene-lanes.ts';
import { seconds } from './time-scale.ts';

const RECIPIENTS_MAX = 4; // that are named

/** The name of the drawing for whoever does not see it. */
export function descriptionOf({ machines, engine }: Trace, window: TimeWindow): string {
  return diagramDescription(machines, stretch(window, engine));
}

/** `8.1 to 16.9 s`. */
export function stretch({ fromMs, toMs }: TimeWindow, engine: Engine): string {
  if (engine === 'stepped') return stepsInView(Math.ceil(fromMs / STEP_MS), Math.floor(toMs / STEP_MS));
  const finest = Math.min(100, (toMs - fromMs) / 100);
  return stretchInView(Number(seconds(fromMs, finest)), Number(seconds(toMs, finest)));
}

/** What is in view, and what is marked in it. */
export function sentencesBelow(
  trace: Trace,
  window: TimeWindow,
  layout: Layout,
  focus: FocusState,
  caption: string,
): string[] {
  const found = foundIn(focus, trace);
  const names = focus.hidden.map((machine, i) =>
    i === 0 ? machineName(trace, machine) : trace.nameOf(machine),
  );
  return [
    `${stretch(window, trace.engine)}${lanesSeen(layout, trace.machines, focus.hidden.length)}: ${caption}`,
    ...(names.length > 0 ? [hiddenCaption(names)] : []),
    ...(found ? [foundCaption(found.length, focus.search?.text)] : []),
    ...timesSentence(trace, focus),
  ];
}

function timesSentence(trace: Trace, focus: FocusState): string[] {
  const { facts, boundMs } = new SystemTimes(trace);
  if (focus.times === 'own') return [timesByOwnClocks(facts)];
  return boundMs === undefined ? [] : [timesWithin(boundMs)];
}

/** Which lanes are seen, where not all have room. */
function lanesSeen({ lanes }: Layout, machines: number, hidden: number): string {
  return lanes.length + hidden >= machines ? '' : lanesInView(lanes[0] ?? 1, lanes.at(-1) ?? 1, machines);
}

/** The event in one sentence, for whoever walks by keys and for whoever points; with the label beside its mark. */
export function sentenceAt(trace: Trace, place: EventPlace, labels: LabelOf | undefined): string {
  const { machine, index } = place;
  const event = trace.event(machine, index);
  return eventSentence({
    name: eventName(machineName(trace, machine), place),
    what: whatOf(trace, event),
    at: momentOf(trace.engine, event.atMs),
    timestamp: labels?.(machine, index) ?? `${event.clock}`,
  });
}

function whatOf(trace: Trace, event: Event): string {
  switch (event.kind) {
    case 'internal':
      return EVENT_KINDS_SAID.internal;
    case 'send': {
      const to = [...new Set(event.messages.map(message => message.to))];
      if (to.length === 0) return EVENT_KINDS_SAID.send;
      return to.length > RECIPIENTS_MAX
        ? sendToMany(to.length)
        : sendTo(to.map(machine => machineNumeral(trace, machine)));
    }
    case 'receive':
      return event.message
        ? receiveFrom(machineNumeral(trace, event.message.from))
        : EVENT_KINDS_SAID.unknownReceive;
  }
}
