// Whatever fails and in whatever order: nothing that was written here is lost, and once the browser writes again the keeper
// says so.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OPENING_MAX_MS, RecordKeeper, RETRY_AFTER_MAX_MS } from './keeper.ts';
import type { NotebookMemory, RememberedChange } from './memory.ts';
import { parseRecord, type NotebookRecord } from './records.ts';
import type { MemoryState } from './state.ts';

/** A store that refuses when it is told to, and timers that run when they are told to. */
function workshop() {
  const stored = new Map<string, unknown>();
  const timers = new Map<number, { readonly atMs: number; readonly task: () => void }>();
  let [timer, nowMs] = [0, 0];
  let refuses = false;
  let hear: (change: RememberedChange) => void = () => undefined;
  const memory: NotebookMemory = {
    load: () => Promise.resolve([...stored.values()]),
    write: async changes => {
      await Promise.resolve();
      if (refuses) throw new Error('');
      for (const { key, value } of changes) {
        if (value === undefined) stored.delete(key);
        else stored.set(key, value);
      }
    },
    subscribe: listener => {
      hear = listener;
      return () => undefined;
    },
    close: () => undefined,
  };
  const states: MemoryState[] = [];
  const shown = new Map<string, NotebookRecord>();
  const open = (opening: Promise<NotebookMemory>) =>
    new RecordKeeper(opening, {
      parse: parseRecord,
      after: (ms, task) => {
        const id = (timer += 1);
        timers.set(id, { atMs: nowMs + ms, task });
        return () => timers.delete(id);
      },
      onState: state => states.push(state),
      onRecord: record => shown.set('remark', record),
      onRemoved: key => shown.delete(key),
    });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return {
    memory,
    stored,
    states,
    open,
    settle,
    refuse: (does: boolean) => {
      refuses = does;
    },
    hear: (change: RememberedChange) => hear(change),
    pass: async (ms: number): Promise<void> => {
      nowMs += ms;
      for (const [id, { atMs, task }] of [...timers])
        if (atMs <= nowMs) {
          timers.delete(id);
          task();
        }
      await settle();
    },
  };
}

const remark = (text: string): NotebookRecord => ({ kind: 'remark', about: 'whole', text });

interface Step {
  readonly key: number;
  readonly text: string;
  readonly does: 'put' | 'remove' | 'refuse' | 'allow' | 'pass';
}
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    key: fc.nat(3),
    text: fc.string({ maxLength: 5 }),
    does: fc.constantFrom('put', 'put', 'put', 'remove', 'refuse', 'allow', 'pass'),
  }),
  { maxLength: 30 },
);

test('what was put last is what is stored, once the browser writes again', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async script => {
      const { memory, stored, states, open, settle, refuse, pass } = workshop();
      const keeper = open(Promise.resolve(memory));
      await settle();
      const expected = new Map<string, NotebookRecord>();
      for (const { key, text, does } of script) {
        const name = `remark-${key}`;
        if (does === 'put') {
          keeper.put(name, remark(text));
          expected.set(name, remark(text));
        } else if (does === 'remove') {
          keeper.remove([name]);
          expected.delete(name);
        } else if (does === 'pass') await pass(RETRY_AFTER_MAX_MS);
        else refuse(does === 'refuse');
      }
      refuse(false);
      await settle();
      await pass(RETRY_AFTER_MAX_MS);
      await pass(RETRY_AFTER_MAX_MS);
      expect(stored).toEqual(expected);
      expect(states.at(-1)).toEqual({ kind: 'ready', pending: false, unreadable: 0 });
    }),
    { numRuns: 200 },
  );
});

describe('a keeper', () => {
  test('says why nothing is stored, even where the browser does not, and that it is well again', async () => {
    const { memory, states, stored, open, settle, refuse, pass } = workshop();
    const keeper = open(Promise.resolve(memory));
    refuse(true);
    keeper.put('remark-a', remark('kept'));
    await settle();
    expect(states.at(-1)).toEqual({ kind: 'refused', reason: 'Error' });
    refuse(false);
    await pass(RETRY_AFTER_MAX_MS);
    expect(states.at(-1)).toMatchObject({ kind: 'ready', pending: false });
    expect(stored.get('remark-a')).toEqual(remark('kept'));
  });

  test('keeps what is new here when another tab changes the same before it is written', async () => {
    const { memory, stored, open, settle, refuse, pass, hear } = workshop();
    const keeper = open(Promise.resolve(memory));
    await settle();
    refuse(true);
    keeper.put('remark-a', remark('mine'));
    await settle();
    hear({ key: 'remark-a', value: remark('theirs') });
    refuse(false);
    await pass(RETRY_AFTER_MAX_MS);
    expect(stored.get('remark-a')).toEqual(remark('mine'));
  });

  test('says so when the browser does not open its storage, and goes on when it does', async () => {
    const { memory, states, stored, open, settle, pass } = workshop();
    let opened: (memory: NotebookMemory) => void = () => undefined;
    const keeper = open(
      new Promise(resolve => {
        opened = resolve;
      }),
    );
    keeper.put('remark-a', remark('early'));
    await pass(OPENING_MAX_MS);
    expect(states.at(-1)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/not opened/) as string,
    });
    opened(memory);
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'ready' });
    expect(stored.get('remark-a')).toEqual(remark('early'));
  });
});
