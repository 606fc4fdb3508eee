// The controls under whatever shows a run: play, step, speed and a scrubber, and the step in words. Its moment is the focus's, so that
// all views of the trace move with it.
import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { clockStepOf, type ClockStep } from '../../analysis/clock-step.ts';
import { notableJumps } from '../../analysis/jumps.ts';
import type { Moments } from '../../analysis/moments.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import { question } from '../../words/event-words.ts';
import {
  jumpMark,
  placeInRun,
  playbackName,
  PLAYBACK_WORDS,
  speedWords,
  stepWords,
} from '../../words/playback.ts';
import { DoorController } from '../parts/door-controller.ts';
import { styled } from '../parts/styled.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import { ANIMATION_FRAMES } from './animation-frames.ts';
import { showWithCause } from './choose-event.ts';
import { playbackBar } from './playback-bar.styles.ts';
import type { ProgramMarks } from './program-marks.ts';
import { wishOf, type PlaybackWish } from './playback-keys.ts';
import { Playback, PLAYBACK_SPEEDS } from './playback.ts';
import type { TraceFocus } from './trace-focus.ts';

const MARKS_MAX = 5;
const PROGRAM_MARKS_MAX = 12;
const SCRUBBER_STEPS = 1000;

const ICONS = {
  toStart: svg`<path d="M2 2h2v12H2zM14 2v12L5 8z" />`,
  back: svg`<path d="M12 2v12L3 8z" />`,
  play: svg`<path d="M4 2v12l10-6z" />`,
  pause: svg`<path d="M3 2h4v12H3zM9 2h4v12H9z" />`,
  forward: svg`<path d="M4 2v12l9-6z" />`,
  toEnd: svg`<path d="M12 2h2v12h-2zM2 2v12l9-6z" />`,
};

@customElement('playback-bar')
export class PlaybackBar extends LitElement {
  static override styles = [reset, buttons, sheet, playbackBar];

  /** Of the trace that is shown; another one is another run. */
  @property({ attribute: false }) moments!: Moments;
  /** Where the run stands, in milliseconds since its start; undefined when it does not go on. */
  @property({ attribute: false }) nowMs: number | undefined;
  /** Shared with whatever else of the page shows this trace. */
  @property({ attribute: false }) traceFocus!: TraceFocus;

  /** Whether a run that is over is played from its start when it is first shown. */
  @property({ type: Boolean }) autoplay = false;

  /** Of a page with several runs: which one it plays. Its keys then hold while it is in sight. */
  @property() run = '';

  #playback: Playback | undefined;
  #playedFor: Moments | undefined;
  #playbackFor: TraceFocus | undefined;
  #marked: ({ readonly moments: Moments } & ProgramMarks) | undefined;
  #selected: EventPlace | undefined;
  #stepsTold = 0;
  #spoken = '';

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
    new DoorController(this, () => this.#playback);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#press);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#press);
    this.pause();
  }

  /** From where it is. */
  play(): void {
    this.#playback?.play();
  }

