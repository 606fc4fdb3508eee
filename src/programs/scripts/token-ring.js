// Mutual exclusion by a token that goes round the ring: who has it may be inside.
const nextOf = ({ id, others }) => (id % (others.length + 1)) + 1;

program({
  name: 'Token ring',
  source:
    'Le Lann, “Distributed systems – towards a formal approach”, IFIP Congress (1977)',

  start(me) {
    if (me.id === 1 && me.others.length > 0) me.send(2, 'token', null);
    return { waits: false, inside: false };
  },

  commands: {
    enter: {
      when: ({ waits }) => !waits,
      run(me) {
        me.state.waits = true;
        me.emit('asked', null);
      },
    },
    leave: {
      when: ({ inside }) => inside,
      run(me) {
        me.state.inside = false;
        me.state.waits = false;
        me.emit('left', null);
        me.send(nextOf(me), 'token', null);
      },
    },
  },

  on: {
    token(me) {
      if (me.state.waits && !me.state.inside) enter(me);
      else me.send(nextOf(me), 'token', null);
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
          .filter(({ state }) => state.waits)
          .map(({ id }) => id);
        return (
          waiting.length === 0 ||
          `Machine ${waiting.join(' and machine ')} still waits when nothing can happen any more.`
        );
      },
    },
    {
      name: 'there is one token',
      always({ machines, messages }) {
        const tokens =
          machines.filter(({ state }) => state.inside).length + messages.length;
        return tokens === 1 || `There are ${tokens} tokens.`;
      },
    },
  ],

  show({ waits, inside }) {
    if (inside) return { text: 'inside', tone: 'inside' };
    return waits ? { text: 'waiting', tone: 'waiting' } : undefined;
  },
  trial: {
    machines: 3,
    script: [
      ['enter', 'leave'],
      ['enter', 'leave'],
      ['enter', 'leave'],
    ],
  },
});

function enter(me) {
  me.state.inside = true;
  me.emit('entered', null);
}
