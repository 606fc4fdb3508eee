// The comparison of designs in words: names, the verdict on the notebook's sixth claim with its numbers, and the table behind it.
import { capital } from '../core/capital.ts';
import { counted, grouped } from '../core/counted.ts';
import {
  hasServer,
  pairsOf,
  SERVER,
  type Design,
  type DesignComparison,
  type DesignDeath,
  type MeasuredDesign,
  type PartyLoad,
} from '../core/design-facts.ts';
import {
  bytesHandled,
  framesHandled,
  savedConnections,
  type DesignSeries,
  type DesignVerdict,
  type SideBySide,
} from '../analysis/design-verdict.ts';
import { duration, fixed, listing, sizeWords } from './numbers.ts';

export const DESIGN_NAMES: Readonly<
  Record<
    Design,
    {
      readonly name: string;
      readonly short: string;
      /** In a figure. */
      readonly label: string;
      readonly through: string;
    }
  >
> = {
  webrtc: { name: 'Pairs over WebRTC', short: 'WebRTC', label: 'WebRTC', through: 'over WebRTC' },
  broadcast: {
    name: 'Pairs over BroadcastChannel',
    short: 'BroadcastChannel',
    label: 'Broadcast',
    through: 'over BroadcastChannel',
  },
  relay: {
    name: 'Server: relay in this page',
    short: 'relay',
    label: 'relay',
    through: 'through the relay in the page',
  },
  broker: {
    name: 'Server: MQTT broker',
    short: 'broker',
    label: 'broker',
    through: 'through the MQTT broker',
  },
};

export const NO_COMPARISON =
  'Not measured in this browser yet. The notebook argues it from counts: for three machines 3 connections against 6 one-way sockets, or against 3 links that go both ways.';

const NO_SERVER = 'No server was measured, so there is nothing to say on the claim.';

export const TO_DESIGNS = 'Measure it: three designs';
export const TO_DESIGNS_AGAIN = 'Look at the comparison, or measure again';

/** The verdict's numbers, in a few sentences. */
export function designsFinding(verdict: DesignVerdict): string {
  if (verdict.kind === 'not-measured') return [...connectionSentences(verdict.series), NO_SERVER].join(' ');
  return [...connectionSentences(verdict.series), ...loadSentences(verdict)].join(' ');
}

/** What else is to be said, a paragraph each. */
export function designsRemarks(verdict: DesignVerdict, comparison: DesignComparison): readonly string[] {
  if (verdict.kind === 'not-measured') return [];
  const { sideBySide, deaths } = verdict;
  return [
    ...(deaths.length > 0 ? [deathSentences(deaths).join(' ')] : []),
    countedAlike(sideBySide),
    ...(sideBySide ? [costWords(sideBySide)] : []),
    limitWords(verdict, comparison),
  ];
}

function connectionSentences(series: readonly DesignSeries[]): readonly string[] {
  const pairs = series.filter(({ design, runs }) => !hasServer(design) && runs.length > 0);
  const servers = series.filter(({ design, runs }) => hasServer(design) && runs.length > 0);
  /** By the numbers of machines. */
  const exact = new Map<string, string[]>();
  for (const each of servers.filter(({ isAsReckoned }) => isAsReckoned)) {
    const sizes = sizesWords(each);
    exact.set(sizes, [...(exact.get(sizes) ?? []), DESIGN_NAMES[each.design].through]);
  }
  const paired = pairs.map(({ design, runs }) => {
    const { machines, connections } = runs.at(-1)!;
    return `${grouped(connections)} ${DESIGN_NAMES[design].through} with ${machines} machines`;
  });
  return [
    ...[...exact].map(
      ([sizes, designs]) =>
        `${capital(listing(designs))}, n machines have exactly n connections at every n measured (${sizes}).`,
    ),
    ...servers
      .filter(({ isAsReckoned }) => !isAsReckoned)
      .map(
        each =>
          `${capital(DESIGN_NAMES[each.design].through)}, the connections are not exactly n at every n: ${countsWords(each)}.`,
      ),
    ...(pairs.length === 0
      ? []
      : pairs.every(({ isAsReckoned, isUsedBothWays }) => isAsReckoned && isUsedBothWays)
        ? [`In pairs they have exactly C(n, 2) two-way links, each used both ways: ${listing(paired)}.`]
        : pairs.map(
            each => `${DESIGN_NAMES[each.design].name}: ${countsWords(each)}, where C(n, 2) was expected.`,
          )),
  ];
}

