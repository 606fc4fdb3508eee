// Random programs for property tests: tables of what to do in a state with a kind of message. Every message has fewer steps to go
// than the one that caused it, so that every run ends.
import fc from 'fast-check';
import type { History } from '../core/program/law.ts';
import { program, type Me, type Program } from '../core/program/program.ts';
import type { ProgramTrial } from '../core/program/program-trial.ts';

const KINDS = ['a', 'b'] as const;
const STATES = 3;

/** What is done, one after the other. */
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      kind: fc.constantFrom(...KINDS),
      nth: fc.nat(3),
    }),
  },
  fc.record({ do: fc.constant('broadcast' as const), kind: fc.constantFrom(...KINDS) }),
  fc.record({ do: fc.constant('go' as const), state: fc.nat(STATES - 1) }),
  fc.record({ do: fc.constant('choose' as const) }),
  fc.record({ do: fc.constant('emit' as const) }),
  fc.record({ do: fc.constant('store' as const) }),
  fc.record({ do: fc.constant('clock' as const) }),
  fc.record({ do: fc.constant('throw' as const), state: fc.nat(STATES - 1) }),
  fc.record({
    do: fc.constant('after' as const),
    timer: fc.constantFrom('slow', 'quick'),
    minMs: fc.nat(2),
    moreMs: fc.nat(2),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
interface State {
  at: number;
  seen: number;
}
type Messages = { a: number; b: number };
type Self = Me<State, Messages, { did: number }, string>;

/** Acts by state, for one occasion. */
const acts = fc.array(fc.array(act, { maxLength: 3 }), { minLength: STATES, maxLength: STATES });

function perform(me: Self, list: readonly Act[], toGo: number, readsClock: boolean): void {
  for (const each of list) {
    const kind = 'kind' in each ? each.kind : 'a';
    if (each.do === 'send' && toGo > 0 && me.others.length > 0)
      me.send(me.others[each.nth % me.others.length]!, kind, toGo - 1);
    if (each.do === 'broadcast' && toGo > 0) me.broadcast(kind, toGo - 1);
    if (each.do === 'go') me.state.at = each.state;
    if (each.do === 'choose') me.state.at = me.choose([0, 1]);
    if (each.do === 'emit') me.emit('did', me.state.at);
    if (each.do === 'store') me.store(me.state.at);
    if (each.do === 'clock' && readsClock) me.state.seen = me.clock;
    if (each.do === 'throw' && me.state.at === each.state && toGo === 0)
      throw new Error('as random as the rest');
    if (each.do === 'after' && toGo > 0) me.after([each.minMs, each.minMs + each.moreMs], each.timer);
  }
}

export const anyProgram: fc.Arbitrary<{ readonly program: Program; readonly trial: ProgramTrial }> = fc
  .record({
    a: acts,
    b: acts,
    go: acts,
    slow: acts,
    quick: acts,
    start: fc.array(act, { maxLength: 1 }),
    readsClock: fc.boolean(),
    hasHistory: fc.boolean(),
    worst: fc.nat(STATES - 1),
    machines: fc.integer({ min: 1, max: 3 }),
    commands: fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }),
    fifo: fc.boolean(),
    losses: fc.nat(1),
    duplicates: fc.nat(1),
    crashes: fc.nat(1),
    rule: fc.constantFrom('increment-then-send', 'send-then-increment'),
  })
  .map(
    ({
      machines,
      commands,
      fifo,
      losses,
      duplicates,
      crashes,
      rule,
      hasHistory,
      readsClock,
      worst,
      ...tables
    }) => ({
      program: program<State, Messages, { go: number }, { did: number }, string>({
        name: 'Random',
        start: (me, stored) => {
          // A start has no state yet to go from.
          if (tables.start.some(each => each.do === 'choose')) return { at: me.choose([0, 1]), seen: 0 };
          return { at: typeof stored === 'number' ? stored : 0, seen: 0 };
        },
        on: {
          a: (me, { body }) => perform(me, tables.a[me.state.at]!, body, readsClock),
          b: (me, { body }) => perform(me, tables.b[me.state.at]!, body, readsClock),
        },
        timers: {
          slow: me =>
            perform(
              me,
              tables.slow[me.state.at]!.filter(each => each.do !== 'after'),
              1,
              readsClock,
            ),
          quick: me =>
            perform(
              me,
              tables.quick[me.state.at]!.filter(each => each.do !== 'after'),
              0,
              readsClock,
            ),
        },
        commands: {
          go: {
            when: ({ at }) => at !== STATES,
            run: (me, toGo) => perform(me, tables.go[me.state.at]!, toGo, readsClock),
          },
        },
        laws: [
          {
            name: 'not all are at the worst',
            always: ({ machines: all }) => !all.every(({ state }) => state.at === worst) || 'all are',
          },
          { name: 'few messages', always: ({ messages }) => messages.length <= 3 },
          { name: 'the first ends elsewhere', atEnd: ({ machines: all }) => all[0]!.state.at !== worst },
          ...(hasHistory
            ? [
                {
                  name: 'no two outputs of the worst are concurrent',
                  history: (history: History<{ did: number }>) => {
                    const outputs = history.outputs('did').filter(({ value }) => value === worst);
                    return !outputs.some(one => outputs.some(other => history.concurrent(one, other)));
                  },
                },
              ]
            : []),
        ],
      }),
      trial: {
        machines,
        script: Array.from({ length: machines }, (_, i) =>
          commands[i] === undefined ? [] : [['go', commands[i]] as const],
        ),
        fifo,
        losses,
        duplicates,
        crashes,
        rule,
      } as ProgramTrial,
    }),
  );
