// Election in a ring: every candidate’s number goes round, and only the highest comes home.
import { program, type Me, type Program } from '../core/program/program.ts';

interface State {
  started: boolean;
  leader: number | null;
}
type Messages = { candidate: number; elected: number };
type Self = Me<State, Messages, { leader: null }, never>;

/** lowest: swallows the higher numbers and passes the lower ones on. */
export type RingElectionSlip = 'lowest';

export function ringElection(slip?: RingElectionSlip): Program {
  const next = ({ id, others }: Self): number => (id % (others.length + 1)) + 1;
  const isBetter = (one: number, other: number): boolean => (slip === 'lowest' ? one < other : one > other);

  function stand(me: Self): void {
    me.state.started = true;
    me.send(next(me), 'candidate', me.id);
  }

  return program<State, Messages, { stand: null }, { leader: null }, never>({
    name: 'Election in a ring',
    source:
      'Chang and Roberts, “An improved algorithm for decentralized extrema-finding in circular configurations of processes”, Communications of the ACM 22 (1979)',
    network: { fifo: false },
    start: () => ({ started: false, leader: null }),
    commands: { stand: { when: ({ started }) => !started, run: stand } },
    on: {
      candidate(me, { body }) {
        if (body === me.id) {
          me.state.leader = me.id;
          me.emit('leader', null);
          me.send(next(me), 'elected', me.id);
        } else if (isBetter(body, me.id)) {
          me.state.started = true;
          me.send(next(me), 'candidate', body);
        } else if (!me.state.started) stand(me);
      },
      elected(me, { body }) {
        me.state.leader = body;
        if (body !== me.id) me.send(next(me), 'elected', body);
      },
    },
    laws: [
      {
        name: 'only the highest is elected',
        always({ machines }) {
          const wrong = machines.find(
            ({ state }) => state.leader !== null && state.leader !== machines.length,
          );
          return (
            wrong === undefined || `For machine ${wrong.id} the leader is machine ${wrong.state.leader!}.`
          );
        },
      },
      {
        name: 'everybody knows the leader',
        atEnd: ({ machines }) =>
          machines.every(({ state }) => !state.started) ||
          machines.every(({ state }) => state.leader !== null),
      },
    ],
    trial: { machines: 3, script: [['stand'], ['stand'], ['stand']] },
  });
}
