// A lesson as it was read from its Markdown file: text, runs in virtual time, questions with their answers, and every number
// that the text says of a run, so that it can be computed again.
import type { EventPlace } from '../core/trace-order.ts';
import type { Trial } from '../core/trial.ts';

/** Of a file, in characters; a longer one is refused. */
export const LESSON_LENGTH_MAX = 200_000;
/** Runs of one lesson, events that one of them may have, and claims. */
export const LESSON_RUNS_MAX = 12;
export const LESSON_EVENTS_MAX = 50_000;
export const LESSON_CLAIMS_MAX = 300;
export const LESSON_QUESTIONS_MAX = 30;

export interface Lesson {
  /** The file's name. */
  readonly file: string;
  readonly title: string;
  /** The first paragraph, without markup; empty where there is none. */
  readonly summary: string;
  /** In the order of the file. */
  readonly blocks: readonly LessonBlock[];
  readonly runs: readonly LessonRun[];
  readonly claims: readonly Claim[];
}

export type LessonBlock =
  /** `html` is made by the Markdown parser: no markup of the file's is in it, and its links lead to this site or to https. */
  | { readonly kind: 'prose'; readonly html: string }
  | { readonly kind: 'run'; readonly run: LessonRun }
  | { readonly kind: 'question'; readonly question: LessonQuestion };

/** What of a run is shown. */
export const RUN_FIGURES = ['diagram', 'clocks', 'queues'] as const;
export type RunFigure = (typeof RUN_FIGURES)[number];

export interface LessonRun {
  /** From 1, as claims name it. */
  readonly number: number;
  readonly line: number;
  /** Of the trial, as the file has it. */
  readonly link: string;
  readonly trial: Trial;
  readonly caption: string;
  readonly figures: readonly RunFigure[];
  readonly chosen: EventPlace | 'largest jump' | undefined;
  /** In milliseconds since the start of the run; undefined is all of it. */
  readonly stretch: { readonly fromMs: number; readonly toMs: number } | undefined;
  readonly cut: LessonCut | undefined;
}

export type LessonCut =
  | { readonly kind: 'moment'; readonly atMs: number }
  /** By machine, how many of its events are before the cut. */
  | { readonly kind: 'events'; readonly counts: readonly number[] };

export interface LessonQuestion {
  /** Among the questions of the lesson, from 1. */
  readonly number: number;
  readonly line: number;
  readonly asked: string;
  readonly answers: readonly LessonAnswer[];
}

export interface LessonAnswer {
  readonly text: string;
  readonly isRight: boolean;
  /** Why it is right or wrong. */
  readonly explanation: string;
}

/** A form of words of `quantities.ts`, with the numbers that are in it. */
export interface Quantity {
  readonly form: string;
  readonly numbers: readonly number[];
}

/** Something that the text says of a run. */
export interface Claim {
  readonly line: number;
  /** As it is in the text: `1,234`, `61`, `concurrent`. */
  readonly said: string;
  /** What is computed again, in the words of the text. */
  readonly asked: string;
  readonly quantity: Quantity;
  /** The number of the run that it is about. */
  readonly run: number;
}

/** A line of a file, with its number from 1. */
export interface FileLine {
  readonly line: number;
  readonly text: string;
}

/** What is wrong with a file; lines count from 1. */
export interface LessonProblem {
  readonly line: number;
  /** A sentence that says what is expected. */
  readonly message: string;
}

export type ReadLesson =
  | { readonly kind: 'lesson'; readonly lesson: Lesson }
  /** At least one, in the order of their lines. */
  | { readonly kind: 'problems'; readonly problems: readonly LessonProblem[] };
