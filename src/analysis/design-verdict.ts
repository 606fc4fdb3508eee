// What a comparison of designs says to the notebook's sixth claim: facts alone, each of them measured or said not to be.
import {
  expectedConnections,
  hasServer,
  pairsOf,
  SERVER,
  type Design,
  type DesignComparison,
  type DesignDeath,
  type MeasuredDesign,
  type RefusedDesign,
} from '../core/design-facts.ts';

/** A part of the claim: measured and so, measured and not so, or not measured. */
export type PartVerdict = 'yes' | 'no' | 'not-measured';

/** Frames that set out before the counting, or after it, make a hop up to this portion too many or too few. */
const EDGES = 0.05;

export interface DesignSeries {
  readonly design: Design;
  /** Ascending by machines. */
  readonly runs: readonly MeasuredDesign[];
  readonly refused: RefusedDesign | undefined;
  /** Connections are as reckoned in every run: n with a server, C(n, 2) without. */
  readonly isAsReckoned: boolean;
  /** Each connection was used both ways in every run. */
  readonly isUsedBothWays: boolean;
  /** Hops for each frame that a machine sent, over all runs; NaN where none was sent. */
  readonly hopsPerFrame: number;
}

/** Designs side by side, at the largest number of machines that all of them came up with, or else a server and some pairs. */
export interface SideBySide {
  readonly machines: number;
  /** At least one. */
  readonly servers: readonly MeasuredDesign[];
  readonly pairs: readonly MeasuredDesign[];
}

export interface DesignVerdict {
  readonly kind: 'holds' | 'holds-partly' | 'does-not-hold' | 'not-measured';
  readonly parts: {
    /** The server needs n connections. */
    readonly serverConnections: PartVerdict;
    /** Pairs need C(n, 2) two-way links, which are 2 × C(n, 2) ways. */
    readonly pairConnections: PartVerdict;
    /** Each frame takes two hops through a server, and one between machines. */
    readonly handledTwice: PartVerdict;
    /** Without the server nobody hears anything; without one machine all others do. */
    readonly singlePoint: PartVerdict;
  };
  /** In the order of the settings; those of which nothing was tried are left out. */
  readonly series: readonly DesignSeries[];
  readonly sideBySide: SideBySide | undefined;
  readonly deaths: readonly DesignDeath[];
}

export function judgeDesigns({ settings, runs, deaths }: DesignComparison): DesignVerdict {
  const series = settings.designs
    .map(design => seriesOf(design, runs))
    .filter(({ runs, refused }) => runs.length > 0 || refused !== undefined);
  const servers = series.filter(({ design, runs }) => hasServer(design) && runs.length > 0);
  const pairs = series.filter(({ design, runs }) => !hasServer(design) && runs.length > 0);
  const parts = {
    serverConnections: all(servers.map(({ isAsReckoned }) => isAsReckoned)),
    pairConnections: all(pairs.map(({ isAsReckoned, isUsedBothWays }) => isAsReckoned && isUsedBothWays)),
    handledTwice: servers.length === 0 ? 'not-measured' : handledTwice([...servers, ...pairs]),
    singlePoint: singlePoint(deaths),
  } as const;
  return {
    kind: verdictOf(Object.values(parts)),
    parts,
    series,
    sideBySide: sideBySide(servers, pairs),
    deaths,
  };
}

/** Frames in and out of a party together. */
export function framesHandled({ in: came, out }: MeasuredDesign['busiest']): number {
  return came.frames + out.frames;
}

/** Bytes in and out of a party together. */
export function bytesHandled({ in: came, out }: MeasuredDesign['busiest']): number {
  return came.bytes + out.bytes;
}

function seriesOf(design: Design, all: DesignComparison['runs']): DesignSeries {
  const own = all.filter(run => run.design === design);
  const runs = own
    .filter((run): run is MeasuredDesign => run.kind === 'measured')
    .sort((a, b) => a.machines - b.machines);
  const refused = own.find((run): run is RefusedDesign => run.kind === 'refused');
  return {
    design,
    runs,
    refused,
    isAsReckoned: runs.every(run => run.connections === expectedConnections(design, run.machines)),
    isUsedBothWays: runs.every(run => run.directions === 2 * run.connections),
    hopsPerFrame: hopsPerFrame(runs),
  };
}

function hopsPerFrame(runs: readonly MeasuredDesign[]): number {
  const sum = (of: (run: MeasuredDesign) => number): number =>
    runs.reduce((total, run) => total + of(run), 0);
  const between = sum(({ hops }) => hops.between.frames);
  const toServer = sum(({ hops }) => hops.toServer.frames);
  const fromServer = sum(({ hops }) => hops.fromServer.frames);
  return (between + toServer + fromServer) / (between + toServer);
}

function handledTwice(series: readonly DesignSeries[]): PartVerdict {
  const isNear = ({ design, hopsPerFrame }: DesignSeries): boolean =>
    Math.abs(hopsPerFrame - (hasServer(design) ? 2 : 1)) <= EDGES;
  return all(series.map(isNear));
}

/** Of the server's death all are needed to stall; of a machine's, in any design, nobody else. */
function singlePoint(deaths: readonly DesignDeath[]): PartVerdict {
  const ofServers = deaths.filter(({ died }) => died === SERVER);
  const ofPairs = deaths.filter(({ died, design }) => died !== SERVER && !hasServer(design));
  if (ofServers.length === 0 || ofPairs.length === 0) return 'not-measured';
  const stopsAll = ofServers.every(({ pairs, silentPairs }) => pairs > 0 && silentPairs === pairs);
  const stopsNobody = ofPairs.every(
    ({ stalled, silentPairs, missing }) => stalled.length + silentPairs + missing === 0,
  );
  return stopsAll && stopsNobody ? 'yes' : 'no';
}

/** The claim is on a server: without one measured, nothing is said. */
function verdictOf(parts: readonly PartVerdict[]): DesignVerdict['kind'] {
  const [serverConnections] = parts;
  if (serverConnections === 'not-measured') return 'not-measured';
  if (parts.every(part => part === 'yes')) return 'holds';
  return parts.some(part => part === 'yes') ? 'holds-partly' : 'does-not-hold';
}

function sideBySide(
  servers: readonly DesignSeries[],
  pairs: readonly DesignSeries[],
): SideBySide | undefined {
  const at = ({ runs }: DesignSeries, machines: number): MeasuredDesign[] =>
    runs.filter(run => run.machines === machines);
  const has = (series: DesignSeries, machines: number): boolean => at(series, machines).length > 0;
  const sizes = servers
    .flatMap(({ runs }) => runs.map(({ machines }) => machines))
    .filter(machines => pairs.some(each => has(each, machines)));
  // All that can be there, rather than more machines with fewer of them.
  const ofAll = sizes.filter(machines => [...servers, ...pairs].every(each => has(each, machines)));
  const machines = Math.max(...(ofAll.length > 0 ? ofAll : sizes));
  if (!Number.isFinite(machines)) return undefined;
  return {
    machines,
    servers: servers.flatMap(each => at(each, machines)),
    pairs: pairs.flatMap(each => at(each, machines)),
  };
}

function all(answers: readonly boolean[]): PartVerdict {
  if (answers.length === 0) return 'not-measured';
  return answers.every(answer => answer) ? 'yes' : 'no';
}

/** How many connections a server saves against counted-alike pairs; below 0 where it costs some. */
export function savedConnections(machines: number): number {
  return pairsOf(machines) - machines;
}
