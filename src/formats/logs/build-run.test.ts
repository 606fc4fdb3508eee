// Runs built from records by hand, where no family of logs writes such files yet.
import { expect, test } from 'vitest';
import { TIMESTAMP_RULES } from '../../core/trial.ts';
import { lamportClocksOf } from '../../analysis/lamport-clocks.ts';
import { audit } from '../../analysis/audit/audit.ts';
import { buildRun } from './build-run.ts';
import type { PlacedPart } from './group-runs.ts';
import type { LogFamily, LogRecord } from './log-record.ts';

const family: LogFamily = {
  name: 'Log by hand',
  machineWord: 'machine',
  followsAssignment: true,
  fits: () => true,
  open: () => ({ read: () => undefined }),
};

test.each(TIMESTAMP_RULES)(
  'of a log without clocks, messages carry what %s makes of its computed clocks',
  rule => {
    const part = (machine: string, records: readonly Omit<LogRecord, 'clock' | 'line'>[]): PlacedPart => ({
      file: `${machine}.log`,
      family,
      machine,
      machineName: machine,
      nameRate: 1,
      sharesFile: false,
      records: records.map((record, i) => ({
        ...record,
        clock: undefined,
        time: { ms: record.time!.ms, basis: 'start' },
        line: i + 1,
      })),
      facts: [{ rule }],
      skippedAt: [],
    });
    const at = (ms: number) => ({ time: { ms, basis: 'start' } }) as const;
    const { trace } = buildRun({
      name: 'by hand',
      notes: [],
      gaps: [],
      parts: [
        part('1', [
          { kind: 'internal', ...at(100) },
          { kind: 'send', to: ['2'], ...at(200) },
        ]),
        part('2', [{ kind: 'receive', from: '1', ...at(300) }]),
      ],
    });
    expect(trace.trial.rule).toBe(rule);
    const carried = rule === 'increment-then-send' ? 2 : 1;
    expect(trace.message(1, 1)).toMatchObject({ sentIndex: 1, timestamp: carried });
    expect(trace.event(2, 0)).toMatchObject({ clock: carried + 1, message: { timestamp: carried } });
    expect(trace.logs.map(log => [...log.clocks.subarray(0, log.eventCount)])).toEqual(
      lamportClocksOf(trace, rule).map(clocks => [...clocks]),
    );
    expect(audit(trace).rules.find(each => each.rule === 'receive-is-max-plus-one')!.faults).toBe(0);
  },
);