function countsWords({ runs }: DesignSeries): string {
  return listing(
    runs.map(({ machines, connections }) => `${grouped(connections)} with ${machines} machines`),
  );
}

function sizesWords({ runs }: DesignSeries): string {
  return listing(runs.map(({ machines }) => machines));
}

function loadSentences({ series, sideBySide }: DesignVerdict): readonly string[] {
  const hops = (isServer: boolean): string => {
    const those = series.filter(({ design, runs }) => hasServer(design) === isServer && runs.length > 0);
    return listing([...new Set(those.map(({ hopsPerFrame }) => fixed(hopsPerFrame, 2)))]);
  };
  const betweenMachines = hops(false);
  return [
    `A frame takes ${hops(true)} hops through a server${betweenMachines === '' ? '' : ` and ${betweenMachines} between machines`}.`,
    ...(sideBySide ? busiestSentences(sideBySide) : []),
  ];
}

function busiestSentences({ machines, servers, pairs }: SideBySide): readonly string[] {
  const most = pairs.map(({ busiest }) => framesHandled(busiest));
  const machinesOfPairs = listing(
    pairs.map(({ design }, i) => `${grouped(most[i]!)} ${DESIGN_NAMES[design].through}`),
  );
  return servers.map(({ design, busiest }, i) => {
    const frames = framesHandled(busiest);
    const who = busiest.party === SERVER ? `the ${DESIGN_NAMES[design].short}` : `machine ${busiest.party}`;
    const load = `${counted(frames, 'frame')} and ${sizeWords(bytesHandled(busiest))} in and out`;
    const times = `${fixed(frames / Math.max(1, ...most), 1)} times as many as the busiest machine of pairs`;
    return i === 0
      ? `With ${machines} machines ${who} is the busiest party, with ${load}: ${times} (${machinesOfPairs}).`
      : `${capital(DESIGN_NAMES[design].through)} it is ${who}, with ${load}, ${times}.`;
  });
}

function deathSentences(deaths: readonly DesignDeath[]): readonly string[] {
  const ofMachines = deaths.filter(({ died }) => died !== SERVER);
  const undisturbed = ofMachines.filter(({ silentPairs, missing }) => silentPairs + missing === 0);
  return [
    ...deaths.filter(({ died }) => died === SERVER).map(serverDeathSentence),
    ...(undisturbed.length === 0
      ? []
      : [
          `When one machine died, all others continued to hear each other, and nothing among them was missing: ${listing(undisturbed.map(({ design }) => DESIGN_NAMES[design].through))}.`,
        ]),
    ...ofMachines
      .filter(death => !undisturbed.includes(death))
      .map(
        ({ design, silentPairs, pairs, missing }) =>
          `When one machine died ${DESIGN_NAMES[design].through}, nothing arrived over ${silentPairs} of ${pairs} pairs of the others, and ${counted(missing, 'message')} among them did not arrive.`,
      ),
  ];
}

function serverDeathSentence({ design, machines, watchedMs, pairs, silentPairs, back }: DesignDeath): string {
  const silence =
    silentPairs === pairs
      ? `nothing arrived at any of the ${machines} machines any more`
      : `nothing arrived over ${silentPairs} of ${pairs} pairs of machines`;
  const returned = back
    ? ` When it was back after ${duration(watchedMs)}, ${counted(back.arrivedLate, 'message')} that had waited arrived within ${duration(back.caughtUpMs)}, and ${back.lost === 0 ? 'none was lost' : `${grouped(back.lost)} did not arrive`}.`
    : '';
  return `When the ${DESIGN_NAMES[design].short} died, ${silence}.${returned}`;
}

function countedAlike(sideBySide: SideBySide | undefined): string {
  const large = sideBySide?.machines ?? 22;
  return (
    'The notebook compares n connections that go both ways with 2 × C(n, 2) sockets that go one way. Counted alike, it is n against C(n, 2): ' +
    `with two machines a server needs one connection more, with three it saves none, with four ${savedConnections(4)}, and with ${large} it saves ${grouped(savedConnections(large))} of ${grouped(pairsOf(large))}.`
  );
}

