// A program that says all that a program can say, for tests of what shows and searches it: kinds and bodies, outputs, notes, a timer,
// commands, what it shows in every tone, a step that fails, and what it stored after a crash.
import { program } from '../core/program/program.ts';

interface Telling {
  readonly asked: number;
  /** Tickets so far. */
  readonly got: number;
  readonly turn: 'calm' | 'waiting' | 'inside' | 'done';
}

/** Machine 1 gives tickets. A law is broken as soon as a ticket has been given after a restart. */
export const TELLING = program<
  { -readonly [Key in keyof Telling]: Telling[Key] },
  { ask: { urgent: boolean }; ticket: { number: number; of: string } },
  { enter: number; fail: null },
  { asked: number; entered: { ticket: number } },
  'tired'
>({
  name: 'Tickets',
  start(me, stored) {
    if (stored !== undefined) me.note(`had stored ${JSON.stringify(stored)}`);
    return { asked: 0, got: 0, turn: 'calm' };
  },
  commands: {
    enter: {
      when: ({ turn }) => turn !== 'waiting',
      run(me, argument) {
        me.state.asked += argument;
        me.state.turn = 'waiting';
        me.store(me.state.asked);
        me.emit('asked', argument);
        me.broadcast('ask', { urgent: argument > 1 });
        me.after(400, 'tired');
      },
    },
    fail: {
      run() {
        throw new Error('this command always fails');
      },
    },
  },
  timers: {
    tired(me) {
      me.note('gave up waiting');
      me.state.turn = 'done';
    },
  },
  on: {
    ask(me, { from, body }) {
      me.note(body.urgent ? 'in a hurry' : 'no hurry');
      me.send(from, 'ticket', { number: me.state.got + 1, of: `machine ${me.id}` });
    },
    ticket(me, { body }) {
      me.cancel('tired');
      me.state.got += 1;
      me.state.turn = 'inside';
      me.emit('entered', { ticket: body.number });
    },
  },
  show: ({ turn, got }) => (turn === 'calm' ? undefined : { text: `${turn} ${got}`, tone: turn }),
  network: { fifo: false, loss: true, duplication: true, crash: true },
  laws: [
    {
      name: 'nobody asks for nothing',
      atEnd: ({ machines }) => machines.every(({ state }) => state.got > 0) || 'a ticket is missing',
    },
  ],
  trial: {
    machines: 2,
    script: [[['enter', 1], 'fail'], [['enter', 2]]],
    losses: 1,
    crashes: 1,
    duplicates: 1,
  },
});
