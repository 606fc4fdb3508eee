// A page of plain words for each program that ships: what it is, what to try, and the slip that can be looked for in it.

export interface ProgramPage {
  /** As in its text. */
  readonly title: string;
  readonly what: string;
  readonly tries: string;
  /** By the name of the slip: what it is called where programs are chosen, and what to look for. */
  readonly slips: Readonly<Record<string, { readonly name: string; readonly hunt: string }>>;
}

const BOTH_FIRST = {
  name: 'with a slip: ties',
  hunt: 'In this copy, two requests with the same timestamp are both the first. Search every order and see what happens, then fix “order”.',
};

export const PROGRAM_PAGES: Readonly<Record<string, ProgramPage>> = {
  'lamport-mutex': {
    title: 'Lamport’s mutual exclusion',
    what: 'Only one machine at a time may be inside. Who wants to enter asks all others, and all machines keep the same queue of requests, sorted by timestamp and then by machine. A machine enters when its request is the first in the queue and every other machine has sent something later. Lamport gave it in 1978 as the first use of his clocks.',
    tries:
      'Search every order: all laws hold. Then turn FIFO off, so that messages of a pair may overtake one another, and search again: two machines are inside at once. Step through the run to see which message overtook which. Or let one message be lost.',
    slips: { ties: BOTH_FIRST },
  },
  'ricart-agrawala': {
    title: 'Ricart and Agrawala’s mutual exclusion',
    what: 'Mutual exclusion with fewer messages: there is no queue and no release. A machine that has the earlier request simply does not answer until it has left. Whoever has all answers may enter. It does not need messages to keep their order.',
    tries:
      'Search every order with two machines, then with three. Let one message be lost: now somebody waits for ever.',
    slips: {
      'clock-now': {
        name: 'with a slip: clock now',
        hunt: 'This copy compares the clock that the machine has now, and not the timestamp of the request it has made. A law is broken, and it is not the one that most people expect.',
      },
    },
  },
  'token-ring': {
    title: 'Token ring',
    what: 'One token travels round a ring of machines. Who has it may be inside, and passes it to the next machine when leaving. There is nothing to compare and no clock is needed.',
    tries:
      'Let one message be lost: the token is gone and everybody waits. Let one be delivered twice: there are two tokens.',
    slips: {
      'second-token': {
        name: 'with a slip: second token',
        hunt: 'In this copy a machine that has waited for a second thinks that the token was lost. Search every order: waiting long proves nothing.',
      },
    },
  },
  'causal-broadcast': {
    title: 'Causal broadcast',
    what: 'A post is shown only after everything that its author had seen when writing it: no answer before its question. Each post carries a vector with the number of posts that its author had seen from each machine, and waits until they are here too.',
    tries:
      'Let all three machines post (post; post; post), and search. There are many orders, and no machine sees an answer first.',
    slips: {
      'own-order-only': {
        name: 'with a slip: own order only',
        hunt: 'This copy waits only for earlier posts by the same author. Find the run in which an answer is shown before its question.',
      },
    },
  },
  sequencer: {
    title: 'Total order by a sequencer',
    what: 'All machines deliver all posts in the same order. Posts go to machine 1, which gives each of them a number; everybody delivers by number.',
    tries: 'Let one message be lost: who waits, and for what?',
    slips: {
      'as-they-come': {
        name: 'with a slip: as they come',
        hunt: 'This copy delivers a post when it comes, whatever its number is. It works until two messages overtake one another.',
      },
    },
  },
  'timestamp-order': {
    title: 'Total order by Lamport’s timestamps',
    what: 'All machines deliver all posts in the same order, and no machine is special. Posts are sorted by timestamp and machine, and one is delivered when every other machine has sent something later.',
    tries: 'Turn FIFO off: which of the two laws is broken first?',
    slips: { ties: BOTH_FIRST },
  },
  snapshot: {
    title: 'Chandy and Lamport’s snapshot',
    what: 'How much money is there while payments are on their way? Each machine notes what it has and sends a marker to all others. Payments that come from a machine before its marker were on their way. The sum is right, although nobody stopped.',
    tries: 'Turn FIFO off: a payment overtakes a marker, and the snapshot has money twice or not at all.',
    slips: {
      'on-its-way': {
        name: 'with a slip: on its way',
        hunt: 'This copy does not note the payments that were on their way. Find the run in which money is missing.',
      },
    },
  },
  'ring-election': {
    title: 'Election in a ring',
    what: 'The machines of a ring choose a leader. Each candidate’s number goes round; a machine passes on numbers higher than its own and swallows lower ones. Only the highest number comes back to its machine.',
    tries: 'Search with four machines. Let one message be lost.',
    slips: {
      lowest: {
        name: 'with a slip: lowest',
        hunt: 'In this copy one comparison is the wrong way round. Which law finds it, and how soon?',
      },
    },
  },
  'gossip-counter': {
    title: 'Gossip counter',
    what: 'Everybody counts without asking. Each machine has its share, and of every other share the largest value that it has heard. Messages may come late, twice and in any order, and all machines still come to the same sum.',
    tries: 'The trial lets one message be delivered twice. Let one be lost as well: what heals it?',
    slips: {
      adds: {
        name: 'with a slip: adds',
        hunt: 'This copy adds what it hears. See what a message does that is delivered twice.',
      },
    },
  },
  die: {
    title: 'The die with 3 faces',
    what: 'The machines of the scale model as a program: at each tick on which no message waits, a die decides what to do.',
    tries: 'Search every order of two idle ticks for each machine: each face of the die is tried.',
    slips: {},
  },
  echo: {
    title: 'Echo',
    what: 'A small program to start from: machine 1 calls, everybody answers, and machine 1 counts the answers.',
    tries: 'Search every order. Then let one message be lost, and see which law is broken.',
    slips: {},
  },
  empty: {
    title: 'My program',
    what: 'An empty program. Say what a machine starts with, what it can be asked for, what it does with each kind of message, and what must hold.',
    tries:
      'Type a name after “me.” to see what a machine can do. Everything that you write is checked while you write it.',
    slips: {},
  },
};