function costWords({ machines, servers, pairs }: SideBySide): string {
  const all = [...pairs, ...servers];
  const latencies = all
    .filter(({ latency }) => latency)
    .map(
      ({ design, latency }) =>
        `${duration(latency!.medianMs)} at the median and ${duration(latency!.p99Ms)} at 99 % ${DESIGN_NAMES[design].through}`,
    );
  const setups = all.map(({ design, setupMs }) => `${duration(setupMs)} ${DESIGN_NAMES[design].through}`);
  return `With ${machines} machines a message takes ${listing(latencies)}. Set-up takes ${listing(setups)}.`;
}

function limitWords({ series, parts }: DesignVerdict, { settings }: DesignComparison): string {
  const refusals = series.flatMap(({ design, refused }) =>
    refused
      ? [
          `${DESIGN_NAMES[design].name} did not come up with ${refused.machines} machines (${refused.reason.replace(/\.$/, '')}).`,
        ]
      : [],
  );
  const missing = [
    ...(settings.designs.includes('broker') ? [] : ['a broker was not measured']),
    ...(parts.singlePoint === 'not-measured' ? ['nobody died'] : []),
  ];
  return [
    'All machines, and the relay, were in one page and one thread, so that there is one clock: between devices, each hop takes as long as the network does.',
    ...refusals,
    ...(missing.length > 0 ? [`${capital(listing(missing))}.`] : []),
  ].join(' ');
}

export const DESIGNS_TABLE = {
  caption:
    'Each design with each number of machines; frames and bytes are those in and out of the busiest party during the run',
  columns: [
    'machines',
    'design',
    'connections',
    'set-up',
    'latency, median',
    'latency, 99 %',
    'messages',
    'arrived',
    'busiest party',
    'its frames',
    'its bytes',
    'hops in all',
  ],
} as const;

export function designsRow(run: DesignComparison['runs'][number]): readonly string[] {
  const head = [String(run.machines), DESIGN_NAMES[run.design].short];
  if (run.kind === 'refused') return [...head, NOT_UP, '–', '–', '–', '–', '–', '–', '–', '–', '–'];
  const { connections, setupMs, latency, messages, arrived, busiest } = run;
  return [
    ...head,
    grouped(connections),
    duration(setupMs),
    latency ? duration(latency.medianMs) : '–',
    latency ? duration(latency.p99Ms) : '–',
    grouped(messages),
    grouped(arrived),
    partyName(busiest),
    grouped(framesHandled(busiest)),
    grouped(bytesHandled(busiest)),
    grouped(hopsOf(run)),
  ];
}

const NOT_UP = 'did not come up';

export const DEATHS_TABLE = {
  caption: 'What happened when one of them died without a word',
  columns: [
    'who died',
    'design',
    'machines',
    'watched for',
    'stalled',
    'silent pairs',
    'sent meanwhile',
    'missing then',
    'lost with the dead',
    'arrived late',
    'never arrived',
  ],
} as const;

export function deathsRow(death: DesignDeath): readonly string[] {
  const { died, design, machines, watchedMs, stalled, silentPairs, pairs, sentMeanwhile, missing, back } =
    death;
  return [
    died === SERVER ? 'server' : `machine ${died}`,
    DESIGN_NAMES[design].short,
    String(machines),
    duration(watchedMs),
    stalled.length === 0 ? 'nobody' : stalled.length === machines ? 'all' : listing(stalled),
    `${silentPairs} of ${pairs}`,
    grouped(sentMeanwhile),
    grouped(missing),
    died === SERVER ? '–' : grouped(death.lostWithDead),
    back ? `${grouped(back.arrivedLate)}, within ${duration(back.caughtUpMs)}` : '–',
    grouped(back ? back.lost : missing),
  ];
}

function partyName({ party }: PartyLoad): string {
  return party === SERVER ? 'server' : `machine ${party}`;
}

function hopsOf({ hops: { between, toServer, fromServer } }: MeasuredDesign): number {
  return between.frames + toServer.frames + fromServer.frames;
}
