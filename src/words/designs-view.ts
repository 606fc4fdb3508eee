// What the view of the three designs says: its fields, how far a comparison is, the figures, and how each quantity is measured.
import { counted, grouped } from '../core/counted.ts';
import { hasServer, type Design, type DesignComparison } from '../core/design-facts.ts';
import type { ComparisonStep } from '../laboratory/designs/compare-designs.ts';
import { DESIGN_NAMES } from './designs.ts';
import { roughTime } from './numbers.ts';
import { quoted } from './problems.ts';

export const DESIGNS_TITLE = 'Three designs';
export const DESIGNS_INTRO =
  'One trial over links between all pairs, and through one server, measured as the machines become more.';

export const DESIGN_FIELD_LABELS = {
  designs: 'Designs',
  broker: 'Broker',
  rate: 'Rate of each',
  faces: 'Faces for each other',
  deaths: 'Deaths with',
} as const;

export const DESIGN_FIELD_NOTES = {
  broker:
    'Its address, wss://… or ws://…, or several of one cluster. It is contacted when you press Measure, and what machines send through it is sealed.',
  sizes: 'How many: a list from 2 to 32, such as 2, 4, 8-10.',
  faces:
    'The die has so many faces for each other machine: with 2, a roll sends one message on average, however many machines there are.',
  deaths: 'With so many machines one dies, and then the server; 0: nobody dies.',
} as const;

export const DESIGN_PROBLEMS = {
  none: 'Choose at least one design.',
  noBroker: 'Give the address of the broker, wss://… or ws://…, or leave it out of the designs.',
  notABroker: 'The address of a broker begins with wss:// or ws://.',
  oneDies: 'Deaths need at least 2 machines; 0 means that nobody dies.',
  unknown: (name: string, known: readonly string[]): string =>
    `${quoted(name)} is not a design: choose from ${known.join(', ')}.`,
  sizes: ({ min, max }: { readonly min: number; readonly max: number }): string =>
    `Each number of machines must be a whole number from ${min} to ${max}.`,
  tooManySizes: (max: number): string => `Give at most ${max} numbers of machines.`,
} as const;

export const DESIGN_BUTTONS = {
  measure: 'Measure',
  cancel: 'Cancel',
  csv: 'Save runs as CSV',
  json: 'Save everything as JSON',
} as const;

/** Under the form, before it is measured. */
export function comparisonSize(steps: number, lastsMs: number): string {
  return `${counted(steps, 'run')}, ${roughTime(lastsMs)}.`;
}

export const DESIGNS_PROGRESS = 'Progress of the comparison';

export type ComparisonPhase = 'idle' | 'running' | 'finished' | 'cancelled' | 'failed';

const HEADLINES: Readonly<Record<Exclude<ComparisonPhase, 'failed' | 'running'>, string>> = {
  idle: 'Ready',
  finished: 'Finished',
  cancelled: 'Cancelled: what was measured is kept',
};

export function comparisonHeadline(
  phase: ComparisonPhase,
  step: ComparisonStep | undefined,
  failure: string,
): string {
  if (phase === 'failed') return `Failed: ${failure}`;
  if (phase !== 'running') return HEADLINES[phase];
  if (!step) return 'Starting';
  const { design, machines, died } = step;
  const dies = died === undefined ? '' : died === 'machine' ? ', of which one dies' : ', and the server dies';
  return `${DESIGN_NAMES[design].name}: ${machines} machines${dies}`;
}

export function comparisonFacts(done: number, steps: number): readonly string[] {
  return steps === 0 ? [] : [`${grouped(done)} of ${counted(steps, 'run')}`];
}

/** Of the header, while another view is shown. */
export function comparisonWords(done: number, steps: number): string {
  return `${done}/${steps}`;
}

/** Over a result: when and in what it was measured. */
export function measuredWords({ isPartial, settings }: DesignComparison, when: string): string {
  const { rate, faces, seconds, seed } = settings;
  return `Measured ${when}${isPartial ? ', not to its end' : ''}: ${counted(rate, 'tick')} per second for each machine, ${faces} faces of the die for each other machine, ${counted(seconds, 'second')}, seed ${grouped(seed)}.`;
}

