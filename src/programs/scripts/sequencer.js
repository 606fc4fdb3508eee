// Broadcast in one order for all: machine 1 gives every post a number, and everybody delivers by number.
program({
  name: 'Total order by a sequencer',
  source:
    'Kaashoek and Tanenbaum, “Group communication in the Amoeba distributed operating system”, ICDCS (1991)',
  network: { fifo: false },

  // log: authors of the posts that have been delivered, in the order of their delivery. posts: how many this machine has made.
  // given: numbers that machine 1 has given. waiting: posts whose number is not the next one.
  start: () => ({ log: [], posts: 0, given: 0, waiting: [] }),

  commands: {
    post: {
      run(me) {
        me.state.posts += 1;
        if (me.id === 1) giveNumber(me, 1);
        else me.send(1, 'post', null);
      },
    },
  },

  on: {
    post(me, { from }) {
      giveNumber(me, from);
    },
    numbered({ state }, { body }) {
      state.waiting = [...state.waiting, body].sort((a, b) => a.number - b.number);
      while (isNext(state.waiting[0], state))
        state.log.push(state.waiting.shift().author);
    },
  },

  laws: [
    {
      name: 'all deliver in the same order',
      always({ machines }) {
        for (const one of machines)
          for (const other of machines)
            if (!agree(one.state.log, other.state.log))
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
          behind === undefined ||
          `Machine ${behind.id} has delivered ${behind.state.log.length} of ${posts}.`
        );
      },
    },
  ],

  show: ({ log }) =>
    log.length === 0 ? undefined : { text: `delivered ${log.join(', ')}` },
  trial: { machines: 3, script: [['post'], ['post']] },
});

// Its number follows those that have been delivered.
function isNext(post, { log }) {
  return post !== undefined && post.number === log.length + 1;
}

function giveNumber(me, author) {
  me.state.given += 1;
  me.broadcast('numbered', { number: me.state.given, author });
  me.state.log.push(author);
}

// As far as both have come.
function agree(log, other) {
  return log.every((author, i) => author === (other[i] ?? author));
}
