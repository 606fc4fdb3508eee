// Reads a lesson from its Markdown file: its title, its text, the runs and the questions in it. What is wrong is said with its
// line and what is expected; nothing that a file can hold makes it throw.
import { READER_PROBLEMS } from '../words/lessons.ts';
import { ClaimReader } from './claims.ts';
import {
  LESSON_LENGTH_MAX,
  LESSON_QUESTIONS_MAX,
  LESSON_RUNS_MAX,
  type FileLine,
  type LessonBlock,
  type LessonProblem,
  type LessonRun,
  type ReadLesson,
} from './lesson.ts';
import { readQuestion } from './lesson-question.ts';
import { readRun } from './lesson-run.ts';
import { firstParagraph, readProse } from './prose.ts';

/** Problems that are listed; a file that is something else has one on every line. */
const PROBLEMS_MAX = 50;

const FENCE = /^ {0,3}```+ *([^\s`]*)[^`]*$/;
const FENCE_END = /^ {0,3}```+\s*$/;

/** Never throws. */
export function readLesson(file: string, text: string): ReadLesson {
  if (text.length > LESSON_LENGTH_MAX)
    return {
      kind: 'problems',
      problems: [{ line: 1, message: READER_PROBLEMS.tooLong(text.length, LESSON_LENGTH_MAX) }],
    };
  const reader = new LessonReader(linesOf(text));
  return reader.read(file);
}

function linesOf(text: string): readonly FileLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ line: i + 1, text: line }));
}

class LessonReader {
  readonly #lines: readonly FileLine[];
  readonly #problems: LessonProblem[] = [];
  readonly #claims: ClaimReader;
  readonly #blocks: LessonBlock[] = [];
  readonly #runs: LessonRun[] = [];
  #questions = 0;

  constructor(lines: readonly FileLine[]) {
    this.#lines = lines;
    this.#claims = new ClaimReader(this.#complain);
  }

  read(file: string): ReadLesson {
    const first = this.#lines.findIndex(({ text }) => text.trim() !== '');
    const [, title] = /^#\s+(.*?)\s*#*\s*$/.exec(this.#lines[first]?.text ?? '') ?? [];
    if (!title) this.#complain(this.#lines[first]?.line ?? 1, READER_PROBLEMS.noTitle);
    this.#readBlocks(title ? first + 1 : Math.max(0, first));
    const claims = this.#claims.finish(this.#runs.length);
    if (this.#problems.length > 0) {
      const problems = [...this.#problems].sort((a, b) => a.line - b.line).slice(0, PROBLEMS_MAX);
      return { kind: 'problems', problems };
    }
    const prose = this.#blocks.find(({ kind }) => kind === 'prose');
    const summary = prose?.kind === 'prose' ? firstParagraph(prose.html) : '';
    const lesson = { file, title: title!, summary, blocks: this.#blocks, runs: this.#runs, claims };
    return { kind: 'lesson', lesson };
  }

  #readBlocks(from: number): void {
    let prose: FileLine[] = [];
    const flush = (): void => {
      this.#readProse(prose);
      prose = [];
    };
    for (let at = from; at < this.#lines.length; at++) {
      const fileLine = this.#lines[at]!;
      const [, word] = FENCE.exec(fileLine.text) ?? [];
      if (word === undefined) {
        prose.push({ ...fileLine, text: this.#claims.take(fileLine) });
        continue;
      }
      const end = this.#lines.findIndex(({ text }, i) => i > at && FENCE_END.test(text));
      const after = end < 0 ? this.#lines.length : end;
      const body = this.#lines.slice(at + 1, after);
      if (end < 0) this.#complain(fileLine.line, READER_PROBLEMS.unclosed(word));
      if (word === 'lamplight' || word === 'question') {
        flush();
        this.#readBlock(word, fileLine.line, body);
      } else {
        if (word !== '' && word !== 'text') this.#complain(fileLine.line, READER_PROBLEMS.unknownBlock(word));
        prose.push(...this.#lines.slice(at, after + 1)); // code, as it is
      }
      at = after;
    }
    flush();
  }

  #readProse(lines: readonly FileLine[]): void {
    if (lines.every(({ text }) => text.trim() === '')) return;
    const { html, problems } = readProse(lines.map(({ text }) => text).join('\n'), lines[0]!.line);
    this.#problems.push(...problems);
    this.#blocks.push({ kind: 'prose', html });
  }

  #readBlock(word: 'lamplight' | 'question', line: number, body: readonly FileLine[]): void {
    if (word === 'lamplight') {
      const number = this.#runs.length + 1;
      if (number > LESSON_RUNS_MAX)
        return this.#complain(line, READER_PROBLEMS.tooMany('runs', LESSON_RUNS_MAX));
      this.#claims.run = number;
      const run = readRun({ line, number, body, claims: this.#claims, complain: this.#complain });
      this.#runs.push(run);
      this.#blocks.push({ kind: 'run', run });
      return;
    }
    const number = ++this.#questions;
    if (number > LESSON_QUESTIONS_MAX)
      return this.#complain(line, READER_PROBLEMS.tooMany('questions', LESSON_QUESTIONS_MAX));
    const question = readQuestion({ line, number, body, claims: this.#claims, complain: this.#complain });
    this.#blocks.push({ kind: 'question', question });
  }

  readonly #complain = (line: number, message: string): void => {
    this.#problems.push({ line, message });
  };
}
