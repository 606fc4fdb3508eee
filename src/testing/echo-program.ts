// A program of two messages, as a person would hand it in; a law of it is broken where one is lost.

export const ECHO = `program({
  name: 'Echo',
  start: () => ({ heard: 0 }),
  commands: { call: { run(me) { me.broadcast('call', null); } } },
  on: {
    call(me, { from }) { me.send(from, 'echo', null); },
    echo(me) { me.state.heard += 1; },
  },
  laws: [
    { name: 'every call has its echo', atEnd: w => w.machines[0].state.heard === 1 || 'no echo came' },
  ],
  trial: { machines: 2, script: [['call']] },
});`;
