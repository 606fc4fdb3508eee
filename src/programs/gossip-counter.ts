// A counter that everybody counts on: each has its own share and the largest that it has heard of each other share.
import { program, type Program } from '../core/program/program.ts';

interface State {
  /** By machine. */
  shares: number[];
}

/** adds: adds what it hears, and does not take the larger of the two. */
export type GossipCounterSlip = 'adds';

export function gossipCounter(slip?: GossipCounterSlip): Program {
  return program<State, { shares: readonly number[] }, { add: null }, { added: null }, never>({
    name: 'Gossip counter',
    source: 'Shapiro, Preguiça, Baquero and Zawirski, “Conflict-free replicated data types”, SSS (2011)',
    network: { fifo: false },
    start: me => ({ shares: new Array<number>(me.others.length + 1).fill(0) }),
    commands: {
      add: {
        run(me) {
          me.state.shares[me.id - 1]! += 1;
          me.emit('added', null);
          me.broadcast('shares', [...me.state.shares]);
        },
      },
    },
    on: {
      shares(me, { body }) {
        const { shares } = me.state;
        me.state.shares = shares.map((share, i) =>
          slip === 'adds' ? share + body[i]! : Math.max(share, body[i]!),
        );
      },
    },
    laws: [
      {
        name: 'everybody comes to the number of additions',
        atEnd({ machines, history }) {
          const added = history.outputs('added').length;
          const sums = machines.map(({ state }) => state.shares.reduce((sum, share) => sum + share, 0));
          return (
            sums.every(sum => sum === added) || `Of ${added} additions, the machines have ${sums.join(', ')}.`
          );
        },
      },
    ],
    trial: { machines: 2, script: [['add'], ['add']], duplicates: 1 },
  });
}
