// What a certificate says of pages that hide and fall silent, and of links whose pages begin to count anew.
import { expect, test } from 'vitest';
import { NOTHING_COUNTED, type LinkReport } from '../network/link.ts';
import { Certifier } from './certifier.ts';

const open: LinkReport = { remote: 2, state: 'open', kind: 'webrtc', ...NOTHING_COUNTED };
const nobodyAway = () => ({ away: [], fragility: undefined });

test('spells end where the next one begins, and the last one at the end', () => {
  const certifier = new Certifier(2);
  certifier.note(1, 'hidden', 1000);
  certifier.note(1, 'hidden', 2000);
  certifier.note(1, 'silent', 7000, 3000); // known late, since earlier
  certifier.note(1, 'fine', 8000);
  certifier.note(2, 'hidden', 9000);
  const { machines } = certifier.certificate(10_000, 0, nobodyAway);
  expect(machines.map(({ spells }) => spells)).toEqual([
    [
      { kind: 'hidden', fromMs: 1000, toMs: 3000 },
      { kind: 'silent', fromMs: 3000, toMs: 8000 },
    ],
    [{ kind: 'hidden', fromMs: 9000, toMs: 10_000 }],
  ]);
});

test('counts of a page are added to those of the page before, and changes have their times', () => {
  const certifier = new Certifier(1);
  certifier.report(1, [{ ...open, resent: 5, changes: 2 }], 100);
  certifier.report(1, [{ ...open, resent: 6, changes: 2 }], 200);
  certifier.report(1, [{ ...open, state: 'connecting', resent: 1 }], 300); // another page
  certifier.report(1, [{ ...open, resent: 4, changes: 1 }], 400);
  const [machine] = certifier.certificate(500, 0, nobodyAway).machines;
  expect(machine!.links).toEqual([
    { remote: 2, reopened: 3, resent: 10, duplicates: 0, dropped: 0, heldMs: 0 },
  ]);
  expect(machine!.changes.map(({ atMs, state }) => [atMs, state])).toEqual([
    [100, 'open'],
    [300, 'connecting'],
    [400, 'open'],
  ]);
});

test('another coordinator goes on with it, and counts nothing twice', () => {
  const first = new Certifier(1);
  first.report(1, [{ ...open, resent: 5 }], 100);
  first.report(1, [open], 200); // another page of the machine
  first.report(1, [{ ...open, resent: 2 }], 300);
  first.note(1, 'hidden', 300);
  const second = new Certifier(1, first.toStore(400, 7));
  second.report(1, [{ ...open, resent: 3 }], 500); // the page has counted on
  const { machines, foreignMessages } = second.certificate(600, 2, nobodyAway);
  const [machine] = machines;
  expect(foreignMessages).toBe(9);
  expect(machine!.links[0]!.resent).toBe(8);
  expect(machine!.spells).toEqual([{ kind: 'hidden', fromMs: 300, toMs: 400 }]);
});
