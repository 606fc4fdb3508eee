// Plays a run: moves the moment that a page shows, step by step, by hand or by itself, up to the live edge of a run that goes on.
// The moment itself lives in the focus, where all views read it.
import type { Moments } from '../../analysis/moments.ts';
import { jumpOf } from '../../core/machine-log.ts';
import { Store } from '../../core/store.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import type { TraceFocus } from './trace-focus.ts';

/** The times of the frames in which a page is drawn. */
export interface FrameClock {
  /** Calls back once, with the time of the frame in milliseconds; returns what prevents it. */
  request(callback: (frameMs: number) => void): () => void;
}

/** Seconds of the run for each second. */
export const PLAYBACK_SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const;

export interface PlaybackState {
  readonly isPlaying: boolean;
  readonly speed: number;
  /** While it is played: the event that is told, a second long the one that jumped most. */
  readonly toldInPlay: EventPlace | undefined;
  /** How many steps somebody has taken. */
  readonly steps: number;
}

/** A page that was hidden goes on where it was. */
const FRAME_MAX_MS = 250;
/** While a run is played, one event is told for so long. */
const TOLD_FOR_MS = 1200;
/** Events that are looked at for the largest jump. */
const TOLD_OF_MAX = 2000;

/** For one focus. */
export class Playback extends Store<PlaybackState> {
  #moments: Moments | undefined;
  #goesOn = false;
  #edgeMs = 0;
  #cancel: (() => void) | undefined;
  #frameMs: number | undefined;
  #toldMs = 0;
  /** Where the last telling was, in milliseconds since the start of the run. */
  #toldUntilMs = 0;

  constructor(
    private readonly focus: TraceFocus,
    private readonly clock: FrameClock,
  ) {
    super(() => ({ isPlaying: false, speed: 1, toldInPlay: undefined, steps: 0 }));
  }

  /** What is played. `edgeMs`: how far a run is that goes on, since its start; undefined where it does not. */
  show(moments: Moments | undefined, edgeMs: number | undefined): void {
    if (moments !== this.#moments) {
      this.#stop();
      this.#moments = moments;
    }
    this.#goesOn = edgeMs !== undefined;
    this.#edgeMs = edgeMs ?? 0;
  }

  get startMs(): number {
    return this.#moments?.startMs ?? 0;
  }

