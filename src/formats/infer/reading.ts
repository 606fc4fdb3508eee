// How a set of logs is read: plain data that inference makes, a person may change, and `applyReading` follows.
import type { KindReason } from './kinds.ts';
import type { MessageCheck } from './message-check.ts';
import type { RecordShape } from './record-shape.ts';
import type { ScanStyle, TokenKind } from './tokens.ts';
import type { NumberUnit } from './times.ts';

/** The kind of a log that is read by inference, as people are told it. */
export const INFERRED_NAME = 'Log whose form was found out';

/**
 * What a field may be taken for. peer: the other machine of a send or a receive. sender, recipient: both ends of a message,
 * where each record is one. timestamp: what the message carries. roll: the die. code: what happened, as a number or a
 * flag. rate: the machine's clock rate. other: nothing that is read.
 */
export const FIELD_ROLES = [
  'clock',
  'time',
  'queue',
  'machine',
  'peer',
  'sender',
  'recipient',
  'timestamp',
  'vector',
  'code',
  'roll',
  'rate',
  'other',
] as const;
export type FieldRole = (typeof FIELD_ROLES)[number];

export interface ReadingSlot {
  /** In {@link Reading.templates}. */
  readonly template: number;
  /** Which token of a record of that template, from 0. */
  readonly token: number;
}

/** What speaks for the role of a field, as facts from which words make a sentence. */
export interface FieldFacts {
  /** Share of the records that have it. */
  readonly share: number;
  /** Share of the steps from one record to the next that add exactly 1; that add nothing; that fall. */
  readonly plusOne: number;
  readonly zero: number;
  readonly falls: number;
  /** How far the kind of record explains where it jumps. */
  readonly jumps: number;
  /** Of a clock, or what might be one: the phrases at which it jumps, the most frequent first. */
  readonly jumpsAt: readonly string[];
  readonly named: boolean;
}

export interface ReadingField {
  readonly id: string;
  /** As the lines call it, or which value it is. */
  readonly label: string;
  readonly role: FieldRole;
  /** 0 to 1. */
  readonly score: number;
  readonly facts: FieldFacts | undefined;
  readonly by: 'behaviour' | 'label' | 'person';
  readonly slots: readonly ReadingSlot[];
  readonly examples: readonly string[];
  /** What else it might be taken for, and how that would score. */
  readonly alternatives: readonly { readonly role: FieldRole; readonly score: number }[];
}

/**
 * What the lines of a phrase are taken for. other: an event that is none of the three, so that nothing is concluded from what the
 * clock does at it. ignore: no event.
 */
export const READING_KINDS = ['send', 'receive', 'internal', 'other', 'ignore'] as const;
export type ReadingKind = (typeof READING_KINDS)[number];

/** What a phrase means: the words, codes or flags that say what happened. */
export interface ReadingPhrase {
  readonly phrase: string;
  readonly example: string;
  readonly count: number;
  readonly kind: ReadingKind;
  readonly reason: KindReason;
  /** 0 to 1. */
  readonly score: number;
}

export interface ReadingTemplate {
  readonly key: string;
  readonly phrase: string;
  readonly count: number;
  readonly example: string;
  readonly slots: readonly { readonly token: number; readonly kind: TokenKind; readonly label: string }[];
}

export interface ReadingPlace {
  readonly file: string;
  /** Undefined where the lines say it for each record. */
  readonly machine: string | undefined;
  /** The same for the files of one run. */
  readonly run: string;
  /** Whether a person said so. */
  readonly by?: 'person';
}

export interface MachineAlias {
  /** As lines, or names of files, call it. */
  readonly name: string;
  readonly machine: string;
}

/** What a person should be asked, because the reading is not sure of it. */
export type ReadingQuestion =
  | {
      readonly kind: 'clock';
      readonly fields: readonly {
        readonly id: string;
        readonly score: number;
        readonly fit: number | undefined;
      }[];
    }
  | { readonly kind: 'words'; readonly phrases: readonly string[] }
  | { readonly kind: 'runs'; readonly options: readonly (readonly ReadingPlace[])[] };

export interface Reading {
  readonly version: 1;
  readonly shape: RecordShape;
  readonly style: ScanStyle;
  /** Words that are names of machines, as they are written. */
  readonly names: readonly string[];
  /** Words that are told apart, in small letters; undefined where all are. */
  readonly kept: readonly string[] | undefined;
  /** Words that nearly all records have, so that they say nothing of what happened. */
  readonly everywhere: readonly string[];
  /** Columns, or places among the values, whose values are words: codes and flags. */
  readonly codes: readonly string[];
  readonly templates: readonly ReadingTemplate[];
  readonly fields: readonly ReadingField[];
  readonly phrases: readonly ReadingPhrase[];
  readonly places: readonly ReadingPlace[];
  /** What a person calls machines whose names the lines have. */
  readonly aliases: readonly MachineAlias[];
  /** Of times that are bare numbers and too small to count from 1970. */
  readonly unit: NumberUnit;
  /** Set where numbers count from the start of the run, however large they are. */
  readonly timesFrom?: 'start' | undefined;
  /** How well messages fit: the judge of the reading, and no evidence about the program. Undefined where nothing could be checked. */
  readonly check: MessageCheck | undefined;
  /** 0 to 1. */
  readonly confidence: number;
  /** At most three, each of another kind. */
  readonly questions: readonly ReadingQuestion[];
}
