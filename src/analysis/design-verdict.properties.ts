// The verdict on the sixth claim follows from the facts alone: from made-up comparisons in which one thing or another is so.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DESIGNS,
  expectedConnections,
  hasServer,
  parseComparison,
  SERVER,
  type Design,
  type DesignComparison,
  type DesignDeath,
  type MeasuredDesign,
  type PartyLoad,
} from '../core/design-facts.ts';
import { designsFinding, designsRemarks, designsRow, deathsRow } from '../words/designs.ts';
import { framesHandled, judgeDesigns } from './design-verdict.ts';

const sizes = fc.uniqueArray(fc.integer({ min: 2, max: 32 }), { minLength: 1, maxLength: 6 });
const designs = fc.uniqueArray(fc.constantFrom(...DESIGNS), { minLength: 1 });
const withServer = designs.filter(all => all.some(hasServer) && !all.every(hasServer));

function load(party: number, frames: number): PartyLoad {
  return { party, in: { frames, bytes: 180 * frames }, out: { frames, bytes: 180 * frames } };
}

/** As it is when everything is as the claim says. */
function claimedRun(design: Design, machines: number): MeasuredDesign {
  const messages = 100 * machines;
  const all = { frames: messages, bytes: 180 * messages };
  const none = { frames: 0, bytes: 0 };
  const connections = expectedConnections(design, machines);
  const isServed = hasServer(design);
  return {
    kind: 'measured',
    design,
    machines,
    connections,
    directions: 2 * connections,
    setupMs: machines,
    runMs: 3000,
    messages,
    arrived: messages,
    latency: { medianMs: 1, p99Ms: 2, maxMs: 3 },
    hops: isServed
      ? { between: none, toServer: all, fromServer: all }
      : { between: all, toServer: none, fromServer: none },
    busiest: isServed ? load(SERVER, messages) : load(1, 100),
    busiestMachine: load(1, 100),
  };
}

function claimedDeath(design: Design, died: number, machines: number): DesignDeath {
  const others = died === SERVER ? machines : machines - 1;
  const pairs = others * (others - 1);
  const isServer = died === SERVER;
  return {
    design,
    machines,
    died,
    atMs: 1000,
    watchedMs: 2000,
    stalled: isServer ? Array.from({ length: machines }, (_, i) => i + 1) : [],
    pairs,
    silentPairs: isServer ? pairs : 0,
    sentMeanwhile: 50,
    missing: isServer ? 50 : 0,
    lostWithDead: isServer ? 0 : 10,
    ...(isServer && { back: { arrivedLate: 50, caughtUpMs: 900, lost: 0 } }),
  };
}

function claimed(sizes: readonly number[], designs: readonly Design[]): DesignComparison {
  return {
    kind: 'designs',
    measuredAtMs: 1,
    browser: 'a browser',
    settings: { rate: 20, faces: 2, seconds: 3, seed: 7, sizes, designs, deathsWith: 4 },
    runs: sizes.flatMap(machines => designs.map(design => claimedRun(design, machines))),
    deaths: designs.flatMap(design => [
      claimedDeath(design, 4, 4),
      ...(hasServer(design) ? [claimedDeath(design, SERVER, 4)] : []),
    ]),
    isPartial: false,
  };
}

/** Changes one run of a design. */
function changed(
  comparison: DesignComparison,
  design: Design,
  change: (run: MeasuredDesign) => Partial<MeasuredDesign>,
): DesignComparison {
  const at = comparison.runs.findIndex(run => run.design === design);
  const runs = comparison.runs.map((run, i) =>
    i === at && run.kind === 'measured' ? { ...run, ...change(run) } : run,
  );
  return { ...comparison, runs };
}

test('what is as the claim says holds, whatever was measured besides; and it is a comparison that can be stored', () => {
  fc.assert(
    fc.property(sizes, withServer, (sizes, designs) => {
      const comparison = claimed(sizes, designs);
      const { kind, parts, sideBySide } = judgeDesigns(comparison);
      expect(kind).toBe('holds');
      expect(new Set(Object.values(parts))).toEqual(new Set(['yes']));
      expect(sideBySide!.machines).toBe(Math.max(...sizes));
      expect(sideBySide!.servers).toHaveLength(designs.filter(hasServer).length);
      for (const { busiest } of sideBySide!.servers)
        expect(framesHandled(busiest)).toBe(200 * Math.max(...sizes));
      expect(parseComparison(structuredClone(comparison))).toEqual(comparison);
    }),
  );
});

