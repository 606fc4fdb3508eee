// The history of the page: opened when the first run is over or the history is looked at, one for all views. The home of
// traces answers what it asks of a run (its digest, what its audit comes to), as it answers the views.
import { linkTo } from '../address/fields.ts';
import { writeHistoryAddress } from '../address/history.ts';
import type { Trace } from '../core/trace.ts';
import { History } from '../history/history.ts';
import { openHistoryStorage, storedAsItIs } from '../history/storage.ts';
import { simulateInWorker } from '../jobs/runner.ts';
import { TraceHome } from '../jobs/trace-home.ts';
import { doStudy, type StudyRequest, type StudyResult } from '../jobs/trace-studies.ts';
import { randomIdentifier } from '../laboratory/control-channel.ts';
import type { TraceHomeKeeper } from '../ui/trace/trace-home-request.ts';
import { runName } from '../words/history.ts';
import { otherRule } from '../words/rules.ts';
import { after } from './real-time.ts';
import type { EndedRun } from './run-end-event.ts';

/** Events of a trace that is studied in the page, in less than a frame. */
const AT_ONCE_EVENTS_MAX = 5000;

export class RunHistory {
  readonly history = new History({
    open: openHistoryStorage,
    rawAll: storedAsItIs,
    quota: async () => (await navigator.storage?.estimate())?.quota,
    after,
    now: () => Date.now(),
    identify: randomIdentifier,
  });

  constructor(private readonly traces: TraceHomeKeeper) {}

  /** By trace: the id of its entry, once it is stored or in sight as a run that is not. */
  readonly #kept = new WeakMap<Trace, Promise<string>>();

  /** The id of the run's entry; a run is kept once, however often it is asked for. */
  keep(run: EndedRun): Promise<string> {
    const known = this.#kept.get(run.trace);
    if (known) return known;
    const kept = this.#keep(run);
    this.#kept.set(run.trace, kept);
    kept.catch(() => this.#kept.delete(run.trace)); // so that another attempt is one
    return kept;
  }

  /**
   * The address of the run beside one of the same seed under the other rule, in virtual time. The other one is taken from the history
   * if it is there. Rejects where it cannot be computed.
   */
  async addressOfBothRules(trace: Trace): Promise<string> {
    const first = await this.keep(runOf(trace));
    const trial = { ...trace.trial, rule: otherRule(trace.trial.rule) };
    const text = JSON.stringify(trial);
    const same = this.history.state.entries.find(
      entry => entry.engine === 'virtual' && entry.came === 'run' && JSON.stringify(entry.trial) === text,
    );
    const second =
      same?.id ??
      (await this.keep(
        runOf(
          await simulateInWorker(trial, {
            signal: new AbortController().signal,
            onProgress: () => undefined,
          }),
        ),
      ));
    return linkTo('history', writeHistoryAddress({ kind: 'comparison', first, second }));
  }

  async #keep({ trace, name, ...run }: EndedRun): Promise<string> {
    const keptAtMs = Date.now();
    const [digest, audit] = await Promise.all([
      this.#study(trace, { kind: 'digest' }),
      // Without it the run is kept all the same: the audit is done again whenever it is opened.
      this.#study(trace, { kind: 'audit' }).catch(() => undefined),
    ]);
    return this.history.keep({
      ...run,
      trace,
      name: name ?? trace.program?.name ?? runName(trace.engine === 'live' ? 'live' : 'virtual', trace.trial),
      keptAtMs,
      digest,
      verdict: audit && {
        checked: audit.checked,
        faults: audit.faults,
        remarks: audit.remarks,
        unchecked: audit.unchecked,
      },
    });
  }

  async #study<Request extends StudyRequest>(trace: Trace, request: Request): Promise<StudyResult<Request>> {
    // A request is answered with a result of its kind.
    if (trace.eventCount <= AT_ONCE_EVENTS_MAX) return doStudy(trace, request) as StudyResult<Request>;
    const home = (this.traces.home ??= new TraceHome());
    return home.study(trace, request, { signal: new AbortController().signal });
  }
}

function runOf(trace: Trace): EndedRun {
  return { trace, came: 'run', ended: 'finished', name: undefined, files: [] };
}
