// Reads the block of a run: the link of its trial, and what of the run is shown.
import { readTrialAddress } from '../address/trial.ts';
import { traceSizeOf } from '../core/trace.ts';
import { trialFrom, type Trial } from '../core/trial.ts';
import { READER_PROBLEMS } from '../words/lessons.ts';
import type { BlockToRead } from './block-to-read.ts';
import { LESSON_EVENTS_MAX, RUN_FIGURES, type LessonCut, type LessonRun, type RunFigure } from './lesson.ts';

type Complain = (message: string) => void;

/** Each line of a run after the first one; undefined where it cannot be understood, which is said. */
const KEYS = {
  caption: (text: string): string => text,
  show: readFigures,
  event: readEvent,
  stretch: readStretch,
  cut: readCut,
};
type Key = keyof typeof KEYS;

const LINK = /^#\/trial(?:\?(.*))?$/;
/** What a run has that could not be read: its lesson is refused, so nothing of it is ever shown. */
const NO_TRIAL = trialFrom({ rates: [1, 1] });

export function readRun({ line, number, body, claims, complain }: BlockToRead): LessonRun {
  const lines = body.filter(({ text }) => text.trim() !== '');
  const [first, ...others] = lines;
  const link = first?.text.trim() ?? '';
  const trial = readTrial(link, message => complain(first?.line ?? line, message));
  const said = new Map<string, unknown>();
  for (const { line: at, text } of others) {
    const [, key = '', rest = ''] = /^\s*([a-z]+)\s*:(.*)$/.exec(text) ?? [];
    if (!isKey(key)) complain(at, READER_PROBLEMS.runLine(text.trim()));
    else if (said.has(key)) complain(at, READER_PROBLEMS.saidTwice(key));
    else if (rest.trim() === '') complain(at, READER_PROBLEMS.empty(key));
    else {
      const value = claims.take({ line: at, text: rest }).trim();
      said.set(
        key,
        KEYS[key](value, message => complain(at, message)),
      );
    }
  }
  const of = <Name extends Key>(key: Name) => said.get(key) as ReturnType<(typeof KEYS)[Name]> | undefined;
  return {
    number,
    line,
    link,
    trial: trial ?? NO_TRIAL,
    caption: of('caption') ?? '',
    figures: of('show') ?? ['diagram'],
    chosen: of('event'),
    stretch: of('stretch'),
    cut: of('cut'),
  };
}

function isKey(key: string): key is Key {
  return Object.hasOwn(KEYS, key);
}

function readTrial(link: string, complain: Complain): Trial | undefined {
  const [isLink, query = ''] = LINK.exec(link) ?? [];
  if (isLink === undefined) return void complain(READER_PROBLEMS.noLink);
  const { parsed } = readTrialAddress(query);
  const { settings, problems } = parsed;
  for (const { message } of problems) complain(READER_PROBLEMS.badTrial(message));
  if (!settings) return undefined;
  if (settings.engine !== 'virtual') complain(READER_PROBLEMS.notVirtual);
  const { ticks } = traceSizeOf(settings.trial);
  if (ticks > LESSON_EVENTS_MAX) complain(READER_PROBLEMS.tooLarge(ticks, LESSON_EVENTS_MAX));
  return settings.trial;
}

function readFigures(text: string, complain: Complain): readonly RunFigure[] {
  return text.split(',').flatMap(word => {
    const figure = RUN_FIGURES.find(each => each === word.trim());
    if (!figure) complain(READER_PROBLEMS.show(word.trim(), RUN_FIGURES));
    return figure ? [figure] : [];
  });
}

function readEvent(text: string, complain: Complain): LessonRun['chosen'] {
  if (text === 'largest jump') return text;
  const [, event, machine] = /^(\d{1,6}) of machine (\d{1,6})$/.exec(text) ?? [];
  if (event === undefined || Number(event) < 1) return void complain(READER_PROBLEMS.event(text));
  return { machine: Number(machine), index: Number(event) - 1 };
}

function readStretch(text: string, complain: Complain): LessonRun['stretch'] {
  const [, from, to] = /^(\d{1,6}(?:\.\d{1,6})?) to (\d{1,6}(?:\.\d{1,6})?)$/.exec(text) ?? [];
  if (from === undefined || Number(to) <= Number(from)) return void complain(READER_PROBLEMS.stretch(text));
  return { fromMs: Number(from) * 1000, toMs: Number(to) * 1000 };
}

function readCut(text: string, complain: Complain): LessonCut | undefined {
  if (/^\d{1,6}(\.\d{1,6})?$/.test(text)) return { kind: 'moment', atMs: Number(text) * 1000 };
  const counts = text.split(',').map(count => count.trim());
  if (counts.length < 2 || !counts.every(count => /^\d{1,6}$/.test(count)))
    return void complain(READER_PROBLEMS.cut(text));
  return { kind: 'events', counts: counts.map(Number) };
}