  /** The right end: of the run, or how far it is. */
  get endMs(): number {
    if (this.#goesOn) return Math.max(this.#edgeMs, this.startMs);
    return this.#moments?.endMs ?? 0;
  }

  /** The moment that is shown. */
  get timeMs(): number {
    return this.focus.state.momentMs ?? this.endMs;
  }

  /** Whether what is shown is the end of the run, or how far it is. */
  get isAtEnd(): boolean {
    return this.focus.state.momentMs === undefined;
  }

  /** Whether the run goes on, and what is shown goes on with it. */
  get isLive(): boolean {
    return this.#goesOn && this.isAtEnd;
  }

  /** The event to be told of: the last one that has happened. None where a run goes on, and before anything has happened. */
  get told(): EventPlace | undefined {
    if (this.state.isPlaying) return this.state.toldInPlay;
    return this.isLive || !this.#moments ? undefined : this.#moments.previous(this.#progress());
  }

  /** From where it is, and from the start where that is the end. */
  play(): void {
    if (!this.#moments || this.state.isPlaying || this.isLive) return;
    if (this.isAtEnd) this.#moveTo(this.startMs);
    this.focus.change({ follows: true });
    this.#frameMs = undefined;
    this.#toldUntilMs = this.timeMs;
    this.change({ isPlaying: true, toldInPlay: undefined });
    this.#ask();
  }

  /** Holds what is shown, also where it went on with the run. */
  pause(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.isLive && this.#moments) this.#moveTo(this.endMs);
    this.change({ isPlaying: false });
  }

  toggle(): void {
    if (this.state.isPlaying || this.isLive) this.pause();
    else this.play();
  }

  setSpeed(speed: number): void {
    this.change({ speed });
  }

  /** To a moment, in milliseconds since the start; the right end is the end. */
  seek(timeMs: number): void {
    if (!this.#moments) return;
    const { startMs, endMs } = this;
    if (timeMs >= endMs) this.#reachEnd();
    else this.#moveTo(Math.max(startMs, timeMs));
    this.#toldUntilMs = this.timeMs;
  }

  /** To one event: it is the last one that has happened. */
  seekEvent(place: EventPlace): void {
    if (!this.#moments) return;
    this.#stepTo(place);
  }

  toStart(): void {
    this.#stop();
    this.seek(this.startMs);
    this.change({ steps: this.state.steps + 1 });
  }

  toEnd(): void {
    this.#stop();
    this.seek(Infinity);
    this.change({ steps: this.state.steps + 1 });
  }

  /** The next event happens; without one, the run is at its end. */
  forward(): void {
    if (!this.#moments || this.isAtEnd) return;
    const next = this.#moments.next(this.#progress());
    const isKnown = next && this.#moments.timeOf(next) <= this.endMs;
    if (isKnown) this.#stepTo(next);
    else this.toEnd();
  }

  /** To the event before: before a step, to what had happened before it; between two events, to the first of them. */
  back(): void {
    const moments = this.#moments;
    if (!moments) return;
    const { momentMs, momentEvent } = this.focus.state;
    const progress = this.#progress();
    const last = moments.previous(progress);
    if (!last) return this.toStart();
    const isAfter = momentMs === undefined || moments.timeOf(last) < momentMs;
    if (isAfter && !momentEvent) return this.#stepTo(last);
    progress.counts[last.machine - 1]! -= 1;
    const before = moments.previous(progress);
    if (before) this.#stepTo(before);
    else this.toStart();
  }

  override close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    super.close();
  }

  #stepTo(place: EventPlace): void {
    this.#stop();
    this.focus.change({ momentMs: this.#moments!.timeOf(place), momentEvent: place, follows: true });
    this.change({ steps: this.state.steps + 1 });
  }

  /** As {@link pause}, where something else moves the moment. */
  #stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.change({ isPlaying: false });
  }

  #moveTo(momentMs: number): void {
    this.focus.change({ momentMs, momentEvent: undefined, follows: true });
  }

  #reachEnd(): void {
    this.#stop();
    this.focus.change({ momentMs: undefined, momentEvent: undefined });
  }

  #ask(): void {
    this.#cancel = this.clock.request(frameMs => {
      this.#cancel = undefined;
      this.#goOn(frameMs);
      if (this.state.isPlaying) this.#ask();
    });
  }

  #goOn(frameMs: number): void {
    const passedMs = this.#frameMs === undefined ? 0 : Math.min(FRAME_MAX_MS, frameMs - this.#frameMs);
    this.#frameMs = frameMs;
    const timeMs = this.timeMs + passedMs * this.state.speed;
    if (timeMs >= this.endMs) return this.#reachEnd();
    this.#moveTo(timeMs);
    if (this.state.toldInPlay && frameMs - this.#toldMs < TOLD_FOR_MS) return;
    const told = this.#mostWorthTelling();
    if (!told) return;
    this.#toldMs = frameMs;
    this.#toldUntilMs = timeMs;
    this.change({ toldInPlay: told });
  }

  /** The largest jump since the last telling; of equal ones the last. */
  #mostWorthTelling(): EventPlace | undefined {
    const moments = this.#moments!;
    const progress = this.#progress();
    let found: EventPlace | undefined;
    let largest = -Infinity;
    for (let seen = 0; seen < TOLD_OF_MAX; seen++) {
      const place = moments.previous(progress);
      if (!place || moments.timeOf(place) <= this.#toldUntilMs) break;
      progress.counts[place.machine - 1]! -= 1;
      const jump = jumpOf(moments.trace.logOf(place.machine), place.index);
      if (jump <= largest) continue;
      largest = jump;
      found = place;
    }
    return found;
  }

  /** A fresh one. */
  #progress() {
    const { momentMs, momentEvent } = this.focus.state;
    return this.#moments!.progressAt(momentMs ?? Infinity, momentEvent);
  }
}
