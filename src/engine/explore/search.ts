// The search itself: breadth first through every state of a small trial, so that the first run that breaks a law is a shortest
// one. Steps of different machines change each other in nothing; where two of them can be taken in either order, one order is
// taken (sleep sets, Godefroid 1996). All states are seen, and laws are asked of each.
import { askLaw, lawKindOf, type Law, type LawFinding } from '../../core/program/law.ts';
import { seatsOf } from '../../core/program/machine-state.ts';
import type { Program } from '../../core/program/program.ts';
import type { WholeProgramTrial } from '../../core/program/program-trial.ts';
import { channelAt, Parts, type Outcome, type Tracked } from './parts.ts';
import { SearchView } from './search-view.ts';
import { TableFullError, TupleTable } from './tuple-table.ts';

export interface SearchBounds {
  readonly states: number;
  readonly bytes: number;
  /** Steps from the start. */
  readonly depth: number;
  /** Whether to end with the first law that is found broken. */
  readonly endsAtBroken: boolean;
}

/** What ended a search before every state was seen. */
export type SearchEnd = 'states' | 'bytes' | 'depth' | 'broken';

/** A law that is broken, and the state in which it is. */
export interface Breach {
  readonly finding: LawFinding;
  readonly state: number;
}

/** The largest number of machines whose sleep sets fit into 32 bits: a bit for each channel and one for each machine. */
const SLEEPING_MACHINES_MAX = 5;
const DEPTH_MAX = 0xffff;
const ROOT = -1;

/** What a step needs to be known by: which machine, what it does, and of which message. */
export interface Move {
  readonly seat: number;
  readonly kind: 'deliver' | 'duplicate' | 'lose' | 'own' | 'crash';
  /** deliver, duplicate, lose: the sender (from 0). */
  readonly from: number;
  /** deliver, duplicate, lose: which of the messages there. own: which of the own inputs. */
  readonly nth: number;
}

export class Search {
  readonly parts: Parts;
  /** States at the start: one for each way in which the machines choose there. */
  readonly roots: number[] = [];
  readonly table: TupleTable;
  readonly width: number;
  depth = 0;
  /** Steps taken: those that sleep sets leave out are not among them. */
  steps = 0;
  /** The first step that failed, if any: from one state to another (-1: a start). */
  failed: { readonly outcome: Outcome; readonly from: number; readonly state: number } | undefined;
  readonly breaches = new Map<Law, Breach>();
  ends: SearchEnd | undefined;

  readonly #trial: WholeProgramTrial;
  readonly #tracked: Tracked;
  readonly #bounds: SearchBounds;
  readonly #n: number;
  readonly #budget: number;
  readonly #sleeps: boolean;
  readonly #laws: readonly Law[];
  readonly #endLaws: readonly Law[];
  /** Of every tuple of machines, whether laws have been asked: 1, or 2 where one of them looks at messages too. */
  readonly #asked: TupleTable;
  readonly #askedHow: number[] = [];
  #parents = new Int32Array(256);
  #depths = new Uint16Array(256);
  #sleeping = new Uint32Array(256);
  #expanded = 0;
  readonly #again: { readonly state: number; readonly missing: number }[] = [];

  constructor(program: Program, trial: WholeProgramTrial, tracked: Tracked, bounds: SearchBounds) {
    this.#trial = trial;
    this.#tracked = tracked;
    this.#bounds = bounds;
    this.#n = trial.machines;
    this.#budget = this.#n + this.#n * this.#n;
    this.width = this.#budget + 3;
    this.#sleeps = this.#n <= SLEEPING_MACHINES_MAX;
    this.parts = new Parts(seatsOf(program, trial), tracked);
    this.table = new TupleTable(this.width, bounds.bytes);
    this.#asked = new TupleTable(this.#n, bounds.bytes);
    const laws = program.laws ?? [];
    this.#laws = laws.filter(law => lawKindOf(law) !== 'atEnd');
    this.#endLaws = laws.filter(law => lawKindOf(law) === 'atEnd');
  }

  /** States that have been seen, up to the bound. */
  get states(): number {
    return this.table.count;
  }

