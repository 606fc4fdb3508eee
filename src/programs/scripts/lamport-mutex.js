// Mutual exclusion: all machines keep the same queue of requests, and whoever is first in it goes in.
// A request is a timestamp and a machine; of two with the same timestamp, the one of the lower machine is first.
const order = ([timeA, a], [timeB, b]) => timeA - timeB || a - b;

program({
  name: 'Lamport’s mutual exclusion',
  source:
    'Lamport, “Time, clocks, and the ordering of events in a distributed system”, Communications of the ACM 21 (1978)',

  // mine: the own request. queue: all requests that are known. silent: who has sent nothing later than the own request.
  start: () => ({ mine: null, inside: false, queue: [], silent: [] }),

  commands: {
    enter: {
      when: ({ mine }) => mine === null,
      run(me) {
        me.emit('asked', null);
        const { timestamp } = me.broadcast('request', null);
        me.state.mine = [timestamp, me.id];
        me.state.silent = [...me.others];
        putInQueue(me, me.state.mine);
        enterIfFirst(me);
      },
    },
    leave: {
      when: ({ inside }) => inside,
      run(me) {
        me.state.inside = false;
        me.state.mine = null;
        takeFromQueue(me, me.id);
        me.emit('left', null);
        me.broadcast('release', null);
      },
    },
  },

  on: {
    request(me, { from, timestamp }) {
      putInQueue(me, [timestamp, from]);
      hear(me, from, timestamp);
      me.send(from, 'acknowledge', null);
      enterIfFirst(me);
    },
    acknowledge(me, { from, timestamp }) {
      hear(me, from, timestamp);
      enterIfFirst(me);
    },
    release(me, { from, timestamp }) {
      takeFromQueue(me, from);
      hear(me, from, timestamp);
      enterIfFirst(me);
    },
  },

  laws: [
    {
      name: 'at most one machine is inside',
      always({ machines }) {
        const inside = machines
          .filter(({ state }) => state.inside)
          .map(({ id }) => id);
        return (
          inside.length <= 1 ||
          `Machines ${inside.join(' and ')} are inside at once.`
        );
      },
    },
    {
      name: 'nobody waits for ever',
      atEnd({ machines }) {
        const waiting = machines
          .filter(({ state }) => state.mine)
          .map(({ id }) => id);
        return (
          waiting.length === 0 ||
          `Machine ${waiting.join(' and machine ')} still waits when nothing can happen any more.`
        );
      },
    },
    {
      name: 'requests are granted in the order in which they are made',
      history: servedInOrder,
    },
  ],

  show({ mine, inside }) {
    if (inside) return { text: 'inside', tone: 'inside' };
    return mine ? { text: 'waiting', tone: 'waiting' } : undefined;
  },
  trial: {
    machines: 2,
    script: [
      ['enter', 'leave'],
      ['enter', 'leave'],
    ],
  },
});

function putInQueue(me, request) {
  me.state.queue = [...me.state.queue, request].sort(order);
}

function takeFromQueue(me, machine) {
  me.state.queue = me.state.queue.filter(([, from]) => from !== machine);
}

// Whoever sends something later than the own request has no earlier one on its way, if messages keep their order.
function hear({ state }, from, timestamp) {
  if (state.mine && order(state.mine, [timestamp, from]) <= 0)
    state.silent = state.silent.filter(machine => machine !== from);
}

function enterIfFirst(me) {
  const { mine, inside, silent, queue } = me.state;
  if (!mine || inside || silent.length > 0) return;
  if (!queue.every(request => order(mine, request) <= 0)) return;
  me.state.inside = true;
  me.emit('entered', null);
}

// Whoever asked before another one asked, by happened-before, is inside before it.
function servedInOrder(history) {
  const asked = history.outputs('asked');
  const entered = history.outputs('entered');
  const ofMachine = (outputs, machine) =>
    outputs.filter(output => output.machine === machine);
  const entryOf = request =>
    ofMachine(entered, request.machine)[
      ofMachine(asked, request.machine).indexOf(request)
    ];
  for (const one of asked)
    for (const other of asked) {
      if (one.machine === other.machine || !history.before(one, other)) continue;
      const [first, second] = [entryOf(one), entryOf(other)];
      if (second && !(first && history.before(first, second)))
        return `Machine ${one.machine} asked before machine ${other.machine} did, and machine ${other.machine} was inside first.`;
    }
  return true;
}
