// What holds of every address alike: what is written is read again, and whatever a fragment holds is read without a fault
// and named with its field.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typedDrafts } from '../testing/draft-arbitrary.ts';
import { OWN_TRIAL_FIELDS, parseOwnTrial } from '../notebook/own-trial.ts';
import { readFields, writeFields, type DraftOf, type Fields } from './fields.ts';
import { MACHINE_FIELDS, readMachineAddress, writeMachineAddress } from './machine.ts';
import { OPEN_FIELDS, readOpenAddress, wordsText, writeOpenAddress } from './open.ts';
import {
  parseSweepDraft,
  readSweepAddress,
  SWEEP_FIELDS,
  writeSweepAddress,
  type SweepDraft,
} from './sweep.ts';
import {
  parseTrialDraft,
  readTrialAddress,
  TRIAL_FIELDS,
  writeTrialAddress,
  type TrialDraft,
} from './trial.ts';

type Draft = Readonly<Record<string, string | undefined>>;
interface Address {
  readonly fields: Fields;
  readonly canRun: boolean;
  readonly canPlay?: boolean;
  /** Texts that are right for each field, one of them or several. */
  readonly right: Readonly<Record<string, readonly (string | undefined)[]>>;
  readonly messages: (query: string) => readonly string[];
  /** The draft of an address that was read and written again. */
  readonly again: (draft: Draft) => { readonly draft: Draft; readonly messages: readonly string[] };
  /** The fields that have problems, of a whole draft; absent where the address tells sentences only. */
  readonly problemFields?: (query: string) => readonly string[];
}

const messagesOf = (problems: readonly { readonly message: string }[]): string[] =>
  problems.map(({ message }) => message);

