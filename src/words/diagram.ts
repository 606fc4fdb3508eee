// What the space–time diagram says besides its marks: its name, how much of the trace it shows, and how it is used.
import { counted, grouped } from '../core/counted.ts';
import { listing } from './numbers.ts';
import { quoted } from './problems.ts';

export const DIAGRAM_TITLE = 'Space–time diagram';

export const DIAGRAM_NAME = `${DIAGRAM_TITLE}, moved by keys`;
export const LEGEND_NAME = 'What the marks mean';

export const DIAGRAM_AXIS = 'time since the start';
/** Where time has no length. */
export const STEPS_AXIS = 'steps';
/** Over a column, in place of the time. */
export const STEP_HEAD = 'step';

/** At the ends of the lanes of a stage. */
export const STAGE_WORDS = {
  now: 'now',
  waiting: 'waiting messages',
  waitingShort: 'waiting',
  empty: 'empty',
} as const;

/** What the marks mean that are not named for a kind of event or for a relation. */
export const LEGEND_WORDS = {
  arrival: 'arrival',
  waits: 'waits in the queue',
  lost: 'lost, or a crash',
  copy: 'second copy',
  stopped: 'down or paused',
  partition: 'partition',
  bars: 'events by kind: receive, send, internal',
  selected: 'selected',
  marked: 'first difference of the two runs',
  found: 'found',
  note: 'note',
  through: 'order through hidden machines',
  cut: 'cut',
  violation: 'received before the cut, sent after it',
} as const;

export const DIAGRAM_TOOLS = {
  name: 'View and pictures of the diagram',
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
  fit: 'Fit',
  fitExplained: 'Show the whole run',
  follow: 'Follow',
  cut: 'Cut',
  svg: 'SVG',
  saveSvg: 'Save as SVG',
  png: 'PNG',
  savePng: 'Save as PNG',
} as const;

export const DIAGRAM_HELP = 'Keys and gestures';

type Rows = readonly (readonly [what: string, does: string])[];

export const DIAGRAM_KEYS: Rows = [
  ['← →', 'previous and next event on this machine'],
  ['↑ ↓', 'nearest event on the machine above and below'],
  ['Enter or M', 'follow the message: from a receive to its send, from a send to its receive'],
  ['Home End', 'first and last event of this machine'],
  ['+ − 0', 'zoom in, zoom out, show the whole run'],
  ['Escape', 'clear selection'],
];

export const DIAGRAM_GESTURES: Rows = [
  ['Drag', 'move along the run'],
  ['Ctrl or ⌘ + wheel', 'zoom; a pinch does the same'],
  ['Shift + wheel', 'move along the run; a wheel turned sideways does the same'],
  ['Click', 'select an event'],
  ['Hold a finger still', 'read what is under it; slide to an event and lift to select it'],
  ['Cut, then click', 'put a cut there; its handles move it on each machine'],
];

export const KEYBOARD_HINT =
  'Arrow keys go from event to event, Enter follows a message, + and − zoom; so does Ctrl or ⌘ with the wheel.';
export const TOUCH_HINT =
  'Drag to move, pinch to zoom, tap an event to select it. Hold a finger still to read what is under it.';
export const SELECT_HINT = 'Select an event to see its past and its future.';
export const SELECT_FIRST = 'Select an event first, then press Enter to follow its message.';

/** Why a message cannot be followed. */
export type NoMessage = 'internal' | 'nobody-received' | 'sender-unknown' | 'hidden';

const NO_MESSAGE: Readonly<Record<NoMessage, string>> = {
  internal: 'An internal event has no message to follow.',
  'nobody-received': 'No machine has received a message of this send.',
  'sender-unknown': 'The trace does not say who sent this message.',
  hidden: 'The machine at the other end is hidden.',
};

export function noMessage(reason: NoMessage): string {
  return NO_MESSAGE[reason];
}

export const NO_CANVAS = 'This browser cannot draw the picture.';
export const PICTURE_TOO_LARGE = 'The picture is too large for this browser; save it as SVG.';

/** What is in view, and how it is drawn. */
export interface InView {
  readonly events: number;
  readonly messages: number;
  /** One of so many messages is drawn. */
  readonly messageStride: number;
  /** Machines whose events are drawn as bars. */
  readonly denseLanes: number;
  /** Messages received before the cut and sent after it. */
  readonly violations: number;
  /** One of so many arrows through hidden machines is drawn. */
  readonly throughStride: number;
}

export function inViewCaption({
  events,
  messages,
  messageStride,
  denseLanes,
  violations,
  throughStride,
}: InView): string {
  const parts = [`${counted(events, 'event')} and ${counted(messages, 'message')} in view`];
  if (denseLanes > 0)
    parts.push(
      `bars count events where marks would be closer than 5 pixels${denseLanes > 1 ? '' : ' (1 machine)'}`,
    );
  if (messageStride > 1) parts.push(`1 of ${grouped(messageStride)} messages is drawn`);
  if (throughStride > 1) parts.push(`1 of ${grouped(throughStride)} dotted arrows is drawn`);
  if (violations > 0)
    parts.push(`${counted(violations, 'message')} in view received before the cut and sent after it`);
  return `${parts.join('; ')}.`;
}

export const HIDE_WORDS = {
  summary: 'Hide machines',
  part: 'The list of machines',
  legend: 'Machines that are shown',
  showAll: 'Show all machines',
} as const;

/** While machines are hidden. */
export function hiddenCaption(names: readonly string[]): string {
  const named = names.length <= HIDDEN_NAMED_MAX ? listing(names) : counted(names.length, 'machine');
  const are = names.length === 1 ? 'is' : 'are';
  const them = names.length === 1 ? 'it' : 'them';
  return `${named} ${are} hidden; dotted arrows are the order through ${them}.`;
}

const HIDDEN_NAMED_MAX = 4;

/** Of what was searched for; without a text it was a shape. */
export function foundCaption(found: number, text: string | undefined): string {
  const by = text === undefined ? 'of the shape' : `found by ${quoted(text)}`;
  return `${counted(found, 'event')} ${by} ${found === 1 ? 'is' : 'are'} underlined.`;
}

/** The name of the drawing for whoever does not see it. `stretch` such as `8.1 to 16.9 s`. */
export function diagramDescription(machines: number, stretch: string): string {
  return `${DIAGRAM_TITLE} of ${counted(machines, 'machine')} from ${stretch}.`;
}

/** After a zoom, for whoever does not see it. */
export function zoomAnnouncement(stretch: string): string {
  return `Shows ${stretch}`;
}

/** Part of a run; the ends as finely as its length needs: `8.1 to 16.9 s`. */
export function stretchInView(from: number, to: number): string {
  return `${from} to ${to} s`;
}

/** As {@link stretchInView}, where time has no length. */
export function stepsInView(from: number, to: number): string {
  return `steps ${from} to ${to}`;
}

/** Which lanes are seen, where not all have room. */
export function lanesInView(first: number, last: number, machines: number): string {
  return first === 1 && last === machines ? '' : `, machines ${first} to ${last} of ${machines}`;
}

/** What an event did, in its sentence. */
export const EVENT_KINDS_SAID = {
  internal: 'internal event',
  send: 'send',
  unknownReceive: 'receive of an unknown message',
} as const;

export function sendTo(recipients: readonly string[]): string {
  return `send to ${listing(recipients)}`;
}

export function sendToMany(recipients: number): string {
  return `send to ${counted(recipients, 'machine')}`;
}

export function receiveFrom(sender: string): string {
  return `receive from ${sender}`;
}
