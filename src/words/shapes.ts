// What the search for a small diagram says: its motifs, the messages that are drawn, what is wrong with them, what was found.
import {
  MATCHES_LISTED_MAX,
  SHAPE_MACHINES_MAX,
  SHAPE_MESSAGES_MAX,
  WITHIN_EVENTS,
  type Motif,
  type ShapeMatches,
  type ShapeMessage,
  type ShapeProblem,
} from '../analysis/find/shape.ts';
import { counted, grouped } from '../core/counted.ts';

export const SHAPE_WORDS = {
  motifs: 'Shapes with a name',
  messages: 'Messages of the shape',
  from: 'from',
  to: 'to',
  add: 'Add message',
  clear: 'Clear',
  matches: 'Matches',
  pages: 'Pages of matches',
  searching: 'Searching …',
  meaning: `Letters are different machines. On each of them the messages are sent and received in the order of the list, each within ${WITHIN_EVENTS} events after the one before.`,
} as const;

export const MOTIF_NAMES: Readonly<Record<Motif, string>> = {
  'request-response': 'Request and response',
  broadcast: 'Broadcast',
  gather: 'Gather',
};

export const MOTIF_MEANINGS: Readonly<Record<Motif, string>> = {
  'request-response': 'one machine sends to another, which answers',
  broadcast: 'one machine sends to several others',
  gather: 'one machine receives from several others',
};

/** Machines of a shape have letters, so that nobody takes them for those of the run. */
export function shapeMachine(machine: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + machine - 1);
}

/** `A to B`. */
export function shapeMessage({ from, to }: ShapeMessage): string {
  return `${shapeMachine(from)} to ${shapeMachine(to)}`;
}

export function removeMessage(message: ShapeMessage): string {
  return `Remove ${shapeMessage(message)}`;
}

/** Of the picture, for whoever does not see it. */
export function shapeDescription(shape: readonly ShapeMessage[]): string {
  return `The shape: ${shape.map(shapeMessage).join(', then ')}.`;
}

export function shapeProblemWords(problem: ShapeProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'Choose a shape with a name, or add messages.';
    case 'too-many-messages':
      return `A shape has at most ${SHAPE_MESSAGES_MAX} messages.`;
    case 'too-many-machines':
      return `A shape has at most ${SHAPE_MACHINES_MAX} machines.`;
    case 'to-itself':
      return `Message ${problem.message} should go to another machine.`;
    case 'apart':
      return `Message ${problem.message} has no machine in common with the others. Add a message that connects them.`;
  }
}

export function matchesFound({ count, isMore }: ShapeMatches): string {
  if (count === 0 && !isMore) return 'The run does not have this shape.';
  const listed = count > MATCHES_LISTED_MAX ? `; the first ${grouped(MATCHES_LISTED_MAX)} are listed` : '';
  return isMore
    ? `More than ${counted(count, 'match', 'matches')}${listed}.`
    : `${counted(count, 'match', 'matches')}${listed}.`;
}

/** `3-17 to machine 2`. */
export function matchedMessage(message: string, recipient: string): string {
  return `${message} to ${recipient}`;
}

/** `1–20 of 340`. */
export function matchesPage(from: number, shown: number, listed: number): string {
  return `${grouped(from + 1)}–${grouped(from + shown)} of ${grouped(listed)}`;
}
