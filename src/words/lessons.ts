// What the lessons' pages say, and what is wrong with a lesson's file: each problem says what is expected.
import { counted, grouped } from '../core/counted.ts';
import type { EventPlace } from '../core/trace-order.ts';
import { quoted } from './problems.ts';

export const LESSONS_TITLE = 'Lessons';
export const LESSONS_INTRODUCTION =
  'Short lessons about time without a common clock. Each asks a question first and then shows a run that answers it: the run is computed here, in your browser, and you can look into every event of it.';

export const LESSON_WORDS = {
  back: 'All lessons',
  openFile: 'Open a lesson file',
  fileNote:
    'You can write a lesson: it is a Markdown file. Drop it here or on “Open a log”, and it opens as a lesson. It is not uploaded.',
  howToWrite: 'How to write one',
  example: 'A whole lesson, with every kind of block:',
  saveExample: 'Save this example',
  claims:
    'A claim in braces is shown as what it says, and is computed again from the run. In these forms, M is a machine, E the number of an event, T a moment in seconds and A the number of a run:',
  computing: 'Computing the run …',
  openRun: 'Open this run in the trial',
  check: 'Check my answer',
  show: 'Show the rest without answering',
  right: 'Right.',
  wrong: 'Not quite.',
  choose: 'Choose an answer first.',
  again: 'You can change your answer and check again.',
  next: 'Next lesson',
  notFound: 'There is no such lesson',
  broken: 'This lesson cannot be shown',
  wrongNumbers: 'Some of what this lesson says is not what its runs show',
  clocks: 'Clocks',
  queues: 'Queues',
  drop: 'Drop to open',
} as const;

export function runHeading(run: number, runs: number): string {
  return runs === 1 ? 'The run' : `Run ${run}`;
}

export function questionHeading(question: number, questions: number): string {
  return questions === 1 ? 'Question' : `Question ${question}`;
}

export function lessonNumber(lesson: number): string {
  return `Lesson ${lesson}`;
}

export function lessonTabTitle(title: string): string {
  return `${title} · Lamplight`;
}

/** `event 13 of machine 2`, as the files of lessons name it. */
export function placeWords({ machine, index }: EventPlace): string {
  return `event ${index + 1} of machine ${machine}`;
}

export function runFailed(reason: string): string {
  return `The run could not be computed: ${reason}`;
}

export function unknownLesson(id: string): string {
  return `The address names the lesson ${quoted(id)}. Choose one of the lessons.`;
}

export function lessonOfFile(file: string): string {
  return `The lesson ${quoted(file)} was opened from a file. Open the file again to see it.`;
}

/** `my-lesson.md, line 12`. */
export function problemPlace(file: string, line: number): string {
  return `${file}, line ${line}`;
}

export function lessonProblems(problems: number): string {
  return `${counted(problems, 'problem')} to fix:`;
}

/** Why a claim has no number. */
export const MEASURE_PROBLEMS = {
  machine: (machine: number, machines: number): string =>
    `There is no machine ${machine}: the run has ${counted(machines, 'machine')}.`,
  event: (event: number, machine: number, events: number): string =>
    `There is no event ${grouped(event)} of machine ${machine}: it has ${counted(events, 'event')}.`,
  run: (run: number, runs: number): string =>
    `There is no run ${run}: the lesson has ${counted(runs, 'run')}.`,
  noEvents: 'The run has no events.',
  notReceive: 'This is not a receive whose message is known.',
  noCut: 'The run has no cut. Expected a line such as “cut: 12.5” in its block.',
  cut: (counts: number, machines: number): string =>
    `The cut has ${counted(counts, 'number')} and the run has ${counted(machines, 'machine')}. Expected one number for each machine.`,
} as const;

export function wrongClaim(said: string, asked: string, computed: string): string {
  return `The lesson says ${quoted(said)} for ${quoted(asked)}; the run gives ${quoted(computed)}.`;
}

const FORMS_IN_MESSAGE = 5;

