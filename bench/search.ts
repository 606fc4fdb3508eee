// How fast the events of a run of a million are searched, for each key that somebody presses, beside the straightforward way:
// an object for each event, and its words as strings.
import { messageNamesOf } from '../src/analysis/event-list.ts';
import { jumpOf } from '../src/core/machine-log.ts';
import { conesOf, relationOf } from '../src/analysis/cones.ts';
import { parseQuery } from '../src/analysis/find/parse-query.ts';
import { placeNamed } from '../src/analysis/find/query-names.ts';
import type { Query } from '../src/analysis/find/query.ts';
import { SearchIndex } from '../src/analysis/find/search-index.ts';
import { search } from '../src/analysis/find/search.ts';
import type { Event } from '../src/core/event.ts';
import { eventsInOrder } from '../src/core/trace-order.ts';
import type { Trace } from '../src/core/trace.ts';
import { simulate } from '../src/engine/simulate.ts';
import { medianOf, printAim, printTitle } from './support.ts';

const ROUNDS = 5;
/** 278 ticks per second for an hour: 1,000,800 events. */
const MILLION = { rates: [130, 130, 18], durationSeconds: 3600, seed: 7 } as const;
const AIM_MS = 200;
/** What somebody types, key by key in the last ones. */
const TYPED = [
  'receive with jump > 5',
  'machine 2 and queue >= 3 or not clock 30..4000',
  'concurrent with 2-13000',
  'after event 3.600 and unreceived',
  '2',
  '2-',
  '2-1',
  '2-13',
];

type Judge = (trace: Trace, event: Event) => boolean;

/** Each term as a function of an event. */
function judgeOf(trace: Trace, query: Query): Judge {
  switch (query.kind) {
    case 'and':
    case 'or': {
      const judges = query.terms.map(term => judgeOf(trace, term));
      return query.kind === 'and'
        ? (_, event) => judges.every(judge => judge(trace, event))
        : (_, event) => judges.some(judge => judge(trace, event));
    }
    case 'not': {
      const judge = judgeOf(trace, query.term);
      return (_, event) => !judge(trace, event);
    }
    case 'event-kind':
      return (_, { kind }) => kind === query.is;
    case 'machine':
      return (_, { machine }) => `${machine}` === query.name;
    case 'compare':
      return (_, event) => {
        const value = query.field === 'jump' ? jumpOf(trace.logOf(event.machine), event.index) : event.queue!;
        return query.by === '>' ? value > query.value : value >= query.value;
      };
    case 'range':
      return (_, { clock }) => clock >= query.from && clock <= query.to;
    case 'part':
      return () => false;
    case 'relation': {
      const cones = conesOf(trace, placeNamed(trace, query.to)!);
      const wanted = { before: 'past', after: 'future', 'concurrent with': 'concurrent' }[query.relation];
      return (_, event) => relationOf(cones, event) === wanted;
    }
    case 'mark':
      return (_, event) =>
        event.kind === 'send' &&
        event.messages.some(
          ({ number }) => trace.message(event.machine, number)!.receivedIndex === undefined,
        );
    case 'text':
      return (_, event) =>
        [
          event.kind,
          `machine ${event.machine}`,
          ...messageNamesOf(trace, trace.logOf(event.machine), event.index),
        ].some(word => word.includes(query.text));
    case 'message':
      throw new Error('No message is asked for here.');
  }
}

function straightforward(trace: Trace, query: Query): number {
  const judge = judgeOf(trace, query);
  let found = 0;
  for (const { machine, index } of eventsInOrder(trace))
    if (judge(trace, trace.event(machine, index))) found += 1;
  return found;
}

function timed(work: () => number): { readonly ms: number; readonly found: number } {
  const before = performance.now();
  const found = work();
  return { ms: performance.now() - before, found };
}

const trace = simulate(MILLION);
printTitle(`Searching ${trace.eventCount.toLocaleString('en')} events (median of ${ROUNDS} rounds)`);
const first = timed(() => new SearchIndex(trace).inTime.length);
console.log(`  made ready once, at the first key: ${first.ms.toFixed(0)} ms`);
const index = new SearchIndex(trace);
let worst = 0;
const ratios: number[] = [];
for (const typed of TYPED) {
  const parsed = parseQuery(typed);
  if (parsed.kind !== 'query' || !parsed.query) throw new Error(`“${typed}” cannot be read.`);
  const { query } = parsed;
  const theirs = timed(() => straightforward(trace, query)); // seconds: once is enough
  const ours: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const own = timed(() => search(index, { query, filter: {} }).numbers.length);
    if (round > 0) ours.push(own.ms);
    if (own.found !== theirs.found)
      throw new Error(`“${typed}”: ${own.found} here, ${theirs.found} the straightforward way.`);
  }
  const [own, other] = [medianOf(ours), theirs.ms];
  worst = Math.max(worst, own);
  ratios.push(other / own);
  console.log(
    `  ${typed.padEnd(48)} ${own.toFixed(1).padStart(7)} ms, straightforward ${other.toFixed(0).padStart(6)} ms (${(other / own).toFixed(0)} times)`,
  );
}
printAim('the slowest key, in ms', worst, 'at most', AIM_MS);
printAim('times as fast as the straightforward way, the median', medianOf(ratios), 'at least', 10);
