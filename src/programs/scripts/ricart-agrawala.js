// Mutual exclusion without a queue: whoever has the earlier request keeps the other one waiting for an answer.
program({
  name: 'Ricart and Agrawala’s mutual exclusion',
  source:
    'Ricart and Agrawala, “An optimal algorithm for mutual exclusion in computer networks”, Communications of the ACM 24 (1981)',
  network: { fifo: false },

  // mine: timestamp and machine of the own request. answers: how many have said ok to it. deferred: who gets its ok later.
  start: () => ({ mine: null, inside: false, answers: 0, deferred: [] }),

  commands: {
    enter: {
      when: ({ mine }) => mine === null,
      run(me) {
        me.emit('asked', null);
        const { timestamp } = me.broadcast('request', null);
        me.state.mine = [timestamp, me.id];
        me.state.answers = 0;
      },
    },
    leave: {
      when: ({ inside }) => inside,
      run(me) {
        me.state.inside = false;
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
      const own = mine && mine[0];
      const isMineFirst =
        mine !== null && (own < timestamp || (own === timestamp && me.id < from));
      if (inside || isMineFirst)
        me.state.deferred = [...me.state.deferred, from].sort((a, b) => a - b);
      else me.send(from, 'ok', null);
    },
    ok(me) {
      me.state.answers += 1;
      if (me.state.answers < me.others.length) return;
      me.state.inside = true;
      me.emit('entered', null);
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
