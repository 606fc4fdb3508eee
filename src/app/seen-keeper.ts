// Keeps address and page in step on what of a run is seen: shows what an address names once its run is there, and says what the page
// shows in the words of an address once nothing moves any more.
import {
  readSeen,
  seenIn,
  wholeMicroseconds,
  writeSeen,
  type Seen,
  type SeenMoment,
} from '../address/seen.ts';
import { traceByOwnClocks } from '../analysis/system-times.ts';
import type { Note } from '../core/note.ts';
import type { Trace } from '../core/trace.ts';
import type { FocusState, TraceFocus } from '../ui/trace/trace-focus.ts';

/** Nothing has moved for so long: then the address is written. Browsers refuse an address that changes with every frame. */
const REST_MS = 400;

export interface SeenKeeperOptions {
  readonly focus: TraceFocus;
  /** `query` or `problems` has changed. */
  readonly changed: () => void;
  /** Whether the run that the focus is about is the one of the address, and is whole. */
  readonly isRunOfAddress: (run: Trace) => boolean;
  /** What a view of this run begins with. */
  readonly start?: (run: Trace) => Partial<FocusState>;
  /** Calls back once, later; returns what prevents it. */
  readonly after: (ms: number, task: () => void) => () => void;
}

export class SeenKeeper {
  readonly #options: SeenKeeperOptions;
  readonly #unsubscribe: () => void;
  #awaited: { readonly seen: Seen; readonly query: string } | undefined;
  #problems: readonly string[] = [];
  #run: Trace | undefined;
  #cancel: (() => void) | undefined;
  #query = '';
  /** The notes that the run came with, which need no address. */
  #given: readonly Note[] = [];

  constructor(options: SeenKeeperOptions) {
    this.#options = options;
    this.#run = options.focus.state.run;
    this.#given = options.focus.state.notes;
    this.#query = this.#written;
    this.#unsubscribe = options.focus.subscribe(() => this.#follow());
    // Something may have been chosen before, while this was being fetched.
    if (this.#query !== '') this.#follow();
  }

  /** What an address says; it is shown as soon as its run is there. */
  bring(query: string): void {
    const { seen, problems } = readSeen(query);
    this.#problems = problems;
    this.#awaited = query === '' ? undefined : { seen, query };
    this.look();
    this.#tell();
  }

  /** The run that the address waits for may be there now. */
  look(): void {
    const { focus, isRunOfAddress } = this.#options;
    const { run } = focus.state;
    if (!this.#awaited || !run || !isRunOfAddress(run)) return;
    const timed = this.#awaited.seen.times === 'own' ? traceByOwnClocks(run) : run;
    const { seen, problems } = seenIn(timed, this.#awaited.seen);
    this.#awaited = undefined;
    if (problems.length > 0) this.#problems = [...this.#problems, ...problems];
    if (seen.notes) run.notes = seen.notes;
    focus.showRun(run, { ...this.#start(run), ...focusOf(timed, seen) });
    this.#tell();
  }

  /** The run will not come, for this reason. */
  refuse(reason: string): void {
    if (!this.#awaited) return;
    this.#awaited = undefined;
    this.#problems = [...this.#problems, reason];
    this.#tell();
  }

  leaveOut(): void {
    this.#problems = [];
    this.#tell();
  }

  /** Whether an address says something of a run that is not there yet. */
  get awaits(): boolean {
    return this.#awaited !== undefined;
  }

  /** In sentences. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** For the address bar, as it was when nothing had moved for a while; what an address says stays until its run is there. */
  get query(): string {
    return this.#awaited?.query ?? this.#query;
  }

  /** As it is now, for a link. */
  get queryNow(): string {
    return this.#awaited?.query ?? writeSeen(this.#seen);
  }

  /** As it is now, for a link that has the run in it, and its notes with it. */
  get queryBesideRun(): string {
    return writeSeen({ ...this.#seen, notes: undefined });
  }

  close(): void {
    this.#unsubscribe();
    this.#cancel?.();
  }

  #follow(): void {
    const { run } = this.#options.focus.state;
    if (run !== this.#run) {
      this.#run = run;
      this.#given = run?.notes ?? [];
      this.look();
    }
    this.#cancel?.();
    this.#cancel = this.#options.after(REST_MS, () => this.#tell());
  }

  #tell(): void {
    this.#query = this.#written;
    this.#options.changed();
  }

  /** A stretch that nobody has chosen, as of a run that was followed to its end, needs no address. */
  get #written(): string {
    const { follows } = this.#options.focus.state;
    const seen = this.#seen;
    const isFollowed = follows && (seen.moment === undefined || seen.moment.kind === 'end');
    return writeSeen(isFollowed ? { ...seen, stretch: undefined } : seen);
  }

  get #seen(): Seen {
    const { state } = this.#options.focus;
    const seen = seenOf(state, state.run && this.#start(state.run));
    const isGiven = !state.run || state.notes === this.#given;
    return { ...seen, notes: isGiven ? undefined : state.notes };
  }

  #start(run: Trace): Partial<FocusState> {
    return this.#options.start?.(run) ?? {};
  }
}

/** What a focus shows, as an address says it; `start` is what its view begins with. */
export function seenOf(state: FocusState, start: Partial<FocusState> = {}): Seen {
  const { selected, tab, window, cut, follows, momentMs, times } = state;
  const isWhole = !follows && window === undefined && momentMs !== undefined;
  return {
    event: selected && { machine: selected.machine, index: selected.index },
    tab,
    stretch: window
      ? { fromMs: wholeMicroseconds(window.fromMs), toMs: wholeMicroseconds(window.toMs) }
      : isWhole
        ? 'all'
        : undefined,
    cut: cut && Array.from(cut),
    moment: momentOf(state, start),
    times: times === 'own' ? times : undefined,
    notes: undefined,
  };
}

function momentOf({ momentMs, momentEvent }: FocusState, start: Partial<FocusState>): SeenMoment | undefined {
  if (momentMs === undefined) return start.momentMs === undefined ? undefined : { kind: 'end' };
  if (momentMs === start.momentMs && !momentEvent) return undefined;
  if (!momentEvent) return { kind: 'time', atMs: wholeMicroseconds(momentMs) };
  const { machine, index } = momentEvent;
  return { kind: 'step', event: { machine, index } };
}

/** What of a focus an address has said. */
function focusOf(run: Trace, { event, tab, stretch, cut, moment, times }: Seen): Partial<FocusState> {
  return {
    selected: event,
    tab,
    window: typeof stretch === 'object' ? stretch : undefined,
    cut: cut && Uint32Array.from(cut),
    ...(times && { times }),
    ...(moment && { follows: true, ...momentIn(run, moment) }),
    ...((stretch ?? event) && { follows: false }),
  };
}

function momentIn(run: Trace, moment: SeenMoment): Pick<FocusState, 'momentMs' | 'momentEvent'> {
  switch (moment.kind) {
    case 'time':
      return { momentMs: moment.atMs, momentEvent: undefined };
    case 'step': {
      const { machine, index } = moment.event;
      return { momentMs: run.logOf(machine).atMs[index]!, momentEvent: moment.event };
    }
    case 'end':
      return { momentMs: undefined, momentEvent: undefined };
  }
}
