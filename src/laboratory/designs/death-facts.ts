// What a death did to a run, from its messages alone: to whom nothing came any more, what was missing, and what came late.
import { SERVER, type Design, type DesignDeath } from '../../core/design-facts.ts';
import { rounded, type WatchedMessage } from './message-watch.ts';

/** A message that was sent this short before the end of the watch may still be on its way. */
export const ON_ITS_WAY_MS = 250;

export interface Death {
  readonly design: Design;
  readonly machines: number;
  /** A machine or {@link SERVER}. */
  readonly died: number;
  readonly startMs: number;
  readonly diedMs: number;
  /** When it came back, or when the run was over. */
  readonly watchedUntilMs: number;
  readonly cameBack: boolean;
}

/** All moments are on the clock of the messages. */
export function deathFacts(death: Death, messages: readonly WatchedMessage[]): DesignDeath {
  const { design, machines, died, startMs, diedMs, watchedUntilMs, cameBack } = death;
  const isWithDead = ({ from, to }: WatchedMessage): boolean =>
    died !== SERVER && (from === died || to === died);
  const hasComeBy = ({ arrivedMs }: WatchedMessage, byMs: number): boolean => arrivedMs <= byMs;

  const living = messages.filter(
    message =>
      !isWithDead(message) &&
      message.sentMs <= watchedUntilMs - ON_ITS_WAY_MS &&
      (message.sentMs >= diedMs || !hasComeBy(message, diedMs)),
  );
  const missing = living.filter(message => !hasComeBy(message, watchedUntilMs));
  const pairs = namesOf(living);
  const heardPairs = namesOf(living.filter(message => hasComeBy(message, watchedUntilMs)));
  const addressed = new Set(living.map(({ to }) => to));
  const hearing = new Set(living.filter(message => hasComeBy(message, watchedUntilMs)).map(({ to }) => to));
  const late = missing.filter(({ arrivedMs }) => !Number.isNaN(arrivedMs));
  return {
    design,
    machines,
    died,
    atMs: rounded(diedMs - startMs),
    watchedMs: rounded(watchedUntilMs - diedMs),
    stalled: [...addressed].filter(machine => !hearing.has(machine)).sort((a, b) => a - b),
    pairs: pairs.size,
    silentPairs: pairs.size - heardPairs.size,
    sentMeanwhile: living.length,
    missing: missing.length,
    lostWithDead: messages.filter(message => isWithDead(message) && Number.isNaN(message.arrivedMs)).length,
    ...(cameBack && {
      back: {
        arrivedLate: late.length,
        caughtUpMs: rounded(Math.max(0, ...late.map(({ arrivedMs }) => arrivedMs - watchedUntilMs))),
        lost: missing.length - late.length,
      },
    }),
  };
}

function namesOf(messages: readonly WatchedMessage[]): ReadonlySet<string> {
  return new Set(messages.map(({ from, to }) => `${from}-${to}`));
}
