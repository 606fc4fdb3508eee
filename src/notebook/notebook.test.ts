// The notebook behind its door: what it computes, what it remembers, and that nothing it is handed makes it fall over.
import { COVER_LENGTH_MAX, fileNameOf, NO_COVER } from './cover.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NOTEBOOK_TRIALS } from './trials.ts';
import { NotebookCalculator, type NotebookComputer } from './calculator.ts';
import type { NotebookMemory, RememberedChange } from './memory.ts';
import { parseOwnTrial } from './own-trial.ts';
import type { DesignComparison } from '../core/design-facts.ts';
import { judgeRelay } from './claims-designs.ts';
import { DESIGNS_KEY, parseRecord, REMARK_LENGTH_MAX } from './records.ts';
import { OWN_TRIALS_MAX, WHOLE } from './state.ts';
import { notebookComputer } from '../jobs/runner.ts';
import { startRunnerThread } from '../testing/runner-thread.ts';
import { Notebook } from './notebook.ts';

/** What one browser remembers, and all its tabs that look at it. */
class Browser {
  readonly records = new Map<string, unknown>();
  readonly #listeners = new Map<NotebookMemory, Set<(change: RememberedChange) => void>>();

  open(): NotebookMemory {
    const listeners = new Set<(change: RememberedChange) => void>();
    const memory: NotebookMemory = {
      load: async () => [...this.records.values()],
      write: async changes => {
        for (const { key, value } of changes) {
          if (value === undefined) this.records.delete(key);
          else this.records.set(key, structuredClone(value));
        }
        for (const [other, theirs] of this.#listeners)
          if (other !== memory) for (const hear of theirs) for (const change of changes) hear(change);
      },
      subscribe: listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      close: () => this.#listeners.delete(memory),
    };
    this.#listeners.set(memory, listeners);
    return memory;
  }
}

/** Of pairs alone: the claim is on a server, too. */
const comparison: DesignComparison = {
  kind: 'designs',
  measuredAtMs: 1,
  browser: 'a browser',
  settings: { rate: 20, faces: 2, seconds: 3, seed: 7, sizes: [32], designs: ['webrtc'] },
  runs: [
    {
      kind: 'refused',
      design: 'webrtc',
      machines: 32,
      reason: 'Too many connections.',
      connections: 200,
      afterMs: 800,
    },
  ],
  deaths: [],
  isPartial: false,
};

const open: Notebook[] = [];
afterEach(() => {
  for (const notebook of open.splice(0)) notebook.close();
});

function notebookOf(
  memory: Promise<NotebookMemory>,
  computer = notebookComputer(startRunnerThread),
): Notebook {
  const notebook = new Notebook({
    calculator: new NotebookCalculator(computer),
    memory,
    identify: () => crypto.randomUUID(),
    runs: 4,
  });
  open.push(notebook);
  return notebook;
}

const settled = (notebook: Notebook) =>
  vi.waitFor(() => expect(notebook.state.memory).toMatchObject({ kind: 'ready', pending: false }));
const computed = (notebook: Notebook) =>
  vi.waitFor(() => expect(notebook.state.computedMs).toBeDefined(), { timeout: 10_000 });
const ownTrial = parseOwnTrial({ rates: '4 2', die: '6', seconds: '10' }).settings!;

describe('a notebook', () => {
  test('computes nine trials under both rules, and what its claims need', async () => {
    const notebook = notebookOf(Promise.resolve(new Browser().open()));
    await computed(notebook);
    const { entries, studiesComplete, runs } = notebook.state;
    expect(entries.map(({ published }) => published)).toEqual(NOTEBOOK_TRIALS);
    for (const { samples, replicates } of entries) {
      expect(Object.keys(samples)).toHaveLength(2);
      expect(Object.keys(replicates)).toHaveLength(2);
    }
    expect(studiesComplete).toBe(true);
    expect(runs).toBe(4 * (18 + 12));
  });

  test('shows another run when one is chosen', async () => {
    const notebook = notebookOf(Promise.resolve(new Browser().open()));
    notebook.chooseSample('trial-5', 17);
    await vi.waitFor(() =>
      expect(notebook.state.entries[4]!.samples['send-then-increment']?.summary.trial).toMatchObject({
        seed: 17,
        rates: [5, 1, 5],
      }),
    );
  });

  test('remembers rule, remarks, samples and a person’s own trials', async () => {
    const browser = new Browser();
    const first = notebookOf(Promise.resolve(browser.open()));
    first.chooseRule('increment-then-send');
    first.chooseSample('trial-2', 9);
    first.writeRemark('trial-3', 'jagged');
    first.writeRemark(WHOLE, 'done');
    first.addTrial(ownTrial);
    const own = first.state.entries.at(-1)!;
    first.writeRemark(own.id, 'mine');
    await settled(first);

    const second = notebookOf(Promise.resolve(browser.open()));
    await settled(second);
    const { rule, remark, entries } = second.state;
    expect({ rule, remark }).toEqual({ rule: 'increment-then-send', remark: 'done' });
    expect(entries[1]!.sampleSeed).toBe(9);
    expect(entries[2]!.remark).toBe('jagged');
    expect(entries[9]).toMatchObject({ id: own.id, remark: 'mine', trial: { rates: [4, 2], dieSides: 6 } });
  });

  test('knows the last comparison of designs that another view has stored, now or before, and nothing that is none', async () => {
    const browser = new Browser();
    const notebook = notebookOf(Promise.resolve(browser.open()));
    await settled(notebook);
    const view = browser.open();
    await view.write([{ key: DESIGNS_KEY, value: { kind: 'designs', comparison: { kind: 'designs' } } }]);
    expect(notebook.state.designs).toBeUndefined();
    await view.write([{ key: DESIGNS_KEY, value: { kind: 'designs', comparison } }]);
    expect(notebook.state.designs).toEqual(comparison);
    const later = notebookOf(Promise.resolve(browser.open()));
    await settled(later);
    expect(later.state.designs).toEqual(comparison);
    expect(judgeRelay(later.state)).toMatchObject({ verdict: 'not-measured', table: { rows: [{}] } });
  });

  test('forgets a trial that is taken out, with its remark, and brings both back', async () => {
    const browser = new Browser();
    const notebook = notebookOf(Promise.resolve(browser.open()));
    notebook.addTrial(ownTrial);
    const { id } = notebook.state.entries.at(-1)!;
    notebook.writeRemark(id, 'soon gone');
    await settled(notebook);
    expect(browser.records.size).toBe(2);
    expect(notebook.removeTrial('trial-1')).toBeUndefined();
    const removed = notebook.removeTrial(id)!;
    await settled(notebook);
    expect(notebook.state.entries).toHaveLength(9);
    expect(browser.records.size).toBe(0);

    notebook.bringBack(removed);
    await settled(notebook);
    expect(notebook.state.entries.at(-1)).toMatchObject({
      id,
      remark: 'soon gone',
      trial: removed.entry.trial,
    });
    expect(browser.records.size).toBe(2);
    notebook.bringBack(removed);
    expect(notebook.state.entries).toHaveLength(10);
  });

  test('takes at most so many trials of a person’s own', () => {
    const notebook = notebookOf(Promise.resolve(new Browser().open()));
    for (let i = 0; i < OWN_TRIALS_MAX + 3; i++) notebook.addTrial(ownTrial);
    expect(notebook.state.entries).toHaveLength(9 + OWN_TRIALS_MAX);
  });

  test('two tabs tell each other, and of one remark the last word counts', async () => {
    const browser = new Browser();
    const [one, other] = [
      notebookOf(Promise.resolve(browser.open())),
      notebookOf(Promise.resolve(browser.open())),
    ];
    await settled(one);
    await settled(other);
    one.writeRemark('trial-1', 'from one');
    other.writeRemark('trial-2', 'from the other');
    one.addTrial(ownTrial);
    await vi.waitFor(() => expect(other.state.entries).toHaveLength(10));
    expect(other.state.entries[0]!.remark).toBe('from one');
    await vi.waitFor(() => expect(one.state.entries[1]!.remark).toBe('from the other'));
    other.removeTrial(other.state.entries[9]!.id);
    await vi.waitFor(() => expect(one.state.entries).toHaveLength(9));
  });

  test('counts what it cannot read, and keeps the rest', async () => {
    const browser = new Browser();
    browser.records.set('rule', { kind: 'rule', rule: 'guess' });
    browser.records.set('own-trial:x', {
      kind: 'own-trial',
      id: 'x',
      addedAtMs: 1,
      rates: [1000, 1000],
      dieSides: 10,
      durationSeconds: 3600,
    });
    browser.records.set('nonsense', 42);
    browser.records.set('remark:whole', { kind: 'remark', about: WHOLE, text: 'kept' });
    const notebook = notebookOf(Promise.resolve(browser.open()));
    await settled(notebook);
    expect(notebook.state.memory).toEqual({ kind: 'ready', pending: false, unreadable: 3 });
    expect(notebook.state.remark).toBe('kept');
    expect(notebook.state.entries).toHaveLength(9);
  });

  test('goes on where the browser remembers nothing, and says so', async () => {
    const notebook = notebookOf(Promise.reject(new Error('not in private windows')));
    notebook.writeRemark(WHOLE, 'still here');
    await computed(notebook);
    expect(notebook.state.memory).toEqual({ kind: 'refused', reason: 'not in private windows' });
    expect(notebook.state.remark).toBe('still here');
  });

  test('says when its worker fails, and does not fall over', async () => {
    const failed = () => Promise.reject(new Error('the worker did not start'));
    const broken: NotebookComputer = { sample: failed, replicates: failed, close: () => undefined };
    const notebook = notebookOf(Promise.resolve(new Browser().open()), broken);
    await vi.waitFor(() => expect(notebook.state.failure).toBe('the worker did not start'));
    notebook.addTrial(ownTrial);
    await settled(notebook);
    expect(notebook.state.entries).toHaveLength(10);
  });
});

describe('a trial of a person’s own', () => {
  test.each([
    [{ rates: '5, 1, 5', die: '10', seconds: '60' }, {}],
    [{ rates: '5;1', die: '2', seconds: '0.5' }, { seconds: /1 to 3600 seconds/ }],
    [{ rates: '5', die: '10', seconds: '60' }, { rates: /number of machines/ }],
    [
      { rates: 'five, one', die: 'ten', seconds: '60' },
      { rates: /whole number of ticks/, die: /The die must/ },
    ],
    [{ rates: '1 2 3 4 5', die: '4', seconds: '60' }, { die: /at least 5 faces/ }],
    [{ rates: '1 1 1 1 1 1 1 1 1', die: '10', seconds: '60' }, { rates: /room for at most 8 machines/ }],
    [{ rates: '1000, 1000', die: '10', seconds: '60' }, { seconds: /120,000 ticks.* 50 seconds fit/ }],
  ])('%j', (draft, expected) => {
    const { settings, problems } = parseOwnTrial(draft);
    const messages = new Map<string, string>(problems.map(({ field, message }) => [field, message]));
    expect([...messages.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [field, words] of Object.entries(expected)) expect(messages.get(field)).toMatch(words);
    expect(settings === undefined).toBe(Object.keys(expected).length > 0);
  });
});

test('a remark longer than a record may be is no record', () => {
  const text = 'x'.repeat(REMARK_LENGTH_MAX + 1);
  expect(parseRecord({ kind: 'remark', about: WHOLE, text })).toBeUndefined();
});

describe('whose notebook it is', () => {
  test.each([
    [{ field: 'name', text: 'Ada' }, true],
    [{ field: 'date', text: '2026-02-28' }, true],
    [{ field: 'date', text: '' }, true],
    [{ field: 'date', text: '2026-02-30' }, false],
    [{ field: 'date', text: 'tomorrow' }, false],
    [{ field: 'course', text: 'x'.repeat(COVER_LENGTH_MAX + 1) }, false],
    [{ field: 'teacher', text: 'x' }, false],
  ])('%j is a record: %s', (fields, isRecord) => {
    expect(parseRecord({ kind: 'cover', ...fields }) !== undefined).toBe(isRecord);
  });

  test('is in the names of files, in letters, digits and hyphens', () => {
    const named = (name: string, course: string): string => fileNameOf({ ...NO_COVER, name, course });
    expect(named('', ' ')).toBe('lamplight-notebook');
    expect(named('Zoë Müller', 'CS 262/Spring')).toBe('lamplight-notebook-zoe-muller-cs-262-spring');
    expect(named('../李雷\\', '')).toBe('lamplight-notebook-李雷');
    expect([...named('x'.repeat(200), '')].length).toBeLessThan(70);
  });
});