const ADDRESSES: Readonly<Record<string, Address>> = {
  trial: {
    fields: TRIAL_FIELDS,
    canRun: true,
    canPlay: true,
    right: {
      machines: ['3'],
      rates: [undefined, '5,1,5', '4,4,4'],
      die: ['10', '12', '65535'],
      seconds: ['60', '1', '2.5'],
      seed: ['7', '0', '4294967295'],
      rule: ['increment-then-send', 'send-then-increment'],
      delay: ['none', 'fixed 50', 'log-normal 50 x 2'],
      linkDelays: ['none', '1 to 2: fixed 200', '1 and 3: uniform 20-80; 2 to 1: none'],
      loss: ['0', '12.5'],
      duplication: ['0', '100'],
      reordering: ['0', '5'],
      reorderingMs: ['100', '5', '60000'],
      bandwidth: ['any', '4'],
      partitions: ['none', '1 2: 0.1-0.4; 3: 0.3-90'],
      pauses: ['none', '2: 0.1-0.4'],
      crashes: ['none', '1: 0.2-0.5 amnesic; 1: 0.6-0.7'],
      changes: ['none', '2: 0.3 rate 6'],
      session: ['off', 'on'],
      engine: ['live', 'virtual'],
      link: ['auto', 'webrtc', 'broadcast', 'relay'],
      place: ['frames', 'tabs'],
      broker: ['', 'wss://broker.example:8084/mqtt', 'ws://127.0.0.1:9001, ws://127.0.0.1:9002/mqtt'],
      room: ['main', 'a-room_1'],
    },
    messages: query => messagesOf(readTrialAddress(query).parsed.problems),
    again: draft => {
      const { draft: again, problems } = readTrialAddress(writeTrialAddress(draft as TrialDraft)).parsed;
      return { draft: again, messages: messagesOf(problems) };
    },
    problemFields: query => readTrialAddress(query).parsed.problems.map(({ field }) => field),
  },
  sweep: {
    fields: SWEEP_FIELDS,
    canRun: true,
    right: {
      fast: ['5, 5', '6'],
      slowest: ['1-5', '1,2'],
      die: ['3-20', '8'],
      seconds: ['60', '10, 20'],
      delay: ['none', 'none, fixed 50', 'uniform:20-80'],
      rule: ['increment-then-send', 'send-then-increment', 'both'],
      loss: ['0', '0, 5'],
      duplication: ['0', '2.5'],
      reordering: ['0', '1'],
      reorderingMs: ['100', '250'],
      bandwidth: ['any', '4'],
      partitions: ['none', '1: 2-3; 2: 4-5'],
      pauses: ['none', '2: 2-3'],
      crashes: ['none', '1: 2-3 amnesic'],
      changes: ['none', '2: 5 rate 2'],
      session: ['off', 'on', 'both'],
      replicates: ['200', '1'],
      seed: ['7', '12'],
    },
    messages: query => messagesOf(readSweepAddress(query).parsed.problems),
    again: draft => {
      const { draft: again, problems } = readSweepAddress(writeSweepAddress(draft as SweepDraft)).parsed;
      return { draft: again, messages: messagesOf(problems) };
    },
    problemFields: query => readSweepAddress(query).parsed.problems.map(({ field }) => field),
  },
  open: {
    fields: OPEN_FIELDS,
    canRun: false,
    right: {
      pattern: ['', '(?<event>.*)', 'a&b=c%'],
      words: ['', 'ie:internal'],
      reading: ['', 'abc_-9'],
      trace: ['', 'dEf-_0'],
    },
    messages: query => readOpenAddress(query).problems,
    again: draft => {
      const { pattern = '', reading = '', trace = '' } = draft;
      const { words } = readOpenAddress(writeFields(OPEN_FIELDS, draft as DraftOf<typeof OPEN_FIELDS>));
      const again = readOpenAddress(writeOpenAddress({ pattern, words, reading, trace }));
      return {
        draft: {
          pattern: again.pattern,
          words: wordsText(again.words),
          reading: again.reading,
          trace: again.trace,
        },
        messages: again.problems,
      };
    },
  },
  machine: {
    fields: MACHINE_FIELDS,
    canRun: false,
    right: {
      room: ['main', 'other'],
      seat: [undefined, '1', '32'],
      place: ['tab', 'frame', 'device'],
      memory: ['kept', 'lost'],
      join: [undefined, 'L1o000'],
      broker: [undefined, 'wss://broker.example.org/'],
      key: [undefined, 'abc'],
    },
    messages: query => {
      const parsed = readMachineAddress(query);
      return parsed.kind === 'problems' ? parsed.problems : [];
    },
    again: ({ room = '', seat, place, memory, join, broker, key }) => {
      const parsed = readMachineAddress(
        writeMachineAddress({
          room,
          seat: seat === undefined ? undefined : Number(seat),
          place: place === 'frame' || place === 'device' ? place : 'tab',
          memory: memory === 'lost' ? 'lost' : 'kept',
          join,
          broker,
          key,
        }),
      );
      if (parsed.kind === 'problems') return { draft: {}, messages: parsed.problems };
      const { address } = parsed;
      return {
        draft: { ...address, seat: address.seat === undefined ? undefined : String(address.seat) },
        messages: [],
      };
    },
  },
  'own trial': {
    fields: OWN_TRIAL_FIELDS,
    canRun: false,
    right: { rates: ['6, 3, 1', '2 2'], die: ['10', '8'], seconds: ['60', '5'] },
    messages: query => {
      const { draft, problems } = readFields(OWN_TRIAL_FIELDS, query);
      return messagesOf([...problems, ...parseOwnTrial(draft).problems]);
    },
    again: draft => {
      const query = writeFields(OWN_TRIAL_FIELDS, draft as { rates: string; die: string; seconds: string });
      const { draft: again } = readFields(OWN_TRIAL_FIELDS, query);
      return { draft: again, messages: messagesOf(parseOwnTrial(again).problems) };
    },
    problemFields: query =>
      parseOwnTrial(readFields(OWN_TRIAL_FIELDS, query).draft).problems.map(({ field }) => field),
  },
};

const draftsOf = ({ right }: Address): fc.Arbitrary<Draft> =>
  fc.record(
    Object.fromEntries(Object.entries(right).map(([name, texts]) => [name, fc.constantFrom(...texts)])),
  );

const NAMES_OF_OBJECTS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'];

/** What no field takes: numbers around and far beyond 2⁵³, names of what objects have, percents that mean nothing. */
const nonsense = fc.oneof(
  fc.constantFrom(...NAMES_OF_OBJECTS),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }).map(String),
  fc.integer({ min: 300, max: 500 }).map(digits => '9'.repeat(digits)),
  fc.constantFrom('%', '%ZZ', '%ff%fe', '%00', '-1', 'NaN', 'Infinity', '1e9', '0x10', '²'),
  fc.string({ unit: 'binary', maxLength: 8 }).map(text => `!${text}`),
);
const hostileQuery = (fields: Fields): fc.Arbitrary<string> => {
  const key = fc.oneof(
    fc.constantFrom(...Object.keys(fields), 'run', ...NAMES_OF_OBJECTS),
    fc.string({ maxLength: 8 }),
  );
  const part = fc
    .tuple(key, fc.oneof(nonsense, fc.string({ maxLength: 20 })), fc.boolean())
    .map(([name, text, isRaw]) => (isRaw ? `${name}=${text}` : `${encodeURIComponent(name)}=${text}`));
  return fc.array(part, { maxLength: 30 }).map(parts => parts.join('&'));
};

