// A box that lies, floods, dies or is silent is ended, and what it was asked for fails with the reason; a page that is busy is no reason.
import { afterEach, expect, test, vi } from 'vitest';
import type { BoxPort, OpenBox } from './box-frame.ts';
import { BoxEndedError, BoxSession } from './box-session.ts';
import { ProgramBox } from './program-box.ts';

const BOUNDS = { quietMs: 1000, openMs: 5000 };
const LOADED = {
  kind: 'program',
  shape: { name: 'x', fifo: true, messages: [], timers: [], commands: [], laws: [], hasIdle: false },
};

/** A box whose worker does as the test says. */
class FakeBox implements BoxPort {
  readonly posted: unknown[] = [];
  isClosed = false;
  say: (text: unknown) => void = () => undefined;
  die: (message: string) => void = () => undefined;
  readonly announceFrom: number | undefined;

  constructor(announceFrom: number | undefined) {
    this.announceFrom = announceFrom;
  }

  post(message: unknown): void {
    this.posted.push(message);
  }
  onText(listener: (text: unknown) => void): void {
    this.say = listener;
  }
  onDeath(listener: (message: string) => void): void {
    this.die = listener;
  }
  close(): void {
    this.isClosed = true;
  }
  json(value: unknown): void {
    this.say(JSON.stringify(value));
  }
}

function fakes(): { readonly boxes: FakeBox[]; readonly open: OpenBox } {
  const boxes: FakeBox[] = [];
  const open: OpenBox = ({ announceFrom }) => {
    const box = new FakeBox(announceFrom);
    boxes.push(box);
    return box;
  };
  return { boxes, open };
}

function loading(): { readonly box: FakeBox; readonly session: BoxSession; readonly end: Promise<unknown> } {
  const { boxes, open } = fakes();
  const session = new BoxSession(open, {}, BOUNDS);
  const end = session.run('load', { code: '' }).catch((error: unknown) => error);
  const [box] = boxes;
  box!.json({ kind: 'open' });
  return { box: box!, session, end };
}

afterEach(() => vi.useRealTimers());

test.each([
  ['no text', { kind: 'result', id: 1, result: LOADED }],
  ['no JSON', '{'],
  ['of no known kind', '{"kind":"reload"}'],
  ['a task of another kind', '{"kind":"result","id":"1","result":1}'],
  ['a result that is none', '{"kind":"result","id":1,"result":{"kind":"program"}}'],
  [
    'a shape with a name that is no text',
    JSON.stringify({ kind: 'result', id: 1, result: { ...LOADED, shape: { ...LOADED.shape, name: {} } } }),
  ],
  ['progress of a job that has none', '{"kind":"progress","id":1,"progress":{"states":1}}'],
  ['a number of calls that is none', '{"kind":"beat","calls":-1}'],
  ['nested without end', `{"kind":"result","id":1,"result":${'['.repeat(1e5)}${']'.repeat(1e5)}}`],
])('what is %s ends the box', async (_, text) => {
  const { box, end } = loading();
  box.say(text);
  expect(await end).toMatchObject({ end: { kind: 'not-understood' } });
  expect(box.isClosed).toBe(true);
});

test('an answer to a task that nobody asked for is nothing', async () => {
  const { box, end } = loading();
  box.json({ kind: 'result', id: 99, result: 'forged' });
  box.json({ kind: 'result', id: 1, result: LOADED });
  expect(await end).toEqual(LOADED);
});

test('a state that is nested deeper than the engine makes them is refused', async () => {
  const { boxes, open } = fakes();
  const session = new BoxSession(open, {}, BOUNDS);
  const end = session.run('byHand', { trial: { machines: 1 }, choices: [] }).catch((error: unknown) => error);
  const nested = JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`) as unknown;
  boxes[0]!.json({ kind: 'open' });
  const trial = {
    machines: 1,
    script: [[]],
    fifo: true,
    rule: 'increment-then-send',
    losses: 0,
    duplicates: 0,
    crashes: 0,
    idles: 0,
  };
  const position = (state: unknown): unknown => ({
    run: {
      program: 'x',
      trial,
      choices: [],
      arrivals: [],
      faults: [],
      steps: [{ machine: 1, cause: { kind: 'idle' }, events: [], notes: [], state }],
    },
    broken: [],
    laws: [],
    next: [],
    isQuiet: true,
  });
  boxes[0]!.json({ kind: 'result', id: 1, result: position(nested) });
  expect(await end).toMatchObject({ end: { kind: 'not-understood' } });
  const other = fakes();
  const good = new BoxSession(other.open, {}, BOUNDS).run('byHand', { trial: { machines: 1 }, choices: [] });
  other.boxes[0]!.json({ kind: 'result', id: 1, result: position([1]) });
  expect(await good).toEqual(position([1]));
});

test('a flood ends the box; so does its death', async () => {
  const flooded = loading();
  for (let i = 0; i < 5001 && !flooded.box.isClosed; i++) flooded.box.json({ kind: 'beat', calls: i });
  expect(await flooded.end).toMatchObject({ end: { kind: 'flood', messages: 5000 } });
  const dead = loading();
  dead.box.die('out of memory');
  expect(await dead.end).toMatchObject({ end: { kind: 'died', message: 'out of memory' } });
  await expect(dead.session.run('load', { code: '' })).rejects.toThrow(BoxEndedError);
});

test('a box that never opens is told from one that is silent; one that beats is left alone', async () => {
  vi.useFakeTimers();
  const { open } = fakes();
  const closed = new BoxSession(open, {}, BOUNDS).run('load', { code: '' }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(5200);
  expect(await closed).toMatchObject({ end: { kind: 'not-open' } });

  const { box, end } = loading();
  for (let i = 0; i < 50; i++) {
    await vi.advanceTimersByTimeAsync(900);
    box.json({ kind: 'beat', calls: i });
  }
  expect(box.isClosed).toBe(false);
  await vi.advanceTimersByTimeAsync(1200);
  expect(await end).toMatchObject({ end: { kind: 'silent', quietMs: 1000 } });
});

test('after a silence a second box is asked from the last known call on, and what it names is the step', async () => {
  vi.useFakeTimers();
  const { boxes, open } = fakes();
  const box = new ProgramBox({ open, cores: 1, ...BOUNDS });
  const loaded = box.run('load', { code: 'code' });
  await vi.advanceTimersByTimeAsync(0);
  boxes[0]!.json({ kind: 'open' });
  boxes[0]!.json({ kind: 'result', id: 1, result: LOADED });
  await loaded;
  const end = box.run('explore', { trial: { machines: 2 }, options: {} }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10);
  boxes[0]!.json({ kind: 'beat', calls: 41 });
  await vi.advanceTimersByTimeAsync(1200);
  expect(boxes[0]!.isClosed).toBe(true);
  expect(boxes[1]!.announceFrom).toBe(42);
  boxes[1]!.json({ kind: 'open' });
  boxes[1]!.json({ kind: 'result', id: 1, result: LOADED });
  await vi.advanceTimersByTimeAsync(10);
  for (const machine of [1, 2]) boxes[1]!.json({ kind: 'call', call: { of: 'start', machine } });
  await vi.advanceTimersByTimeAsync(1200);
  expect(await end).toMatchObject({ end: { kind: 'silent', call: { of: 'start', machine: 2 } } });
  expect(boxes[1]!.isClosed).toBe(true);

  const again = box.run('explore', { trial: { machines: 2 }, options: {} }).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(0);
  expect(boxes[2]!.posted).toMatchObject([{ name: 'load', request: { code: 'code' } }]);
  box.close();
  expect(await again).toBeInstanceOf(Error);
});
