// The die of the scale model as a program: a tick on which no message waits rolls it.
const FACES = 3;
const ALL_FACES = Array.from({ length: FACES }, (_, i) => i + 1);

program({
  name: `The die with ${FACES} faces`,
  source: 'The assignment',
  network: { loss: true, duplication: true, crash: true },

  start: () => ({}),

  // Faces 1 to k are for the k others, face k + 1 is for all of them, and any other face is work of its own.
  idle(me) {
    const face = me.choose(ALL_FACES);
    const { others } = me;
    if (face <= others.length) me.send(others[face - 1], 'message', null);
    else if (face === others.length + 1) me.broadcast('message', null);
  },

  on: {
    message() {
      // Its receive moves the clock, and there is nothing else to do.
    },
  },

  trial: { machines: 2, idles: 2 },
});