describe.each(Object.entries(ADDRESSES))('the address of: %s', (_, address) => {
  test('what is written is read again', () => {
    fc.assert(
      fc.property(draftsOf(address), draft => {
        expect(address.again(draft)).toEqual({ draft, messages: [] });
      }),
    );
  });

  test('the table has a right text for each field, and each default is one', () => {
    expect(Object.keys(address.right)).toEqual(Object.keys(address.fields));
    for (const [name, { otherwise }] of Object.entries(address.fields))
      expect(address.right[name]).toContain(otherwise);
  });

  test('what equals the default is left out', () => {
    const defaults = Object.fromEntries(
      Object.entries(address.fields).map(([name, { otherwise }]) => [name, otherwise]),
    );
    expect(writeFields(address.fields, defaults)).toBe('');
  });

  test('whatever is in a fragment, it is read without a fault, with a bounded number of short sentences', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 200 }), hostileQuery(address.fields)), query => {
        const messages = address.messages(query);
        expect(messages.every(message => message !== '' && message.length < 400)).toBe(true);
        expect(messages.length).toBeLessThanOrEqual(20 + Object.keys(address.fields).length);
      }),
    );
  });

  test('an unknown key is named', () => {
    const unknown = fc
      .oneof(fc.constantFrom(...NAMES_OF_OBJECTS), fc.string({ minLength: 1, maxLength: 12 }))
      .filter(key => !Object.keys(address.fields).includes(key) && key !== 'run');
    fc.assert(
      fc.property(unknown, key => {
        const query = new URLSearchParams([[key, '1']]).toString();
        expect(address.messages(query)).toContain(`The address has an unknown key “${key}”.`);
      }),
    );
  });

  test('a key that is said twice is named, and the first one counts', () => {
    for (const name of Object.keys(address.fields)) {
      const text = address.right[name]!.find(some => some !== undefined)!;
      const query = new URLSearchParams([
        [name, text],
        [name, 'other'],
      ]).toString();
      expect(address.messages(query)).toContain(
        `The address says “${name}” more than once; the first one counts.`,
      );
      expect((readFields(address.fields, query).draft as Draft)[name]).toBe(text);
    }
  });

  test('a thousand unknown keys are ten sentences and their number', () => {
    const query = Array.from({ length: 1000 }, (_, i) => `key${i}=1`).join('&');
    const messages = address.messages(query);
    expect(messages).toHaveLength(11);
    expect(messages.at(-1)).toMatch(/990 more problems/);
  });

  test('run=now means something only where something can be run', () => {
    const names = (query: string) => address.messages(query).filter(message => message.includes('run'));
    expect(names('run=now')).toHaveLength(address.canRun ? 0 : 1);
    expect(names('run=play')).toHaveLength(address.canPlay ? 0 : 1);
    expect(names('run=later')).toHaveLength(1);
  });
});

/** Free text, in which anything may be written. */
const FREE: readonly string[] = ['pattern'];

describe.each(Object.entries(ADDRESSES).filter(([, { problemFields }]) => problemFields))(
  'nonsense in the address of: %s',
  (_, address) => {
    test.each(Object.keys(address.fields).filter(name => !FREE.includes(name)))(
      'in %s is named there',
      name => {
        fc.assert(
          fc.property(nonsense, text => {
            // Names of objects and digits are names of a room like any other.
            fc.pre(name !== 'room' || !/^[\w-]{1,40}$/.test(text));
            const query = new URLSearchParams({ [name]: text }).toString();
            expect(address.problemFields!(query)).toContain(name);
          }),
        );
      },
    );
  },
);

test('a trial typed in any way is read again as it was, but for spaces between rates', () => {
  const text = fc.string({ maxLength: 12 });
  const drafts = typedDrafts<TrialDraft>(TRIAL_FIELDS, text, {
    rates: fc.option(fc.stringMatching(/^[^\s;]{1,12}$/), { nil: undefined }),
  });
  fc.assert(
    fc.property(drafts, draft => {
      expect(readTrialAddress(writeTrialAddress(draft))).toEqual({
        parsed: parseTrialDraft(draft),
        runNow: false,
        play: false,
      });
    }),
  );
});

test('a sweep typed in any way is read again as it was', () => {
  const text = fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^[-0-9, .–]{0,12}$/));
  const drafts = typedDrafts<SweepDraft>(SWEEP_FIELDS, text);
  fc.assert(
    fc.property(drafts, draft => {
      const { parsed } = readSweepAddress(writeSweepAddress(draft));
      expect(parsed).toEqual(parseSweepDraft(draft));
    }),
  );
});
