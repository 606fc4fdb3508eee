// Playback in virtual frames: whatever buttons somebody presses, the moment that is shown is one of the run.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Moments } from '../../analysis/moments.ts';
import { eventsInOrder } from '../../core/trace-order.ts';
import { trialFrom } from '../../core/trial.ts';
import { simulate } from '../../engine/simulate.ts';
import { anyImportedTrace } from '../../testing/imported-trace-arbitrary.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { Playback, PLAYBACK_SPEEDS, type FrameClock } from './playback.ts';
import { TraceFocus } from './trace-focus.ts';

/** Frames that come when a test says so. */
class Frames implements FrameClock {
  nowMs = 1000;
  #waiting: ((frameMs: number) => void) | undefined;

  request(callback: (frameMs: number) => void): () => void {
    this.#waiting = callback;
    return () => {
      this.#waiting = undefined;
    };
  }

  get isAsked(): boolean {
    return this.#waiting !== undefined;
  }

  pass(ms: number): void {
    this.nowMs += ms;
    const callback = this.#waiting;
    this.#waiting = undefined;
    callback?.(this.nowMs);
  }
}

function played(trace = simulate({ rates: [5, 1, 5] }), edgeMs?: number) {
  const frames = new Frames();
  const focus = new TraceFocus();
  const playback = new Playback(focus, frames);
  const moments = new Moments(trace);
  playback.show(moments, edgeMs);
  return { frames, focus, playback, moments, trace };
}

describe('a run that is over', () => {
  test('is played from its start to its end, at the speed that is set, and stops there', () => {
    const { frames, focus, playback } = played();
    expect(playback.timeMs).toBe(60_000);
    playback.play();
    expect(playback.timeMs).toBe(0);
    frames.pass(16);
    frames.pass(100);
    expect(focus.state.momentMs).toBe(100);
    playback.setSpeed(64);
    frames.pass(100);
    expect(focus.state.momentMs).toBe(100 + 6400);
    for (let frame = 0; frame < 9; frame++) frames.pass(100);
    expect(focus.state.momentMs).toBeUndefined();
    expect(playback.state.isPlaying).toBe(false);
    expect(frames.isAsked).toBe(false);
  });

  test('stays where it is after a page was hidden', () => {
    const { frames, focus, playback } = played();
    playback.play();
    frames.pass(16);
    frames.pass(600_000);
    expect(focus.state.momentMs).toBe(250);
  });

  test('is held by a pause, by a step and by a seek to its end', () => {
    for (const hold of ['pause', 'toggle', 'forward', 'back', 'toStart', 'toEnd'] as const) {
      const { frames, playback } = played();
      playback.seek(30_000);
      playback.play();
      frames.pass(16);
      playback[hold]();
      expect(playback.state.isPlaying).toBe(false);
      expect(frames.isAsked).toBe(false);
    }
  });

  test('plays on from where somebody seeks to', () => {
    const { frames, focus, playback } = played();
    playback.play();
    frames.pass(16);
    playback.seek(40_000);
    frames.pass(16);
    expect(focus.state.momentMs).toBe(40_016);
  });

  test('another run begins without what was played', () => {
    const { frames, playback } = played();
    playback.play();
    playback.show(new Moments(simulate({ rates: [2, 3] })), undefined);
    expect(playback.state.isPlaying).toBe(false);
    expect(frames.isAsked).toBe(false);
  });
});

describe('a run that goes on', () => {
  test('is shown as far as it is, held back, and caught up', () => {
    const { frames, focus, playback, moments } = played(undefined, 20_000);
    expect(playback.isLive).toBe(true);
    playback.toggle();
    expect(focus.state.momentMs).toBe(20_000);
    expect(playback.isLive).toBe(false);
    playback.show(moments, 21_000);
    expect(playback.timeMs).toBe(20_000);
    playback.setSpeed(8);
    playback.toggle();
    frames.pass(16);
    frames.pass(250);
    expect(focus.state.momentMs).toBeUndefined();
    expect(playback.isLive).toBe(true);
    expect(playback.state.isPlaying).toBe(false);
  });

  test('no step goes beyond where it is', () => {
    const { playback, moments } = played(undefined, 20_000);
    playback.seek(19_990);
    playback.forward();
    expect(playback.timeMs).toBeLessThanOrEqual(20_000);
    playback.forward();
    playback.forward();
    playback.forward();
    expect(playback.isLive).toBe(true);
    expect(moments.endMs).toBe(60_000);
  });
});

describe('steps', () => {
  const anyTrace = fc.oneof(anyTrial.map(simulate), anyImportedTrace);

  test('go through each event once, in the order of time, and back the same way', () => {
    fc.assert(
      fc.property(anyTrace, trace => {
        const { playback, focus } = played(trace);
        const order = [...eventsInOrder(trace)];
        playback.toStart();
        expect(playback.told).toBeUndefined();
        for (const place of order) {
          playback.forward();
          expect(focus.state.momentEvent).toEqual(place);
          expect(playback.told).toEqual(place);
        }
        playback.toEnd();
        for (const place of order.toReversed()) {
          playback.back();
          expect(playback.told).toEqual(place);
        }
        playback.back();
        expect(playback.told).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  const press = fc.oneof(
    fc.constantFrom('play', 'pause', 'toggle', 'forward', 'back', 'toStart', 'toEnd' as const),
    fc.double({ min: -10, max: 20_000, noNaN: true }),
    fc.constantFrom(...PLAYBACK_SPEEDS).map(speed => ({ speed })),
    fc.nat(400).map(frameMs => ({ frameMs })),
  );

  test('whatever is pressed, the moment is within the run', () => {
    fc.assert(
      fc.property(anyTrace, fc.array(press, { maxLength: 30 }), (trace, presses) => {
        const { playback, frames, moments } = played(trace);
        for (const one of presses) {
          if (typeof one === 'number') playback.seek(one);
          else if (typeof one === 'string') playback[one as 'play']();
          else if ('speed' in one) playback.setSpeed(one.speed);
          else frames.pass(one.frameMs);
          expect(playback.timeMs).toBeGreaterThanOrEqual(moments.startMs);
          expect(playback.timeMs).toBeLessThanOrEqual(moments.endMs);
          expect(frames.isAsked).toBe(playback.state.isPlaying);
        }
      }),
    );
  });
});

test('while it is played it tells of the jumps, and not of every event', () => {
  const { frames, playback, trace } = played(simulate(trialFrom({ rates: [5, 1, 5] })));
  playback.seek(20_000);
  playback.play();
  const told = new Set<unknown>();
  for (let frame = 0; frame < 120; frame++) {
    frames.pass(100);
    if (playback.told) told.add(playback.told);
  }
  expect(told.size).toBeGreaterThan(3);
  expect(told.size).toBeLessThanOrEqual(10);
  for (const place of told as Set<{ machine: number; index: number }>)
    expect(trace.logOf(place.machine).eventCount).toBeGreaterThan(place.index);
});
