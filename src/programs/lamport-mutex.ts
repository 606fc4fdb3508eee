// Mutual exclusion by a queue of requests that all machines agree on, as Lamport gave it for his clocks.
import { program, type Me, type Program } from '../core/program/program.ts';
import {
  MUTEX_LAWS,
  SERVED_IN_ORDER,
  type Exclusive,
  type MutexCommands,
  type MutexOutputs,
} from './mutual-exclusion.ts';

type Place = readonly [timestamp: number, machine: number];
type State = Exclusive & {
  /** The own request, while it waits or is inside. */
  mine: Place | null;
  /** Machines from which nothing later than the own request has come. */
  silent: number[];
  /** Requests that are known, the earliest first, the own one included. */
  queue: Place[];
};
type Messages = { request: null; acknowledge: null; release: null };
type Self = Me<State, Messages, MutexOutputs, never>;

/** ties: two requests with the same timestamp are both the first. */
export type LamportMutexSlip = 'ties';

export function lamportMutex(slip?: LamportMutexSlip): Program {
  const order = ([timeA, a]: Place, [timeB, b]: Place): number =>
    timeA - timeB || (slip === 'ties' ? 0 : a - b);

  function hear({ state }: Self, from: number, timestamp: number): void {
    if (state.mine && order(state.mine, [timestamp, from]) <= 0)
      state.silent = state.silent.filter(machine => machine !== from);
  }

  function enterIfFirst(me: Self): void {
    const { mine, inside, silent, queue } = me.state;
    if (!mine || inside || silent.length > 0) return;
    if (!queue.every(other => order(mine, other) <= 0)) return;
    me.state.inside = true;
    me.emit('entered', null);
  }

  return program<State, Messages, MutexCommands, MutexOutputs, never>({
    name: 'Lamport’s mutual exclusion',
    source:
      'Lamport, “Time, clocks, and the ordering of events in a distributed system”, Communications of the ACM 21 (1978)',
    start: () => ({ inside: false, waits: false, mine: null, silent: [], queue: [] }),
    commands: {
      enter: {
        when: ({ mine }) => mine === null,
        run(me) {
          me.emit('asked', null);
          const mine = [me.broadcast('request', null).timestamp, me.id] as const;
          me.state.mine = mine;
          me.state.waits = true;
          me.state.silent = [...me.others];
          me.state.queue = [...me.state.queue, mine].sort(order);
          enterIfFirst(me);
        },
      },
      leave: {
        when: ({ inside }) => inside,
        run(me) {
          me.state.inside = false;
          me.state.waits = false;
          me.state.mine = null;
          me.state.silent = [];
          me.state.queue = me.state.queue.filter(([, machine]) => machine !== me.id);
          me.emit('left', null);
          me.broadcast('release', null);
        },
      },
    },
    on: {
      request(me, { from, timestamp }) {
        me.state.queue = [...me.state.queue, [timestamp, from] as const].sort(order);
        hear(me, from, timestamp);
        me.send(from, 'acknowledge', null);
        enterIfFirst(me);
      },
      acknowledge(me, { from, timestamp }) {
        hear(me, from, timestamp);
        enterIfFirst(me);
      },
      release(me, { from, timestamp }) {
        me.state.queue = me.state.queue.filter(([, machine]) => machine !== from);
        hear(me, from, timestamp);
        enterIfFirst(me);
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
