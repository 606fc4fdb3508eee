// Mutual exclusion without a queue: whoever has the earlier request keeps the other one waiting for an answer.
import { program, type Program } from '../core/program/program.ts';
import {
  MUTEX_LAWS,
  SERVED_IN_ORDER,
  type Exclusive,
  type MutexCommands,
  type MutexOutputs,
} from './mutual-exclusion.ts';

type State = Exclusive & {
  mine: readonly [timestamp: number, machine: number] | null;
  /** Answers to the own request. */
  answers: number;
  /** Machines that get their answer when this one leaves. */
  deferred: number[];
};
type Messages = { request: null; ok: null };

/** clock-now: compares the clock that it has now with the request, and not the timestamp of its own request. */
export type RicartAgrawalaSlip = 'clock-now';

export function ricartAgrawala(slip?: RicartAgrawalaSlip): Program {
  return program<State, Messages, MutexCommands, MutexOutputs, never>({
    name: 'Ricart and Agrawala’s mutual exclusion',
    source:
      'Ricart and Agrawala, “An optimal algorithm for mutual exclusion in computer networks”, Communications of the ACM 24 (1981)',
    network: { fifo: false },
    start: () => ({ inside: false, waits: false, mine: null, answers: 0, deferred: [] }),
    commands: {
      enter: {
        when: ({ mine }) => mine === null,
        run(me) {
          me.emit('asked', null);
          me.state.waits = true;
          me.state.answers = 0;
          me.state.mine = [me.broadcast('request', null).timestamp, me.id];
        },
      },
      leave: {
        when: ({ inside }) => inside,
        run(me) {
          me.state.inside = false;
          me.state.waits = false;
          me.state.mine = null;
          me.emit('left', null);
          for (const machine of me.state.deferred) me.send(machine, 'ok', null);
          me.state.deferred = [];
        },
      },
    },
    on: {
      request(me, { from, timestamp }) {
        const { mine, inside } = me.state;
        const own = mine && (slip === 'clock-now' ? me.clock : mine[0]);
        const isMineFirst = own !== null && (own < timestamp || (own === timestamp && me.id < from));
        if (inside || isMineFirst) me.state.deferred = [...me.state.deferred, from].sort((a, b) => a - b);
        else me.send(from, 'ok', null);
      },
      ok(me) {
        me.state.answers += 1;
        if (me.state.answers < me.others.length) return;
        me.state.inside = true;
        me.emit('entered', null);
      },
    },
    laws: [...MUTEX_LAWS, SERVED_IN_ORDER],
    trial: {
      machines: 2,
      script: [
        ['enter', 'leave'],
        ['enter', 'leave'],
      ],
    },
  });
}
