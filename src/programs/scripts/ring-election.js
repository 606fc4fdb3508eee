// Election in a ring: every candidate’s number goes round, and only the highest comes home.
const nextOf = ({ id, others }) => (id % (others.length + 1)) + 1;

program({
  name: 'Election in a ring',
  source:
    'Chang and Roberts, “An improved algorithm for decentralized extrema-finding in circular configurations of processes”, Communications of the ACM 22 (1979)',
  network: { fifo: false, duplication: true },

  start: () => ({ started: false, leader: null }),

  commands: {
    stand: { when: ({ started }) => !started, run: stand },
  },

  on: {
    candidate(me, { body }) {
      if (body === me.id) {
        me.state.leader = me.id;
        me.emit('leader', null);
        me.send(nextOf(me), 'elected', me.id);
      } else if (body > me.id) {
        me.state.started = true;
        me.send(nextOf(me), 'candidate', body);
      } else if (!me.state.started) stand(me);
    },
    elected(me, { body }) {
      me.state.leader = body;
      if (body !== me.id) me.send(nextOf(me), 'elected', body);
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
          wrong === undefined ||
          `For machine ${wrong.id} the leader is machine ${wrong.state.leader}.`
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

  show({ started, leader }) {
    if (leader !== null) return { text: `leader: ${leader}`, tone: 'done' };
    return started ? { text: 'candidate', tone: 'waiting' } : undefined;
  },
  trial: { machines: 3, script: [['stand'], ['stand'], ['stand']] },
});

function stand(me) {
  me.state.started = true;
  me.send(nextOf(me), 'candidate', me.id);
}
