// What is said of events, in words that a student understands without having read the paper: names, durations, and why a
// clock jumped.
import { counted } from '../core/counted.ts';
import type { EventExplanation } from '../analysis/explain-event.ts';
import type { Pairing } from '../core/trace-origin.ts';
import type { EventPlace } from '../core/trace-order.ts';

/** Events count from 1 where people read them, as the entries of vector clocks do. */
export function eventNumber({ index }: Pick<EventPlace, 'index'>): number {
  return index + 1;
}

/** A moment of the run: `23.400 s`. */
export function moment(atMs: number): string {
  return `${(atMs / 1000).toFixed(3)} s`;
}

/** How long something took: `18.6 s`, `0.13 s`, `4 ms`, `0.2 ms`. */
export function duration(lastsMs: number): string {
  const size = Math.abs(lastsMs);
  if (size >= 10_000) return `${(lastsMs / 1000).toFixed(1)} s`;
  if (size >= 1000) return `${trimmed((lastsMs / 1000).toFixed(2))} s`;
  if (size >= 100) return `${(lastsMs / 1000).toFixed(2)} s`;
  return `${trimmed(lastsMs.toFixed(size >= 10 ? 0 : 1))} ms`;
}

function trimmed(decimals: string): string {
  return decimals.includes('.') ? decimals.replace(/\.?0+$/, '') : decimals;
}

/** The heading over the explanation. */
export function question({ jump, cause }: EventExplanation): string {
  if (jump > 1) return `Why did the clock jump by ${jump}?`;
  if (jump < 0) return `Why did the clock go back by ${-jump}?`;
  if (jump === 0) return 'Why did the clock stand still?';
  return cause === 'message' ? 'Why did the clock move by 1?' : 'Why did the clock move by only 1?';
}

/** The rule as L78 has it; undefined where it has none for the case. */
export function ruleOf({ event }: EventExplanation): string {
  return event.kind === 'receive'
    ? 'L78, IR2: on receiving, a machine sets its clock “greater than or equal to its present value and greater than” the timestamp it took.'
    : 'L78, IR1: a machine increments its clock “between any two successive events”.';
}

/** What became of the clock where it is not what L78 asks for; undefined where it is. */
export function faultOf({ fit, expected, before, received, event }: EventExplanation): string | undefined {
  if (fit === 'own-or-received')
    return (
      `The log says ${event.clock} and not ${expected}: this program takes max(own + 1, received) = ` +
      `max(${before + 1}, ${received}), so the receive bears the very timestamp of the message and does not come after it.`
    );
  if (fit !== 'other') return undefined;
  return `The log says ${event.clock} and not ${expected}; nothing in the trace says why.`;
}

const PAIRING_WORDS: Record<Pairing, string> = {
  stated: 'The file names the message.',
  sole: 'Told from the timestamp: only one message that waited bears it.',
  likely: 'Likely: several messages bear the timestamp, and the order of the channel decided.',
  guessed: 'A guess: the file gives no timestamp of the message, so the order of the channel decided.',
  none: 'No message in the files fits this receive.',
};

/** How sure it is that a receive took the message it is said to have taken. */
export function pairingWords(pairing: Pairing): string {
  return PAIRING_WORDS[pairing];
}

/** How the chain's length and the clock belong together; undefined in a log whose clocks follow other rules. */
export function chainWords({ chain, chainEvents, event }: EventExplanation): string | undefined {
  const messages = chain.length - 1;
  const over = `${counted(chainEvents, 'event')} and ${counted(messages, 'message')}`;
  if (messages === 0) return undefined;
  if (chainEvents === event.clock)
    return `A clock counts the events on the longest chain that leads to it. Behind this ${event.clock} stands a chain of ${over}.`;
  if (chainEvents - messages === event.clock)
    return (
      `Behind this ${event.clock} stands a chain of ${over}. In this trace a receive can bear the timestamp of its send, ` +
      `so each message counts one less: ${chainEvents} − ${messages} = ${event.clock}.`
    );
  return `The chain that this clock followed has ${over}.`;
}
