// How reading stands: a sentence, the facts beside it, a bar, and a way to stop.
import { counted } from '../../core/counted.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { OpenState } from './open-state.ts';
import { StopRequestEvent } from '../parts/events.ts';
import { progress } from '../parts/styles/progress.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { lineSums } from '../../words/open-words.ts';
import { sizeWords } from '../../words/numbers.ts';

/** @fires stop-request */
@customElement('open-status')
export class OpenStatus extends LitElement {
  static override styles = [
    reset,
    buttons,
    progress,
    css`
      :host {
        display: flex;
        gap: var(--space-4);
        align-items: end;
      }
      div:first-child {
        flex: 1;
        min-width: 0;
      }
      button {
        min-height: 44px;
        min-width: 88px;
      }
    `,
  ];

  @property({ attribute: false }) desk!: OpenState;

  override render() {
    const { phase, progress } = this.desk;
    return html`<div>
        <div class="line">
          <p class="status ${phase === 'failed' ? 'failed' : ''}" role="status">${statusOf(this.desk)}</p>
          <p class="facts">${factsOf(this.desk)}</p>
        </div>
        <progress
          aria-label="Progress of reading"
          max="1"
          .value=${progress?.portion ?? (this.desk.opened && this.desk.opened.runs.length > 0 ? 1 : 0)}
        ></progress>
      </div>
      ${
        phase === 'reading'
          ? html`<button type="button" @click=${() => this.dispatchEvent(new StopRequestEvent())}>
              Stop
            </button>`
          : nothing
      }`;
  }
}

function statusOf({ phase, progress, opened, problem }: OpenState): string {
  if (phase === 'reading') return `Reading ${counted(progress?.files ?? 0, 'file')}`;
  if (phase === 'failed') return opened ? `${problem} What was open is still shown.` : problem;
  if (!opened) return 'Nothing is open yet';
  const from = counted(opened.files.length, 'file');
  return opened.runs.length === 0
    ? `Nothing could be read from ${from}`
    : `${counted(opened.runs.length, 'run')} read from ${from}`;
}

function factsOf({ phase, progress, opened }: OpenState): string {
  if (phase === 'reading' && progress)
    return `${Math.floor(progress.portion * 100)} % of ${sizeWords(progress.bytes)}`;
  if (!opened) return '';
  const { lines, skipped, unaccounted } = lineSums(opened.files);
  return [
    counted(lines, 'line'),
    skipped === 0 ? 'none skipped' : `${skipped.toLocaleString('en')} skipped`,
    unaccounted === 0 ? 'every line explained' : `${counted(unaccounted, 'line')} not explained`,
  ].join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'open-status': OpenStatus;
  }
}
