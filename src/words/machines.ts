// Sentences about machines, so that the same thing is said in the same words on every card, table and page.
import type { LastEvent } from '../analysis/machine-progress.ts';
import type { MachineId } from '../core/message.ts';
import type { Place } from '../engine/settings.ts';
import type { LinkReport, SeatState } from '../laboratory/laboratory-state.ts';

export interface EventSentence {
  readonly what: string;
  /** How the clock came to its value. */
  readonly arithmetic: string;
}

/** `1`, `1 and 3`, `1, 2 and 5`. */
export function listing(items: readonly (string | number)[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `machines` is how many the trial has. */
export function sentenceOf(event: LastEvent, machines: number): EventSentence {
  switch (event.kind) {
    case 'internal':
      return { what: 'internal', arithmetic: `${event.before} + 1` };
    case 'receive':
      return {
        what: `took ${event.timestamp} from ${event.from}`,
        arithmetic: `max(${event.before}, ${event.timestamp}) + 1`,
      };
    case 'send':
      return {
        what: `sent ${event.timestamp} to ${recipients(event.to, machines)}`,
        arithmetic: `${event.before} + 1`,
      };
  }
}

function recipients(to: readonly MachineId[], machines: number): string {
  return to.length > 2 && to.length === machines - 1 ? `all ${to.length}` : listing(to);
}

/**
 * What is to be said of a seat beside its machine; undefined when all is as it should be.
 * `place` is where the machines of the run live.
 */
export function seatNote(seat: SeatState, place: Place): string | undefined {
  switch (seat.phase) {
    case 'empty':
      return place === 'frames' ? 'no frame yet' : 'no tab yet';
    case 'seated':
      return 'has its seat';
    case 'connecting':
      return 'connecting';
    case 'ready':
      return 'ready';
    case 'silent':
      return 'silent';
    case 'lost':
      return 'lost';
    case 'running':
    case 'done':
      return undefined;
  }
}

const KINDS = {
  webrtc: 'WebRTC',
  broadcast: 'BroadcastChannel',
  memory: 'memory',
  broker: 'broker',
} as const;

/** The kind of a link that is open or was until the end of the run, and otherwise its state. */
export function linkWord(link: LinkReport): string {
  const served = link.state === 'open' || (link.state === 'closed' && link.reason === undefined);
  return served && link.kind ? KINDS[link.kind] : link.state;
}

/** Whether somebody should look at this link. */
export function isTroubled(link: LinkReport): boolean {
  return (
    link.state === 'failed' || (link.state === 'closed' && link.reason !== undefined) || link.rejected > 0
  );
}

/** The whole of what is known about one link, as a sentence. */
export function linkSentence(link: LinkReport): string {
  const parts = [`Link to machine ${link.remote}: ${link.kind ? `${KINDS[link.kind]}, ` : ''}${link.state}`];
  if (link.reason) parts.push(link.reason.replace(/\.$/, ''));
  if (link.rejected > 0) parts.push(droppedFrames(link.rejected));
  return `${parts.join('; ')}.`;
}

/** Of frames that were no messages. */
export function droppedFrames(count: number): string {
  return `${count} ${count === 1 ? 'frame' : 'frames'} dropped`;
}

/** Milliseconds as people read them: `0.4 ms`, `3 ms`, `1.2 s`. */
export function milliseconds(valueMs: number): string {
  if (valueMs >= 1000) return `${(valueMs / 1000).toFixed(1)} s`;
  return `${valueMs < 1 && valueMs > 0 ? valueMs.toFixed(1) : Math.round(valueMs)} ms`;
}
