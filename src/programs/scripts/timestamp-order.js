// Broadcast in one order for all: by timestamps. A post is delivered once nothing earlier can come any more.
// Of two posts with the same timestamp, the one of the lower machine is first.
const order = ([timeA, a], [timeB, b]) => timeA - timeB || a - b;

program({
  name: 'Total order by Lamport’s timestamps',
  source:
    'Lamport, “Time, clocks, and the ordering of events in a distributed system”, Communications of the ACM 21 (1978)',

  // log: authors of the posts that have been delivered, in the order of their delivery. posts: how many this machine has made.
  // queue: posts that are not delivered yet. heard: the latest timestamp from each machine.
  start: me => ({
    log: [],
    posts: 0,
    queue: [],
    heard: new Array(me.others.length + 1).fill(0),
  }),

  commands: {
    post: {
      run(me) {
        me.state.posts += 1;
        const { timestamp } = me.broadcast('post', null);
        putInQueue(me, [timestamp, me.id]);
        deliver(me);
      },
    },
  },

  on: {
    post(me, { from, timestamp }) {
      putInQueue(me, [timestamp, from]);
      me.broadcast('acknowledge', null);
      hear(me, from, timestamp);
    },
    acknowledge(me, { from, timestamp }) {
      hear(me, from, timestamp);
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

  show({ log, queue }) {
    if (queue.length > 0)
      return {
        text: queue.length === 1 ? '1 post waits' : `${queue.length} posts wait`,
        tone: 'waiting',
      };
    return log.length === 0 ? undefined : { text: `delivered ${log.join(', ')}` };
  },
  trial: { machines: 2, script: [['post'], ['post']] },
});

function putInQueue(me, post) {
  me.state.queue = [...me.state.queue, post].sort(order);
}

function hear(me, from, timestamp) {
  me.state.heard[from - 1] = timestamp;
  deliver(me);
}

function deliver({ state, others }) {
  while (state.queue.length > 0 && isPast(state, others, state.queue[0]))
    state.log.push(state.queue.shift()[1]);
}

// Everybody else has sent something later, and messages keep their order.
function isPast({ heard }, others, [timestamp, author]) {
  return others.every(
    other =>
      other === author ||
      heard[other - 1] > timestamp ||
      (heard[other - 1] === timestamp && other > author),
  );
}

// As far as both have come.
function agree(log, other) {
  return log.every((author, i) => author === (other[i] ?? author));
}
