// What a program is told that asks for something that no program has: each sentence names what there is instead.

export const MISSING_PARTS = {
  chance: 'A program has no dice: use me.choose([…]).',
  time: 'A program cannot read the time: use me.clock, or me.localMs in a run in which time has a length.',
  timers: 'A program has only the timers in “timers”: set them with me.after(…).',
  network: 'A program has no network: use me.send(…) or me.broadcast(…).',
  storage:
    'A program cannot store anything by itself: use me.state, and me.store(…) for what is to survive a crash.',
  page: 'A program has no page and no browser around it: it sees messages, timers and commands alone.',
  code: 'A program is one text: it can load no other code, and make none while it runs.',
  memory:
    'A program cannot share memory, or ask when memory is freed: use me.send(…) to tell others something.',
  console: 'A program has no console: use me.note(…) for a line beside a step.',
  place:
    'Languages and places differ from one computer to the next: compare texts with < and >, and write numbers with String(…).',
  promise:
    'A handler does all it does at once: leave out “async” and “await”, and use me.after(…) for what comes later.',
} as const;

export type MissingPart = keyof typeof MISSING_PARTS;

/** In place of what an error says. */
export const NOT_TO_BE_READ = 'The error cannot be read: it throws when it is looked at.';

/** In place of a result. */
export const TOO_MUCH =
  'What came of it is too much to be shown. Let the program keep and say less, or the run be shorter.';
