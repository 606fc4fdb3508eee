// The model in a few sentences, for whoever meets it here for the first time.

/** Words between stars are strong, words between backquotes are a formula. */
export type MarkedText = string;

export interface HelpSection {
  readonly heading: string;
  readonly paragraphs: readonly MarkedText[];
  readonly points?: readonly MarkedText[];
}

export const HELP_TITLE = 'How it works';

export const HELP_INTRODUCTION: MarkedText =
  'Each machine has its own clock rate, a logical clock that starts at 0, and a message queue. Messages can arrive at any moment. At each tick a machine does exactly one thing.';

export const HELP_SECTIONS: readonly HelpSection[] = [
  {
    heading: 'One tick',
    paragraphs: [
      'If the queue has a message, the machine takes the oldest one. This is a *receive*, and the clock becomes `max(own, timestamp) + 1`.',
      'If the queue is empty, the machine rolls a die. Some faces *send* a message to one other machine, one face sends to all of them, and every other face is an *internal* event. All of these add 1 to the clock.',
      'The arrival of a message is not an event: the message waits in the queue until a tick takes it.',
    ],
  },
  {
    heading: 'Two rules for timestamps',
    paragraphs: [
      '*Lamport’s rule*: add 1, then send. The message carries the timestamp of its send event.',
      '*The assignment’s rule*: send, then add 1. The message carries the clock from before the send. A receive can then have the same timestamp as the send that caused it, and the clock condition fails.',
    ],
  },
  {
    heading: 'What to look for',
    paragraphs: [],
    points: [
      'The clock of the fastest machine is a straight line. Slower machines jump when they receive a message from it.',
      'If a machine’s queue keeps returning to 0, its clock stays in step.',
      'If a machine receives more messages than it has ticks, its queue grows and its clock follows old timestamps.',
      'In twice the time such a queue grows twice as long. With more faces on the die, machines send less often, and the queue may stay short.',
    ],
  },
  {
    heading: 'Why did the clock jump?',
    paragraphs: [
      'The diagram is below the charts. Choose an event in it, or choose the largest jump: the card says which message moved the clock and why its sender was ahead.',
      'The audit checks the run against every rule. Open a log does the same for the logs of your own program.',
    ],
  },
];
