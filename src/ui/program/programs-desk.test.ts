// The desk of programs, with a box that is a table of answers and a memory that is a list: which text is whose, when it is checked and
// saved, and that a text from a link is not run before somebody says so.
import { expect, test } from 'vitest';
import { packBytes } from '../../core/address-bytes.ts';
import type { OwnProgram, OwnPrograms } from '../../history/own-programs.ts';
import { shippedText } from '../../programs/texts.ts';
import type { ProgramShape } from '../../sandbox/box-jobs.ts';
import { PROGRAM_FIELD_PROBLEMS } from '../../words/program-view.ts';
import { nameIn, withName } from './program-name.ts';
import { ProgramsDesk } from './programs-desk.ts';
import type { ProgramBoxDoor } from './programs-state.ts';

const SHAPE: ProgramShape = {
  name: 'Some',
  fifo: true,
  messages: [],
  timers: [],
  commands: ['enter'],
  laws: [{ name: 'a law', kind: 'always' }],
  hasIdle: false,
  trial: { machines: 2, script: [['enter']] },
};

/** Keeps what it is asked; answers a load with the shape, and nothing else. */
class TableBox implements ProgramBoxDoor {
  static asked: { name: string; request: unknown }[] = [];
  isClosed = false;
  run(name: string, request: unknown): Promise<never> {
    TableBox.asked.push({ name, request });
    if (name === 'load') return Promise.resolve({ kind: 'program', shape: SHAPE } as never);
    return Promise.reject(new Error(`no answer to ${name}`));
  }
  close(): void {
    this.isClosed = true;
  }
}

class ListMemory implements OwnPrograms {
  constructor(
    readonly list: OwnProgram[] = [],
    readonly fails = false,
  ) {}
  load(): Promise<readonly OwnProgram[]> {
    return Promise.resolve([...this.list]);
  }
  keep(program: OwnProgram): Promise<void> {
    if (this.fails) return Promise.reject(new Error('full'));
    this.list.push(program);
    return Promise.resolve();
  }
  remove(): Promise<void> {
    return Promise.resolve();
  }
  readonly found = new Map<string, unknown>();
  findings(code: string): Promise<unknown> {
    return Promise.resolve(this.found.get(code));
  }
  keepFindings(code: string, findings: unknown): Promise<void> {
    if (this.fails) return Promise.reject(new Error('full'));
    this.found.set(code, JSON.parse(JSON.stringify(findings)));
    return Promise.resolve();
  }
  close(): void {
    this.list.length = 0;
  }
}

