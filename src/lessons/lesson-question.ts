// Reads the block of a question: what is asked, the answers, and why each is right or wrong.
import { READER_PROBLEMS } from '../words/lessons.ts';
import type { BlockToRead } from './block-to-read.ts';
import type { LessonAnswer, LessonQuestion } from './lesson.ts';

interface OpenAnswer {
  readonly line: number;
  readonly text: string;
  readonly isRight: boolean;
  readonly explanation: string[];
}

const ANSWER = /^\s*\(([ xX]?)\)\s*(.*)$/;
const EXPLANATION = /^\s*>\s?(.*)$/;

export function readQuestion({ line, number, body, claims, complain }: BlockToRead): LessonQuestion {
  const asked: string[] = [];
  const answers: OpenAnswer[] = [];
  for (const fileLine of body) {
    const text = claims.take(fileLine);
    const at = fileLine.line;
    if (text.trim() === '') continue;
    const last = answers[answers.length - 1];
    const [, mark, answer = ''] = ANSWER.exec(text) ?? [];
    const [, explanation] = EXPLANATION.exec(text) ?? [];
    if (mark !== undefined) {
      if (answer.trim() === '') complain(at, READER_PROBLEMS.emptyAnswer);
      answers.push({ line: at, text: answer.trim(), isRight: mark.toLowerCase() === 'x', explanation: [] });
    } else if (explanation !== undefined) {
      if (last) last.explanation.push(explanation.trim());
      else complain(at, READER_PROBLEMS.noAnswer);
    } else if (last) complain(at, READER_PROBLEMS.questionLine(text.trim()));
    else asked.push(text.trim());
  }
  if (asked.length === 0) complain(line, READER_PROBLEMS.noQuestion);
  const right = answers.filter(({ isRight }) => isRight).length;
  if (answers.length < 2) complain(line, READER_PROBLEMS.fewAnswers);
  else if (right !== 1) complain(line, READER_PROBLEMS.oneRight(right));
  return {
    number,
    line,
    asked: asked.join(' '),
    answers: answers.map((answer): LessonAnswer => {
      const explanation = answer.explanation.join(' ').trim();
      if (explanation === '') complain(answer.line, READER_PROBLEMS.noExplanation);
      return { text: answer.text, isRight: answer.isRight, explanation };
    }),
  };
}
