// Machine 1 calls, and waits for an echo from everybody.
program({
  name: 'Echo',

  start: () => ({ heard: [] }),

  commands: {
    call: {
      run(me) {
        me.broadcast('call', null);
      },
    },
  },

  on: {
    call(me, { from }) {
      me.send(from, 'echo', null);
    },
    echo(me, { from }) {
      me.state.heard.push(from);
      if (me.state.heard.length === me.others.length) me.emit('complete', null);
    },
  },

  laws: [
    {
      name: 'everybody is heard once',
      atEnd: ({ machines }) =>
        machines[0].state.heard.length === machines.length - 1 ||
        `machine 1 heard ${machines[0].state.heard.length} of ${machines.length - 1}`,
    },
  ],

  show: ({ heard }) =>
    heard.length === 0 ? undefined : { text: `heard ${heard.join(', ')}` },
  trial: { machines: 3, script: [['call']] },
});
