// What a program can be made of and what a machine can do, each in a line: completed and explained in the editor. A test holds the
// names against the types.

export interface InterfacePart {
  readonly name: string;
  /** How it is written. */
  readonly form: string;
  readonly text: string;
}

const part = (name: string, form: string, text: string): InterfacePart => ({ name, form, text });

export const PROGRAM_INTERFACE = {
  /** The keys of `program({ … })`. */
  program: [
    part('name', "name: 'Echo'", 'What the program is called.'),
    part('source', "source: 'Lamport 1978'", 'Where it is from: a paper, a book.'),
    part(
      'network',
      'network: { fifo: false }',
      'What it needs of the network. With fifo: false, messages of a pair may overtake one another.',
    ),
    part(
      'start',
      'start: me => ({ … })',
      'The state at the start, and after a crash. A second argument has what me.store kept.',
    ),
    part('on', 'on: { kind(me, { from, body, timestamp }) { … } }', 'What to do with each kind of message.'),
    part('timers', 'timers: { name(me) { … } }', 'What to do when a timer ends.'),
    part(
      'commands',
      'commands: { name: { when: state => …, run(me, argument) { … } } }',
      'What somebody may ask a machine for.',
    ),
    part('idle', 'idle(me) { … }', 'A tick on which nothing waits.'),
    part('laws', 'laws: [{ name, always | atEnd | history }]', 'What must hold, whatever the order.'),
    part(
      'trial',
      "trial: { machines: 2, script: [['ask'], ['ask']] }",
      'The trial in which it is searched, unless you choose another one.',
    ),
    part(
      'show',
      "show: state => ({ text: 'waiting', tone: 'waiting' })",
      'What to write beside the machine’s lane: a word or two about its state.',
    ),
  ],
  me: [
    part('id', 'me.id', 'The number of this machine, from 1.'),
    part('others', 'me.others', 'The numbers of all other machines.'),
    part(
      'state',
      'me.state',
      'The state, which you may change. It is kept when the handler returns, and dropped when it throws.',
    ),
    part('clock', 'me.clock', 'The machine’s Lamport clock. A program cannot set it.'),
    part('vector', 'me.vector', 'The vector clock: for each machine, how many of its events this one knows.'),
    part(
      'localMs',
      'me.localMs',
      'Milliseconds on the machine’s clock. It has no value while every order is searched.',
    ),
    part(
      'send',
      "me.send(to, 'kind', body)",
      'Sends a message to one machine. What it returns has the timestamp that the message carries.',
    ),
    part('broadcast', "me.broadcast('kind', body)", 'Sends a message to all others: one event.'),
    part(
      'after',
      "me.after(ms, 'timer')",
      'Sets a timer, or sets it again. With [min, max] it may end at any time between.',
    ),
    part('cancel', "me.cancel('timer')", 'Stops a timer.'),
    part(
      'choose',
      'me.choose([…])',
      'One of them: by seed in a run, each of them when every order is searched.',
    ),
    part('emit', "me.emit('output', value)", 'An output on record, for laws to look at: an event.'),
    part('store', 'me.store(value)', 'What is left after a crash.'),
    part('note', "me.note('text')", 'A line of text beside this step.'),
  ],
  message: [
    part('from', 'from', 'The machine that sent it.'),
    part('body', 'body', 'What it contains.'),
    part('timestamp', 'timestamp', 'The timestamp that it carries.'),
  ],
  command: [
    part('when', 'when: state => …', 'Whether it makes sense in this state. Leave it out if it always does.'),
    part('run', 'run(me, argument) { … }', 'What to do.'),
  ],
  law: [
    part('name', "name: 'at most one is inside'", 'What the law says.'),
    part(
      'always',
      'always({ machines, messages, history }) { … }',
      'Asked of every state of all machines: true, false, or a sentence that says what is wrong.',
    ),
    part('atEnd', 'atEnd({ machines, messages, history }) { … }', 'Asked when nothing is left to happen.'),
    part('history', 'history(history) { … }', 'Asked of the outputs so far, whenever there is a new one.'),
  ],
  world: [
    part('machines', 'world.machines', 'Each machine with its id and its state.'),
    part('messages', 'world.messages', 'What is on its way: from, to, kind and body of each message.'),
    part('history', 'world.history', 'The outputs, with what happened before what.'),
  ],
  history: [
    part(
      'outputs',
      "history.outputs('name')",
      'All outputs of that name, machine by machine, each with machine, index and value.',
    ),
    part('before', 'history.before(a, b)', 'Whether one output happened before the other.'),
    part('concurrent', 'history.concurrent(a, b)', 'Whether neither happened before the other.'),
  ],
  network: [
    part(
      'fifo',
      'fifo: false',
      'Whether messages of a pair keep their order; they do, unless it says false.',
    ),
  ],
  trial: [
    part('machines', 'machines: 3', 'How many machines there are.'),
    part(
      'script',
      "script: [['ask'], ['ask', ['pay', 5]]]",
      'What each machine is asked for, in turn; with an argument as a pair.',
    ),
    part('fifo', 'fifo: false', 'Whether messages of a pair keep their order.'),
    part('rule', "rule: 'increment-then-send'", 'Which timestamp a message carries.'),
    part('losses', 'losses: 1', 'How many messages may be lost.'),
    part('duplicates', 'duplicates: 1', 'How many messages may arrive twice.'),
    part('crashes', 'crashes: 1', 'How many times a machine may stop and start again with what it stored.'),
    part('idles', 'idles: 1', 'How many ticks each machine may have on which nothing waits.'),
  ],
} as const satisfies Readonly<Record<string, readonly InterfacePart[]>>;

export type InterfaceOf = keyof typeof PROGRAM_INTERFACE;