  pause(): void {
    if (this.#playback?.state.isPlaying) this.#playback.pause();
  }

  override willUpdate(): void {
    if (this.#playbackFor !== this.traceFocus) {
      this.#playback?.close();
      this.#playbackFor = this.traceFocus;
      this.#playback = new Playback(this.traceFocus, ANIMATION_FRAMES);
      this.#stepsTold = 0;
    }
    const playback = this.#playback!;
    playback.show(this.moments, this.nowMs);
    // Whoever selects an event wants to look at it.
    const { selected } = this.traceFocus.state;
    if (selected && selected !== this.#selected) this.pause();
    this.#selected = selected;
    const { steps } = playback.state;
    // Only steps are spoken: whoever has a run played does not want to hear it counted.
    if (steps !== this.#stepsTold) this.#spoken = this.#textOf(playback.told);
    this.#stepsTold = steps;
  }

  override updated(): void {
    if (!this.autoplay || this.nowMs !== undefined || this.#playedFor === this.moments) return;
    this.#playedFor = this.moments;
    this.#playback!.seek(this.#playback!.startMs);
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) this.#playback!.play();
  }

  override render() {
    const playback = this.#playback!;
    const { isLive } = playback;
    const { isPlaying, speed } = playback.state;
    const moves = isPlaying || isLive;
    return html`<section class="sheet bar" aria-label=${playbackName(this.run)}>
      <div class="controls">
        ${this.#button('toStart', PLAYBACK_WORDS.toStart, 'far', () => playback.toStart())}
        ${this.#button('back', PLAYBACK_WORDS.back, '', () => playback.back())}
        ${this.#button(moves ? 'pause' : 'play', moves ? PLAYBACK_WORDS.pause : PLAYBACK_WORDS.play, 'play', () => playback.toggle())}
        ${this.#button('forward', PLAYBACK_WORDS.forward, '', () => playback.forward())}
        ${this.#button('toEnd', this.nowMs === undefined ? PLAYBACK_WORDS.toEnd : PLAYBACK_WORDS.toLive, 'far', () => playback.toEnd())}
        <select
          aria-label=${PLAYBACK_WORDS.speed}
          title=${PLAYBACK_WORDS.speed}
          @change=${({ target }: Event) => playback.setSpeed(Number((target as HTMLSelectElement).value))}
        >
          ${PLAYBACK_SPEEDS.map(one => html`<option value=${one} ?selected=${one === speed}>${speedWords(one)}</option>`)}
        </select>
      </div>
      ${this.#scrubber(playback)}
      <span class="place">${this.#place(playback)}</span>
      <p class="step">${this.#step(playback.told)}</p>
      <p class="unseen" role="status">${this.#spoken}</p>
    </section>`;
  }

  #button(icon: keyof typeof ICONS, name: string, kind: string, press: () => void) {
    return html`<button type="button" class=${kind} aria-label=${name} title=${name} @click=${press}>
      <svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[icon]}</svg>
    </button>`;
  }

  #scrubber(playback: Playback) {
    const { startMs, endMs, timeMs } = playback;
    return html`<div class="scrubber">
      <input
        type="range"
        aria-label=${PLAYBACK_WORDS.scrubber}
        aria-valuetext=${this.#place(playback)}
        style=${styled(`--done: ${(100 * (timeMs - startMs)) / Math.max(1, endMs - startMs)}%`)}
        min=${startMs}
        max=${endMs}
        step=${Math.max(1, Math.round((endMs - startMs) / SCRUBBER_STEPS))}
        .value=${String(timeMs)}
        @input=${({ target }: Event) => {
          const { value, max } = target as HTMLInputElement;
          // The last step may end before the end does.
          playback.seek(
            Number(value) + Number((target as HTMLInputElement).step) > Number(max)
              ? Infinity
              : Number(value),
          );
        }}
      />
      ${this.#marks(playback)}
    </div>`;
  }

  #marks(playback: Playback) {
    if (this.nowMs !== undefined) return nothing;
    const { startMs, endMs } = playback;
    const { name, marks } = this.#notable(endMs);
    return html`<div class="marks" role="group" aria-label=${name}>
      ${marks.map(mark => {
        const left = (100 * (mark.atMs - startMs)) / Math.max(1, endMs - startMs);
        return html`<button
          type="button"
          aria-label=${mark.name}
          title=${mark.name}
          style=${styled(`left: ${left}%`)}
          @click=${() => playback.seekEvent(mark)}
        ></button>`;
      })}
    </div>`;
  }

  #place(playback: Playback): string {
    const words = placeInRun(playback.timeMs, playback.endMs, this.moments.trace.engine);
    return playback.isLive ? `${words}, ${PLAYBACK_WORDS.live}` : words;
  }

  #step(place: EventPlace | undefined) {
    if (!place)
      return this.nowMs === undefined && !this.#playback?.state.isPlaying ? PLAYBACK_WORDS.atStart : '';
    const step = clockStepOf(this.moments.trace, place);
    return html`${stepWords(this.moments.trace, step, words => html`<strong>${words}</strong>`)}
    ${
      step.jump === 1
        ? nothing
        : html`<button type="button" class="link" @click=${() => this.#why(step)}>${question(step)}</button>`
    }`;
  }

  #textOf(place: EventPlace | undefined): string {
    if (!place) return PLAYBACK_WORDS.atStart;
    const step = clockStepOf(this.moments.trace, place);
    return stepWords(this.moments.trace, step, words => words).join('');
  }

  #why({ place }: ClockStep): void {
    this.#playback?.pause();
    showWithCause(this.traceFocus, this.moments.trace, place);
  }

  /** Once for each run: they are marks of what is there to be seen. */
  #notable(endMs: number): ProgramMarks {
    const { moments } = this;
    if (this.#marked?.moments !== moments) {
      const { trace } = moments;
      const jumps = notableJumps(trace, endMs, MARKS_MAX);
      const marks = jumps.map(jump => ({ ...jump, name: jumpMark(trace, jump) }));
      this.#marked = { moments, name: PLAYBACK_WORDS.jumps, marks };
      if (trace.program) void this.#markProgram(moments, endMs);
    }
    return this.#marked;
  }

  /** What a program's run has to be seen, in place of its jumps; these stay where it has nothing, or the code does not come. */
  async #markProgram(moments: Moments, endMs: number): Promise<void> {
    const loaded = await import('./program-marks.ts').catch(() => undefined);
    const marked = loaded?.programMarks(moments.trace, endMs, PROGRAM_MARKS_MAX);
    if (!marked || this.moments !== moments) return;
    this.#marked = { moments, ...marked };
    this.requestUpdate();
  }

  readonly #press = (event: KeyboardEvent): void => {
    const wish = this.checkVisibility() && (this.run === '' || this.#isInSight) ? wishOf(event) : undefined;
    if (!wish || !this.#playback) return;
    event.preventDefault();
    this.#do(this.#playback, wish);
  };

  get #isInSight(): boolean {
    const { top, bottom } = this.getBoundingClientRect();
    return bottom > 0 && top < document.documentElement.clientHeight;
  }

  #do(playback: Playback, wish: PlaybackWish): void {
    playback[wish]();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'playback-bar': PlaybackBar;
  }
}
