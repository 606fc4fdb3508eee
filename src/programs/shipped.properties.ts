// Every program that ships: its laws hold in every order of its smallest trial and of larger ones, and every slip is found, by a
// run as short as a plain search finds.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wholeTrial, type ProgramTrial } from '../core/program/program-trial.ts';
import { explore, trialOf } from '../engine/explore/explore.ts';
import { exploreNaively } from '../testing/naive-exploration.ts';
import { PROGRAM_PAGES } from '../words/programs.ts';
import { shippedProgram, SHIPPED_NAMES } from './shipped.ts';
import { SHIPPED_TEXTS, shippedText, type ShippedText } from './texts.ts';

const RIGHT = SHIPPED_NAMES.filter(name => !name.includes(':'));
const MUTEX = ['enter', 'leave'];

test.each(RIGHT)('%s: every law holds in every order of its trial', name => {
  const { ends, laws } = explore(shippedProgram(name)!, undefined, { all: true });
  expect(ends).toBeUndefined();
  for (const law of laws) expect(law).toMatchObject({ verdict: 'holds' });
});

test.each(RIGHT)('%s: and with one of each fault that it claims to withstand', name => {
  const program = shippedProgram(name)!;
  const { fifo = true, loss, duplication, crash } = program.network ?? {};
  const { ends, laws } = explore(
    program,
    {
      ...trialOf(program),
      fifo,
      losses: loss ? 1 : 0,
      duplicates: duplication ? 1 : 0,
      crashes: crash ? 1 : 0,
    },
    { counts: false },
  );
  expect(ends).toBeUndefined();
  for (const law of laws) expect(law).toMatchObject({ verdict: 'holds' });
});

test.each<[string, Partial<ProgramTrial>]>([
  ['lamport-mutex', { machines: 3, script: [MUTEX, MUTEX] }],
  [
    'lamport-mutex',
    {
      machines: 2,
      script: [
        [...MUTEX, ...MUTEX],
        [...MUTEX, ...MUTEX],
      ],
    },
  ],
  ['lamport-mutex', { rule: 'send-then-increment' }],
  ['ricart-agrawala', { machines: 3, script: [MUTEX, MUTEX] }],
  ['ricart-agrawala', { machines: 3, script: [MUTEX, MUTEX, MUTEX], fifo: true }],
  ['causal-broadcast', { script: [['post'], ['post'], ['post']] }],
  ['sequencer', { script: [['post'], ['post'], ['post']] }],
  ['timestamp-order', { machines: 3, script: [['post'], ['post']] }],
  [
    'snapshot',
    { machines: 3, script: [['snapshot'], [['pay', { to: 1, amount: 5 }]], [['pay', { to: 2, amount: 1 }]]] },
  ],
  ['ring-election', { duplicates: 0, machines: 4, script: [['stand'], ['stand'], ['stand'], ['stand']] }],
  ['gossip-counter', { machines: 3, script: [['add'], ['add'], ['add']], duplicates: 0 }],
  ['die', { machines: 3, idles: 1 }],
])('%s: and of a larger one: %j', (name, more) => {
  const program = shippedProgram(name)!;
  const { ends, laws } = explore(program, { ...trialOf(program), ...more }, { counts: false });
  expect(ends).toBeUndefined();
  for (const law of laws) expect(law).toMatchObject({ verdict: 'holds' });
});

const SLIPS: [name: string, steps: number, law: string, more: Partial<ProgramTrial>][] = [
  ['lamport-mutex:ties', 4, 'at most one machine is inside', {}],
  ['lamport-mutex', 4, 'at most one machine is inside', { fifo: false }],
  ['lamport-mutex', 5, 'at most one machine is inside', { losses: 1 }],
  ['ricart-agrawala:clock-now', 5, 'requests are granted in the order in which they are made', {}],
  ['token-ring:second-token', 2, 'there is one token', {}],
  ['causal-broadcast:own-order-only', 4, 'posts are delivered in causal order', {}],
  ['sequencer:as-they-come', 4, 'all deliver in the same order', {}],
  ['timestamp-order:ties', 5, 'all deliver in the same order', {}],
  ['snapshot:on-its-way', 7, 'the money of the snapshot is all there is', {}],
  ['ring-election:lowest', 4, 'only the highest is elected', {}],
  ['gossip-counter:adds', 4, 'everybody comes to the number of additions', {}],
];

describe('a slip', () => {
  test.each(SLIPS)('%s is found in %i steps: %s', (name, steps, law, more) => {
    const program = shippedProgram(name)!;
    const trial = { ...trialOf(program), ...more };
    const { laws, tracked } = explore(program, trial);
    const broken = laws.findIndex(({ verdict }) => verdict === 'broken');
    expect(laws[broken]).toMatchObject({ name: law, verdict: 'broken' });
    const { run } = laws[broken] as Extract<(typeof laws)[number], { verdict: 'broken' }>;
    expect(run.choices.length - wholeTrial(program, trial).machines).toBe(steps);
    expect(exploreNaively(program, trial, tracked).broken[broken]).toBe(steps);
  });

  test('each that ships is in this list', () => {
    expect(
      SHIPPED_NAMES.filter(name => name.includes(':') && !SLIPS.some(([found]) => found === name)),
    ).toEqual([]);
  });
});

test.each(Object.entries<ShippedText>(SHIPPED_TEXTS))(
  '%s: what a slip changes is in exactly one place of the text',
  (name, { text, slips }) => {
    for (const [slip, changes] of Object.entries(slips)) {
      for (const [from, to] of changes) {
        expect(text.split(from)).toHaveLength(2);
        expect(shippedText(`${name}:${slip}`)).toContain(to);
      }
    }
  },
);

test.each(['echo', 'empty'])('%s, a point to start from, holds', name => {
  for (const law of explore(shippedProgram(name)!, undefined, { all: true }).laws)
    expect(law).toMatchObject({ verdict: 'holds' });
});

test('each text has its page of plain words, under its own title, with each of its slips', () => {
  expect(Object.keys(PROGRAM_PAGES).sort()).toEqual(Object.keys(SHIPPED_TEXTS).sort());
  for (const [name, { slips }] of Object.entries<ShippedText>(SHIPPED_TEXTS)) {
    expect(PROGRAM_PAGES[name]!.title).toBe(shippedProgram(name)!.name);
    expect(Object.keys(PROGRAM_PAGES[name]!.slips)).toEqual(Object.keys(slips));
  }
});

test('a name that nobody ships has no text', () => {
  for (const name of ['nothing', 'die:nothing', 'lamport-mutex:ties:ties', 'toString', 'die:toString'])
    expect(shippedText(name)).toBeUndefined();
});

// The page has no way to evaluate a text, and needs none (docs/decisions/0033).
test('nothing that a page loads imports what evaluates a text', () => {
  const files = ['ui', 'app', 'sandbox', 'jobs', 'address', 'words'].flatMap(room => filesOf(`src/${room}`));
  expect(files.length).toBeGreaterThan(100);
  for (const file of files)
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/programs\/shipped\.ts|new Function/);
});

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !/\.(test|properties|conformance)\.ts$/.test(file))
    .map(file => `${folder}/${file}`);
}