/** What is wrong with a lesson's file, one sentence for each kind. */
export const READER_PROBLEMS = {
  tooLong: (length: number, most: number): string =>
    `The file has ${grouped(length)} characters. A lesson has ${grouped(most)} at most.`,
  noTitle: 'Expected a title on the first line, such as “# Why did the clock jump?”.',
  secondTitle: 'A lesson has one title. Expected “##” for the heading of a section.',
  unknownBlock: (word: string): string =>
    `Unknown block ${quoted(word)}. Expected “lamplight” for a run, “question” for a question, or “text” for code.`,
  unclosed: (word: string): string =>
    `The block ${quoted(word)} has no end. Expected a line with \`\`\` after it.`,
  image: 'Pictures are not shown in lessons. Expected a run (a “lamplight” block) or a link.',
  link: (target: string): string =>
    `The link leads to ${quoted(target)}. Expected a place of this site, such as #/trial, or an address that begins with https://.`,
  claimOpen:
    'A { begins a claim, and its } is not on the same line. Expected {12: queue of machine 2}, or \\{ for the sign itself.',
  claimForm: (text: string): string =>
    `${quoted(text)} is not a claim. Expected what is said, a colon and what to compute, such as {12: queue of machine 2}.`,
  claimNumber: (said: string, asked: string): string =>
    `${quoted(said)} is not a number as this page writes them. Expected one such as 1,234 or 0.67 for ${quoted(asked)}.`,
  quantity: (asked: string, forms: readonly string[]): string =>
    `${quoted(asked)} is not something that can be computed. Expected one of ${forms.length} forms, such as ${forms
      .slice(0, FORMS_IN_MESSAGE)
      .map(form => quoted(form))
      .join(', ')}; docs/lessons.md lists all.`,
  noRunForClaim: 'A claim needs a run. Expected a “lamplight” block in the lesson.',
  tooMany: (what: string, most: number): string => `A lesson has at most ${grouped(most)} ${what}.`,
  noLink:
    'Expected the link of a trial on the first line of the block, such as #/trial?rates=5,1,5&engine=virtual.',
  badTrial: (message: string): string => `The trial of this run cannot be run: ${message}`,
  notVirtual:
    'The trial is a live one. Expected engine=virtual in its link, because the run of a lesson is computed.',
  tooLarge: (events: number, most: number): string =>
    `The run has ${grouped(events)} events. Expected ${grouped(most)} at most.`,
  runLine: (line: string): string =>
    `${quoted(line)} is not a line of a run. Expected “caption:”, “show:”, “event:”, “stretch:” or “cut:”.`,
  saidTwice: (key: string): string => `“${key}:” is there twice.`,
  empty: (key: string): string => `“${key}:” has nothing after it.`,
  show: (word: string, figures: readonly string[]): string =>
    `${quoted(word)} cannot be shown. Expected ${figures.join(', ')}, separated by commas.`,
  event: (text: string): string =>
    `${quoted(text)} is not an event. Expected such as “13 of machine 2”, or “largest jump”.`,
  stretch: (text: string): string =>
    `${quoted(text)} is not a stretch of time. Expected seconds, such as “10 to 14.5”.`,
  cut: (text: string): string =>
    `${quoted(text)} is not a cut. Expected a moment in seconds, such as “12.5”, or the number of events before it for each machine, such as “40, 9, 38”.`,
  noQuestion: 'The block has no question. Expected it before the first answer.',
  questionLine: (line: string): string =>
    `${quoted(line)} is not a line of a question. Expected an answer, “( ) …” or “(x) …”, or its explanation, “> …”.`,
  noAnswer: 'This explanation has no answer before it. Expected “( ) …” or “(x) …” first.',
  emptyAnswer: 'This answer has no words. Expected them after “( )” or “(x)”.',
  fewAnswers:
    'The question has fewer than two answers. Expected one right answer, “(x) …”, and at least one other, “( ) …”.',
  oneRight: (right: number): string =>
    `${counted(right, 'answer')} of the question ${right === 1 ? 'is' : 'are'} marked as right. Expected exactly one, “(x) …”.`,
  noExplanation: 'This answer has no explanation. Expected a line that begins with “>” after it.',
} as const;
