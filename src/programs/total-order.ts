// Broadcast in one order for all, in two ways: a sequencer gives numbers, or everybody waits for later timestamps from all.
import type { Law } from '../core/program/law.ts';
import { program, type Me, type Program } from '../core/program/program.ts';

interface Logged {
  /** Authors of the posts that have been delivered, in the order of their delivery. */
  log: number[];
  /** Posts of this machine. */
  posts: number;
}
type Commands = { post: null };

const LAWS: readonly Law<Logged>[] = [
  {
    name: 'all deliver in the same order',
    always({ machines }) {
      for (const one of machines)
        for (const other of machines)
          if (one.state.log.some((author, i) => author !== (other.state.log[i] ?? author)))
            return `Machine ${one.id} has delivered ${one.state.log.join(', ')}, and machine ${other.id} ${other.state.log.join(', ')}.`;
      return true;
    },
  },
  {
    name: 'every post is delivered everywhere',
    atEnd({ machines }) {
      const posts = machines.reduce((sum, { state }) => sum + state.posts, 0);
      const behind = machines.find(({ state }) => state.log.length !== posts);
      return (
        behind === undefined || `Machine ${behind.id} has delivered ${behind.state.log.length} of ${posts}.`
      );
    },
  },
];

type Numbered = { readonly number: number; readonly author: number };
type Sequenced = Logged & { given: number; waiting: Numbered[] };
type SequencerMessages = { post: null; numbered: Numbered };
type SequencedSelf = Me<Sequenced, SequencerMessages, Record<never, never>, never>;

/** as-they-come: delivers what has a number at once, whatever the number is. */
export type SequencerSlip = 'as-they-come';

export function sequencer(slip?: SequencerSlip): Program {
  function give(me: SequencedSelf, author: number): void {
    me.state.given += 1;
    me.broadcast('numbered', { number: me.state.given, author });
    me.state.log.push(author);
  }

  return program<Sequenced, SequencerMessages, Commands, Record<never, never>, never>({
    name: 'Total order by a sequencer',
    source:
      'Kaashoek and Tanenbaum, “Group communication in the Amoeba distributed operating system”, ICDCS (1991)',
    network: { fifo: false },
    start: () => ({ log: [], posts: 0, given: 0, waiting: [] }),
    commands: {
      post: {
        run(me) {
          me.state.posts += 1;
          if (me.id === 1) give(me, 1);
          else me.send(1, 'post', null);
        },
      },
    },
    on: {
      post: (me, { from }) => give(me, from),
      numbered(me, { body }) {
        const { state } = me;
        state.waiting = [...state.waiting, body].sort((a, b) => a.number - b.number);
        while (
          state.waiting[0] &&
          (slip === 'as-they-come' || state.waiting[0].number === state.log.length + 1)
        )
          state.log.push(state.waiting.shift()!.author);
      },
    },
    laws: LAWS,
    trial: { machines: 3, script: [['post'], ['post']] },
  });
}

type Place = readonly [timestamp: number, machine: number];
type Stamped = Logged & {
  queue: Place[];
  /** The latest timestamp from each machine. */
  heard: number[];
};
type StampedMessages = { post: null; acknowledge: null };
type StampedSelf = Me<Stamped, StampedMessages, Record<never, never>, never>;

/** ties: posts with the same timestamp stay in the order in which they came. */
export type TimestampOrderSlip = 'ties';

export function timestampOrder(slip?: TimestampOrderSlip): Program {
  const order = ([timeA, a]: Place, [timeB, b]: Place): number =>
    timeA - timeB || (slip === 'ties' ? 0 : a - b);

  function hear(me: StampedSelf, from: number, timestamp: number): void {
    me.state.heard[from - 1] = timestamp;
    deliver(me);
  }

  function deliver({ state, others }: StampedSelf): void {
    while (state.queue[0] && isPast(state, others, state.queue[0])) state.log.push(state.queue.shift()![1]);
  }

  function isPast({ heard }: Stamped, others: readonly number[], [timestamp, author]: Place): boolean {
    return others.every(
      other =>
        other === author ||
        heard[other - 1]! > timestamp ||
        (heard[other - 1] === timestamp && other > author),
    );
  }

  return program<Stamped, StampedMessages, Commands, Record<never, never>, never>({
    name: 'Total order by Lamport’s timestamps',
    source:
      'Lamport, “Time, clocks, and the ordering of events in a distributed system”, Communications of the ACM 21 (1978)',
    start: me => ({ log: [], posts: 0, queue: [], heard: new Array<number>(me.others.length + 1).fill(0) }),
    commands: {
      post: {
        run(me) {
          me.state.posts += 1;
          const { timestamp } = me.broadcast('post', null);
          me.state.queue = [...me.state.queue, [timestamp, me.id] as const].sort(order);
          deliver(me);
        },
      },
    },
    on: {
      post(me, { from, timestamp }) {
        me.state.queue = [...me.state.queue, [timestamp, from] as const].sort(order);
        me.broadcast('acknowledge', null);
        hear(me, from, timestamp);
      },
      acknowledge: (me, { from, timestamp }) => hear(me, from, timestamp),
    },
    laws: LAWS,
    trial: { machines: 2, script: [['post'], ['post']] },
  });
}
