// A program of your own: what a machine starts with, what it does with each kind of message, and what must hold.
program({
  name: 'My program',

  // What a machine starts with.
  start: () => ({}),

  // What somebody may ask a machine for.
  commands: {},

  // What a machine does with each kind of message.
  on: {},

  // What must hold, whatever the order.
  laws: [],

  trial: { machines: 2, script: [] },
});
