// A counter that everybody counts on: each has its own share, and the largest that it has heard of each other share.
program({
  name: 'Gossip counter',
  source:
    'Shapiro, Preguiça, Baquero and Zawirski, “Conflict-free replicated data types”, SSS (2011)',
  network: { fifo: false, duplication: true },

  start: me => ({ shares: new Array(me.others.length + 1).fill(0) }),

  commands: {
    add: {
      run(me) {
        me.state.shares[me.id - 1] += 1;
        me.emit('added', null);
        me.broadcast('shares', [...me.state.shares]);
      },
    },
  },

  on: {
    shares(me, { body }) {
      me.state.shares = me.state.shares.map((share, i) => Math.max(share, body[i]));
    },
  },

  laws: [
    {
      name: 'everybody comes to the number of additions',
      atEnd({ machines, history }) {
        const added = history.outputs('added').length;
        const sums = machines.map(({ state }) => sumOf(state.shares));
        return (
          sums.every(sum => sum === added) ||
          `Of ${added} additions, the machines have ${sums.join(', ')}.`
        );
      },
    },
  ],

  show: ({ shares }) => ({ text: `counts ${sumOf(shares)}` }),
  trial: { machines: 2, script: [['add'], ['add']], duplicates: 1 },
});

function sumOf(shares) {
  return shares.reduce((sum, share) => sum + share, 0);
}