export const NOTHING_MEASURED =
  'Nothing is measured yet. Press Measure: the machines run in this page, and nothing leaves this browser unless you name a broker.';
export const DESIGNS_HEADINGS = {
  verdict: 'The verdict on the sixth claim',
  figures: 'Figures',
  runs: 'All runs',
  deaths: 'When one dies',
  method: 'How it is measured',
} as const;

export const NO_DEATHS = 'Nobody died in this comparison.';
export const IN_NOTEBOOK = 'This result is in the notebook, under claim 6.';
export const NOT_KEPT = 'This browser does not save the result: it is here until you close the page.';
export const OPEN_NOTEBOOK = 'Open the notebook';

/** What each quantity is, exactly. */
export const DEFINITIONS: readonly (readonly [term: string, text: string])[] = [
  [
    'Trial',
    'The same for all designs: every machine has the same rate, and its die so many faces for each other machine that the messages it sends do not depend on how many others there are. The machines are the ones of every trial, and so are the links: sessions that number, acknowledge and resend.',
  ],
  [
    'Connection',
    'Two parties that can send frames to each other directly: a pair with a WebRTC data channel, a pair with a BroadcastChannel, or a machine with the server. Counted when it opens; used both ways means that frames passed in each direction. What pairs find each other by is not counted.',
  ],
  [
    'Server',
    'The relay is in this page, in the same thread as the machines, reached over BroadcastChannel, and what it carries is plain. A broker is reached over a WebSocket for each machine, which a worker has, and what it carries is encrypted.',
  ],
  [
    'Set-up',
    'From the first call until every machine has an open link to every other one. The code is loaded before, and each design runs for a second with 2 machines first, so that it is compiled.',
  ],
  [
    'Frame',
    'What a carrier carries: a message, or what the session adds, such as an acknowledgement. Its bytes are those given to the carrier; what WebRTC, the browser or MQTT adds to them cannot be seen from a page and is not counted.',
  ],
  [
    'Hop',
    'One frame from one party to another, counted from the first tick until nothing is on its way. Through a server a frame takes two: to it and from it.',
  ],
  [
    'Latency',
    'From the tick that sends a message until the message is in the other machine’s queue, on one clock, as fine as this browser’s. The machines tick one after the other, so that they do not wait for each other in the one thread that they share.',
  ],
  ['Busiest party', 'The machine, or the server, with the most frames in and out together.'],
  [
    'Death',
    'One second after the first tick nothing passes the machine, or the server, any more, in either direction, and nobody is notified. The relay is back two seconds later, with nothing of what it knew; a broker is not killed, but cut off from all machines for as long. Stalled: living machines to which others sent messages and none arrived. Silent pairs: the same for each ordered pair of living machines.',
  ],
];

export const FIGURE_AXES = {
  machines: 'machines',
  connections: 'connections',
  setup: 'seconds until all links are open',
  latency: 'milliseconds',
  load: 'frames in and out of the busiest party',
} as const;

export const FIGURE_TITLES = {
  connections: 'Connections',
  setup: 'Time to set up',
  latency: 'Latency: median, and 99 % (pale)',
  load: 'Load on the busiest party',
} as const;

export const CURVES = { server: 'n', pairs: 'C(n, 2)', oneWay: '2 C(n, 2)' } as const;

/** Of a figure, for whoever does not see it: the last measured value of each design. */
export function figureDescription(
  title: string,
  last: readonly { readonly design: Design; readonly machines: number; readonly words: string }[],
): string {
  const each = last.map(
    ({ design, machines, words }) => `${DESIGN_NAMES[design].name} with ${machines} machines: ${words}`,
  );
  return `${title}, by the number of machines. ${each.join('; ')}.`;
}

/** `median` or `99 %` after the name of a design. */
export function latencyLabel(design: Design, which: 'median' | 'p99'): string {
  return `${DESIGN_NAMES[design].label}, ${which === 'median' ? 'median' : '99 %'}`;
}

/** Beside the box of a design. */
export function designNote(design: Design): string {
  return hasServer(design) ? 'everything goes through it' : 'every pair has a link';
}