test('without a server measured nothing is said, whatever the pairs do', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 100 }), (sizes, connections) => {
      const comparison = changed(claimed(sizes, ['webrtc']), 'webrtc', () => ({ connections }));
      expect(judgeDesigns(comparison).kind).toBe('not-measured');
    }),
  );
});

test('one connection more or less, in any run of any design, and it does not hold wholly', () => {
  fc.assert(
    fc.property(sizes, withServer, fc.nat(), fc.constantFrom(-1, 1), (sizes, designs, pick, by) => {
      const design = designs[pick % designs.length]!;
      const comparison = changed(claimed(sizes, designs), design, run => ({
        connections: run.connections + by,
        directions: 2 * (run.connections + by),
      }));
      const { kind, parts } = judgeDesigns(comparison);
      expect(kind).toBe('holds-partly');
      expect(parts[hasServer(design) ? 'serverConnections' : 'pairConnections']).toBe('no');
    }),
  );
});

test('a server that handles frames once, or a death that disturbs the wrong ones, is found', () => {
  fc.assert(
    fc.property(sizes, withServer, (sizes, designs) => {
      const server = designs.find(hasServer)!;
      const pairs = designs.find(design => !hasServer(design))!;
      const all = claimed(sizes, designs);
      const once: DesignComparison = {
        ...all,
        runs: all.runs.map(run =>
          run.kind === 'measured' && run.design === server
            ? { ...run, hops: { ...run.hops, fromServer: { frames: 0, bytes: 0 } } }
            : run,
        ),
      };
      expect(judgeDesigns(once).parts.handledTwice).toBe('no');
      const withDeaths = (of: (death: DesignDeath) => DesignDeath): DesignComparison => ({
        ...all,
        deaths: all.deaths.map(of),
      });
      const survives = withDeaths(death => (death.died === SERVER ? { ...death, silentPairs: 0 } : death));
      const disturbs = withDeaths(death => (death.design === pairs ? { ...death, missing: 1 } : death));
      expect(judgeDesigns(survives).parts.singlePoint).toBe('no');
      expect(judgeDesigns(disturbs).parts.singlePoint).toBe('no');
      expect(judgeDesigns({ ...all, deaths: [] }).parts.singlePoint).toBe('not-measured');
    }),
  );
});

test('what did not come up is said, and the designs are compared where both did', () => {
  const comparison = claimed([4, 22, 32], ['webrtc', 'relay']);
  const runs = comparison.runs.map(run =>
    run.design === 'webrtc' && run.machines === 32
      ? ({
          kind: 'refused',
          design: 'webrtc',
          machines: 32,
          reason: 'Too many.',
          connections: 9,
          afterMs: 1,
        } as const)
      : run,
  );
  const refused = { ...comparison, runs };
  const verdict = judgeDesigns(refused);
  expect(verdict.kind).toBe('holds');
  expect(verdict.sideBySide!.machines).toBe(22);
  expect(designsRemarks(verdict, refused).join(' ')).toContain(
    'did not come up with 32 machines (Too many).',
  );
});

test('every verdict has words, without a gap, and every row as many cells as its table has columns', () => {
  fc.assert(
    fc.property(sizes, designs, fc.boolean(), (sizes, designs, dies) => {
      const comparison = { ...claimed(sizes, designs), ...(!dies && { deaths: [] }) };
      const verdict = judgeDesigns(comparison);
      const words = [designsFinding(verdict), ...designsRemarks(verdict, comparison)].join(' ');
      expect(words).not.toMatch(/undefined|NaN|Infinity|\[object|  /);
      for (const run of comparison.runs) expect(designsRow(run)).toHaveLength(12);
      for (const death of comparison.deaths) expect(deathsRow(death)).toHaveLength(11);
    }),
  );
});

test('anything else is not a comparison', () => {
  fc.assert(fc.property(fc.anything(), value => parseComparison(value) === undefined));
  const comparison = claimed([2], ['relay']);
  expect(parseComparison({ ...comparison, more: 1 })).toBeUndefined();
  expect(parseComparison({ ...comparison, runs: [{ kind: 'measured' }] })).toBeUndefined();
});