function deskWith(memory: OwnPrograms = new ListMemory()) {
  TableBox.asked = [];
  let rest: (() => void) | undefined;
  const desk = new ProgramsDesk({
    openBox: () => new TableBox(),
    openLaboratory: () => Promise.reject(new Error('none here')),
    programs: Promise.resolve(memory),
    nowMs: () => 5,
    newId: () => 'mine',
    after: (_ms, task) => {
      rest = task;
      return () => (rest = undefined);
    },
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  return {
    desk,
    settle,
    /** Nothing is typed for a while. */
    pause: async () => {
      rest?.();
      await settle();
    },
  };
}

const loads = (): unknown[] =>
  TableBox.asked.filter(({ name }) => name === 'load').map(({ request }) => request);

test('an address without anything shows the first program that ships, in its own trial', async () => {
  const { desk, settle } = deskWith();
  await desk.take('');
  await settle();
  expect(desk.state.code).toBe(shippedText('lamport-mutex'));
  expect(desk.state.check).toEqual({ kind: 'program' });
  expect(desk.state.parsed.settings?.trial).toMatchObject({ machines: 2, script: [['enter']], fifo: true });
  expect(desk.query).toBe('');
});

test('a text that is changed is one’s own, saved and checked when nothing is typed any more', async () => {
  const memory = new ListMemory();
  const { desk, settle, pause } = deskWith(memory);
  await desk.take('program=echo');
  await settle();
  desk.edit('program({ name: "Mine" })');
  expect(desk.state).toMatchObject({ isUnsaved: true, check: { kind: 'checking' } });
  expect(loads()).toHaveLength(1);
  await pause();
  expect(loads().at(-1)).toEqual({ code: 'program({ name: "Mine" })' });
  expect(memory.list).toMatchObject([{ id: 'mine', name: 'Mine', from: 'echo', changedAtMs: 5 }]);
  expect(desk.state.isUnsaved).toBe(false);
  expect(desk.query).toBe('program=echo&own=mine');

  desk.choose({ program: 'die' });
  expect(desk.state.code).toBe(shippedText('die'));
  desk.choose({ own: 'mine' });
  expect(desk.state.code).toBe('program({ name: "Mine" })');
});

test('a link that is followed in the middle of a word loses nothing', async () => {
  const memory = new ListMemory();
  const { desk, settle } = deskWith(memory);
  await desk.take('program=echo');
  await settle();
  desk.edit('half a wo');
  await desk.take('program=die');
  await settle();
  expect(memory.list).toMatchObject([{ id: 'mine', code: 'half a wo' }]);
  expect(desk.state.code).toBe(shippedText('die'));
});

test('what the browser does not store is said, and stays in the page', async () => {
  const { desk, settle, pause } = deskWith(new ListMemory([], true));
  await desk.take('');
  await settle();
  desk.edit('something');
  await pause();
  expect(desk.state).toMatchObject({ isUnsaved: true, cannotSave: true, code: 'something' });
});

test('a text from a link is run only when somebody says so', async () => {
  const text = await packBytes(new TextEncoder().encode('program({ name: "Strange" })'));
  const { desk, settle } = deskWith();
  await desk.take(`text=${text}`);
  await settle();
  expect(desk.state).toMatchObject({ check: { kind: 'asks' }, code: 'program({ name: "Strange" })' });
  expect(TableBox.asked).toEqual([]);
  desk.answer(false);
  expect(desk.state.check).toEqual({ kind: 'looks' });
  expect(TableBox.asked).toEqual([]);
  desk.answer(true);
  await settle();
  expect(loads()).toEqual([{ code: 'program({ name: "Strange" })' }]);
  expect(await desk.linkQuery()).toBe(`text=${text}`);
});

test('what an address has too much, or what is not there, is said', async () => {
  const { desk, settle } = deskWith();
  await desk.take('program=nothing&own=elsewhere&text=%21&what=is');
  await settle();
  expect(desk.state.problems).toEqual([
    'The address has an unknown key “what”.',
    PROGRAM_FIELD_PROBLEMS.text,
    PROGRAM_FIELD_PROBLEMS.notHere,
    PROGRAM_FIELD_PROBLEMS.program('nothing'),
  ]);
  expect(desk.state.code).toBe(shippedText('lamport-mutex'));
});

test('a command that the program does not have is a problem of its field', async () => {
  const { desk, settle } = deskWith();
  await desk.take('script=entr');
  await settle();
  expect(desk.state.parsed.settings).toBeUndefined();
  expect(desk.state.parsed.problems).toMatchObject([{ field: 'script' }]);
  expect(desk.state.parsed.problems[0]!.message).toContain('Is “enter” meant?');
});

test('the name in a text is found without running it', () => {
  expect(nameIn("program({ name: 'It’s mine' })")).toBe('It’s mine');
  expect(nameIn('program({ name: "one", laws: [{ name: "two" }] })')).toBe('one');
  expect(nameIn('')).toBe('');
});

test('the passport belongs to its text, and is there again with it', async () => {
  const memory = new ListMemory();
  const { desk, settle, pause } = deskWith(memory);
  await desk.take('program=echo');
  await settle();
  const held = [{ name: 'a law', kind: 'always', verdict: 'holds' }] as const;
  await desk.addLiveRun(desk.state.code, held);
  expect(desk.state.passport).toMatchObject([{ name: 'a law', live: { held: 1 } }]);

  const shipped = desk.state.code;
  desk.edit('program({ name: "Mine" })');
  expect(desk.state.passport).toEqual([]);
  await desk.addLiveRun(shipped, held); // it was begun before
  await pause();
  expect(desk.state.passport).toEqual([]);
  desk.choose({ program: 'echo' });
  await settle();
  expect(desk.state.passport).toMatchObject([{ name: 'a law', live: { held: 2 } }]);

  memory.found.set(shipped, { passport: 'damaged' });
  desk.choose({ program: 'die' });
  desk.choose({ program: 'echo' });
  await settle();
  expect(desk.state).toMatchObject({ passport: [], check: { kind: 'program' } });
});

test('a program is renamed in its text, whatever the name has in it', () => {
  const code = 'program({ name: "one", laws: [{ name: \'two\' }] })';
  expect(withName(code, 'three')).toBe("program({ name: 'three', laws: [{ name: 'two' }] })");
  for (const name of ["It's \\ $& mine", '`${1}`']) expect(nameIn(withName(code, name))).toBe(name);
  expect(withName(code, ' \n ')).toBe(code);
  expect(withName('program({})', 'three')).toBe('program({})');
});

test('a program of one’s own that is renamed is saved under its new name', async () => {
  const memory = new ListMemory();
  const { desk, settle, pause } = deskWith(memory);
  await desk.take('program=echo');
  await settle();
  desk.edit('program({ name: "Mine" })');
  await pause();
  desk.rename('Yours');
  await pause();
  expect(memory.list.at(-1)).toMatchObject({ id: 'mine', name: 'Yours' });
  expect(desk.state.own).toMatchObject([{ name: 'Yours' }]);
});