  /**
   * Looks at what can happen next in at most `states` further ones; true once the search is over. The last slice has what is left,
   * and begins with the starts. Throws {@link UntrackedError}, after which the search is of no use.
   */
  advance(states = Infinity): boolean {
    try {
      if (this.roots.length === 0)
        for (const root of this.#startTuples()) this.roots.push(this.#reach(root, ROOT, 0, 0));
      return this.#expandSome(states);
    } catch (error) {
      if (!(error instanceof TableFullError)) throw error;
      this.ends = 'bytes';
      return true;
    }
  }

  get byteLength(): number {
    return (
      this.table.byteLength +
      this.#asked.byteLength +
      this.#parents.byteLength +
      this.#depths.byteLength +
      this.#sleeping.byteLength
    );
  }

  parentOf(state: number): number {
    return this.#parents[state]!;
  }

  #expandSome(states: number): boolean {
    const tuple = new Uint32Array(this.width);
    const until = this.#expanded + states;
    while (!this.#isOver() && this.#expanded < this.table.count) {
      if (this.#expanded >= until) return false;
      const state = this.#expanded;
      this.#expanded += 1;
      this.#expand(state, tuple, this.#sleeping[state]!);
      for (let next = this.#again.pop(); next && !this.#isOver(); next = this.#again.pop())
        this.#expand(next.state, tuple, ~next.missing >>> 0);
    }
    return true;
  }

  #isOver(): boolean {
    if (this.#bounds.endsAtBroken && (this.failed !== undefined || this.breaches.size > 0))
      this.ends = 'broken';
    else if (this.table.count > this.#bounds.states) this.ends = 'states';
    return this.ends === 'broken' || this.ends === 'states';
  }

  /** One for each way in which the machines choose at their starts. */
  #startTuples(): readonly Uint32Array[] {
    const empty = new Uint32Array(this.width).fill(this.parts.emptyChannel, this.#n, this.#budget);
    const { losses, duplicates, crashes } = this.#trial;
    empty.set([losses, duplicates, crashes], this.#budget);
    let tuples = [empty];
    for (let seat = 0; seat < this.#n; seat++)
      tuples = tuples.flatMap(tuple =>
        this.parts.start(seat).map(outcome => {
          const next = tuple.slice();
          this.#apply(next, seat, outcome);
          if (outcome.problem) this.failed ??= { outcome, from: ROOT, state: ROOT };
          return next;
        }),
      );
    return tuples;
  }

  /** All that can happen next, but for sleep sets: by machine, and there by slot (a channel, or the machine itself). */
  movesOf(tuple: Uint32Array): readonly Move[] {
    const moves: Move[] = [];
    for (let seat = 0; seat < this.#n; seat++) {
      for (let from = 0; from < this.#n; from++) if (from !== seat) this.#movesFrom(tuple, seat, from, moves);
      this.#movesAlone(tuple, seat, moves);
    }
    return moves;
  }

  #movesFrom(tuple: Uint32Array, seat: number, from: number, moves: Move[]): void {
    const letters = this.parts.lettersIn(tuple[this.channelAt(from, seat)]!);
    const heads = this.#trial.fifo ? Math.min(1, letters.length) : letters.length;
    for (let nth = 0; nth < heads; nth++) {
      if (nth > 0 && letters[nth] === letters[nth - 1]) continue; // the same as the one before
      moves.push({ seat, kind: 'deliver', from, nth });
      if (tuple[this.#budget + 1]! > 0) moves.push({ seat, kind: 'duplicate', from, nth });
      if (tuple[this.#budget]! > 0) moves.push({ seat, kind: 'lose', from, nth });
    }
  }

  #movesAlone(tuple: Uint32Array, seat: number, moves: Move[]): void {
    const own = this.parts.ownInputs(seat, tuple[seat]!).length;
    for (let nth = 0; nth < own; nth++) moves.push({ seat, kind: 'own', from: seat, nth });
    if (tuple[this.#budget + 2]! > 0) moves.push({ seat, kind: 'crash', from: seat, nth: 0 });
  }

  /** The tuples that a move leads to, one for each way to choose. `visit` gets the same array each time. */
  follow(
    tuple: Uint32Array,
    { seat, kind, from, nth }: Move,
    next: Uint32Array,
    visit: (next: Uint32Array, outcome: Outcome | undefined) => void,
  ): void {
    const isMessage = kind === 'deliver' || kind === 'duplicate' || kind === 'lose';
    const channel = isMessage ? this.channelAt(from, seat) : 0;
    const popped = isMessage && kind !== 'duplicate' ? this.parts.pop(tuple[channel]!, nth) : tuple[channel]!;
    const spent = kind === 'lose' ? 0 : kind === 'duplicate' ? 1 : kind === 'crash' ? 2 : undefined;
    const begin = (): void => {
      next.set(tuple);
      if (isMessage) next[channel] = popped;
      if (spent !== undefined) next[this.#budget + spent] = next[this.#budget + spent]! - 1;
    };
    if (kind === 'lose') {
      begin();
      visit(next, undefined);
      return;
    }
    for (const outcome of this.#outcomesOf(tuple, seat, kind, from, nth)) {
      begin();
      this.#apply(next, seat, outcome);
      visit(next, outcome);
    }
  }

  #outcomesOf(
    tuple: Uint32Array,
    seat: number,
    kind: Move['kind'],
    from: number,
    nth: number,
  ): readonly Outcome[] {
    const machine = tuple[seat]!;
    if (kind === 'own') return this.parts.ownStep(seat, machine, nth);
    if (kind === 'crash') return this.parts.crash(seat, machine);
    return this.parts.deliver(
      seat,
      machine,
      from,
      this.parts.lettersIn(tuple[this.channelAt(from, seat)]!)[nth]!,
    );
  }

  #apply(tuple: Uint32Array, seat: number, { machine, posted }: Outcome): void {
    tuple[seat] = machine;
    for (let i = 0; i < posted.length; i += 2) {
      const at = this.channelAt(seat, posted[i]!);
      tuple[at] = this.parts.push(tuple[at]!, posted[i + 1]!);
    }
  }

  channelAt(from: number, to: number): number {
    return channelAt(this.#n, from, to);
  }

  /** Takes all steps from a state but those that sleep. */
  #expand(state: number, tuple: Uint32Array, sleeping: number): void {
    this.table.read(state, tuple);
    const depth = this.#depths[state]! + 1;
    const moves = this.movesOf(tuple);
    if (!moves.some(isRegular)) this.#ask(this.#endLaws, tuple, state);
    if (moves.length > 0 && depth > Math.min(DEPTH_MAX, this.#bounds.depth)) {
      this.ends = 'depth';
      return;
    }
    const next = new Uint32Array(this.width);
    /** Steps that are taken before, or elsewhere: they need not be taken after one of another machine. */
    let done = this.#sleeps ? this.#sleeping[state]! : 0;
    for (let i = 0; i < moves.length;) {
      const { seat, from } = moves[i]!;
      const bit = this.#sleeps ? 1 << (seat * this.#n + from) : 0;
      const isAsleep = (sleeping & bit) !== 0;
      const before = done;
      for (; i < moves.length && moves[i]!.seat === seat && moves[i]!.from === from; i++) {
        const move = moves[i]!;
        if (!(isAsleep && isRegular(move))) this.#take(state, tuple, move, next, depth, before);
      }
      if (!isAsleep) done |= bit;
    }
  }

  #take(state: number, tuple: Uint32Array, move: Move, next: Uint32Array, depth: number, done: number): void {
    const { seat } = move;
    this.follow(tuple, move, next, (reached, outcome) => {
      this.steps += 1;
      const number = this.#reach(reached, state, depth, this.#stillAsleep(seat, done, outcome));
      if (outcome?.problem) this.failed ??= { outcome, from: state, state: number };
    });
  }

  /** A step of a machine wakes its own; where messages keep no order, one more in a channel wakes that channel. */
  #stillAsleep(seat: number, done: number, outcome: Outcome | undefined): number {
    if (!this.#sleeps) return 0;
    let asleep = done & ~(((1 << this.#n) - 1) << (seat * this.#n));
    if (!this.#trial.fifo && outcome)
      for (let i = 0; i < outcome.posted.length; i += 2)
        asleep &= ~(1 << (outcome.posted[i]! * this.#n + seat));
    return asleep >>> 0;
  }

  #reach(tuple: Uint32Array, parent: number, depth: number, sleeping: number): number {
    const added = this.table.add(tuple);
    if (added < 0) {
      this.#meetAgain(~added, sleeping);
      return ~added;
    }
    this.#makeRoom(added);
    this.#parents[added] = parent;
    this.#depths[added] = depth;
    this.#sleeping[added] = sleeping;
    this.depth = Math.max(this.depth, depth);
    this.#askOfMachines(tuple, added);
    return added;
  }

  /** What slept there and need not sleep on this way in is taken after all. */
  #meetAgain(state: number, sleeping: number): void {
    const before = this.#sleeping[state]!;
    const missing = (before & ~sleeping) >>> 0;
    if (missing === 0) return;
    this.#sleeping[state] = (before & sleeping) >>> 0;
    if (state < this.#expanded) this.#again.push({ state, missing });
  }

  #makeRoom(state: number): void {
    if (state < this.#parents.length) return;
    this.#parents = doubled(this.#parents, new Int32Array(state * 2));
    this.#depths = doubled(this.#depths, new Uint16Array(state * 2));
    this.#sleeping = doubled(this.#sleeping, new Uint32Array(state * 2));
  }

  /** Once for each tuple of machines, and for each state where a law looks at the messages. */
  #askOfMachines(tuple: Uint32Array, state: number): void {
    if (this.#laws.length === 0) return;
    const added = this.#asked.add(tuple);
    if (added < 0 && this.#askedHow[~added] === 1) return;
    const looksAtMessages = this.#ask(this.#laws, tuple, state);
    if (added >= 0) this.#askedHow[added] = looksAtMessages ? 2 : 1;
  }

  /** Whether any law looked at messages. */
  #ask(laws: readonly Law[], tuple: Uint32Array, state: number): boolean {
    const view = new SearchView(this.parts, tuple, this.#n, this.#tracked);
    for (const law of laws) {
      if (this.breaches.has(law)) continue;
      const finding = askLaw(law, view);
      if (view.untracked) throw view.untracked;
      if (finding.kind !== 'holds') this.breaches.set(law, { finding, state });
    }
    return view.looksAtMessages;
  }
}

/** Those that no budget counts: they are never spared, and a step of another machine changes nothing about them. */
export function isRegular({ kind }: Move): boolean {
  return kind === 'deliver' || kind === 'own';
}

function doubled<T extends Int32Array | Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
