// How far the sweep is: a sentence, a bar, and how long it still takes.
import { counted, grouped } from '../../core/counted.ts';
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SweepPhase, SweepState } from './sweep-state.ts';
import '../parts/status-line.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { roughTime, roundCount } from '../../words/numbers.ts';

/** The status is heard when the phase changes; runs and seconds beside it are to be seen, not to be told at every step. */
@customElement('sweep-status')
export class SweepStatus extends LitElement {
  static override styles = [reset];

  @property({ attribute: false }) sweep!: SweepState;

  override render() {
    const { phase, progress } = this.sweep;
    return html`<status-line
      .sentence=${statusOf(this.sweep)}
      .facts=${factsOf(this.sweep)}
      ?failed=${phase === 'failed'}
      label="Progress of the sweep"
      max=${progress?.runs ?? 1}
      value=${progress?.runsDone ?? 0}
    ></status-line>`;
  }
}

const WORDS: Record<Exclude<SweepPhase, 'cancelled' | 'failed'>, string> = {
  idle: 'Ready',
  running: 'Running',
  counting: 'Adding up',
  finished: 'Finished',
};

function statusOf({ phase, failure }: SweepState): string {
  if (phase === 'failed') return `Failed: ${failure}`;
  return phase === 'cancelled' ? 'Cancelled: what was run is kept' : WORDS[phase];
}

function factsOf({ phase, progress, ticksPerSecond, workers }: SweepState): string[] {
  if (!progress) return [`${counted(workers, 'worker')} available`];
  const { runsDone, runs, elapsedMs, remainingMs } = progress;
  const done = `${grouped(runsDone)} of ${counted(runs, 'run')}`;
  if (phase === 'running')
    return Number.isFinite(remainingMs) ? [done, `about ${roughTime(remainingMs)} left`] : [done];
  const pace =
    ticksPerSecond && Number.isFinite(ticksPerSecond) ? `${roundCount(ticksPerSecond)} ticks/s` : '';
  const facts = [done, `${(elapsedMs / 1000).toFixed(1)} s on ${counted(workers, 'worker')}`];
  return pace ? [...facts, pace] : facts;
}

declare global {
  interface HTMLElementTagNameMap {
    'sweep-status': SweepStatus;
  }
}
