// The particulars of each kind of finding: plain numbers, from which a sentence is made where somebody reads it.
import type { EventKind } from '../../core/event.ts';
import type { MachineId } from '../../core/message.ts';
import type { TimestampRule } from '../../core/trial.ts';

/** A message is named by its sender and its number; times are in milliseconds since the start of the run. */
export type AuditFact =
  // The clock of one machine.
  | { readonly kind: 'clock-stands'; readonly before: number; readonly clock: number }
  /** A remark: the machine crashed by the trial's plan and started again without its memory. */
  | {
      readonly kind: 'clock-forgotten';
      readonly before: number;
      readonly clock: number;
      readonly crashedMs: number;
    }
  | {
      readonly kind: 'clock-steps';
      readonly event: EventKind;
      readonly before: number;
      readonly clock: number;
    }
  | {
      readonly kind: 'receive-clock';
      readonly before: number;
      readonly timestamp: number;
      readonly clock: number;
    }
  // A message and its two events.
  | {
      readonly kind: 'message-timestamp';
      readonly from: MachineId;
      readonly number: number;
      readonly timestamp: number;
      readonly expected: number;
      readonly timestampRule: TimestampRule;
    }
  | { readonly kind: 'not-above-send'; readonly sent: number; readonly clock: number }
  | { readonly kind: 'no-send-fits'; readonly timestamp: number | undefined }
  | { readonly kind: 'send-unknown'; readonly from: MachineId; readonly number: number }
  | {
      readonly kind: 'not-its-sender';
      readonly from: MachineId;
      readonly number: number;
    }
  | {
      readonly kind: 'wrong-addressee';
      readonly from: MachineId;
      readonly number: number;
      readonly addressee: MachineId;
    }
  | { readonly kind: 'received-twice'; readonly from: MachineId; readonly number: number }
  | { readonly kind: 'receive-denied'; readonly from: MachineId; readonly number: number }
  // Times of messages.
  | {
      readonly kind: 'received-before-sent';
      readonly from: MachineId;
      readonly number: number;
      readonly sentMs: number;
      readonly receivedMs: number;
    }
  | {
      readonly kind: 'arrived-before-sent';
      readonly from: MachineId;
      readonly number: number;
      readonly sentMs: number;
      readonly arrivedMs: number;
    }
  | {
      readonly kind: 'received-before-arrived';
      readonly from: MachineId;
      readonly number: number;
      readonly arrivedMs: number;
      readonly receivedMs: number;
    }
  /** A remark: so many messages from one machine to another were received before they were sent, by that much at the most. */
  | {
      readonly kind: 'clocks-apart';
      readonly from: MachineId;
      readonly to: MachineId;
      readonly messages: number;
      readonly mostMs: number;
    }
  // Vectors: `machine` is the one whose entry is meant.
  | { readonly kind: 'own-entry-missing' }
  | { readonly kind: 'own-entry-steps'; readonly before: number; readonly entry: number }
  /** Remarks. */
  | { readonly kind: 'own-entry-begins'; readonly entry: number }
  | { readonly kind: 'own-entry-skips'; readonly before: number; readonly entry: number }
  | {
      readonly kind: 'entry-falls';
      readonly machine: MachineId;
      readonly before: number;
      readonly entry: number;
    }
  /** The event that the entry names has itself heard of this one: `heard` is its entry for this machine. */
  | {
      readonly kind: 'entry-from-later';
      readonly machine: MachineId;
      readonly entry: number;
      readonly heard: number;
    }
  /** A remark. */
  | {
      readonly kind: 'entry-ahead';
      readonly machine: MachineId;
      readonly entry: number;
      /** The highest that its owner has on record. */
      readonly reached: number;
    }
  | { readonly kind: 'message-circle' }
  // Order. `earlier` is the number of the message that should have come first.
  | {
      readonly kind: 'arrived-out-of-order' | 'received-out-of-order' | 'received-past-missing';
      readonly from: MachineId;
      readonly number: number;
      readonly earlier: number;
    }
  | {
      readonly kind: 'taken-out-of-turn';
      readonly from: MachineId;
      readonly number: number;
      /** The message that was taken out before this one, although it arrived after it. */
      readonly takenFrom: MachineId;
      readonly taken: number;
    }
  // Queue lengths, after the event unless said otherwise.
  | { readonly kind: 'queue-length'; readonly queue: number; readonly expected: number }
  | { readonly kind: 'queue-passed-over'; readonly event: EventKind; readonly waiting: number }
  | { readonly kind: 'received-from-empty' }
  | { readonly kind: 'queue-fell'; readonly before: number; readonly queue: number }
  /** At most `possible` were sent to the machine by then and not yet received. */
  | { readonly kind: 'queue-above-sent'; readonly queue: number; readonly possible: number }
  // Indices and times of one machine.
  | { readonly kind: 'indices-missing'; readonly before: number; readonly index: number }
  | { readonly kind: 'index-repeats'; readonly before: number; readonly index: number }
  | { readonly kind: 'ticks-missing'; readonly ticks: number; readonly events: number }
  | { readonly kind: 'time-backwards'; readonly beforeMs: number; readonly atMs: number }
  | { readonly kind: 'off-the-beat' | 'early' | 'late'; readonly dueMs: number; readonly atMs: number }
  | {
      readonly kind: 'pace';
      readonly rate: number;
      readonly periodMs: number;
      readonly medianGapMs: number;
      readonly meanGapMs: number;
      /** Behind the stated rate at the last event, counted from the first. */
      readonly latenessMs: number;
    };
