// How reading stands: a sentence, the facts beside it, a bar, and a way to stop.
import { counted } from '../../core/counted.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { OpenState } from './open-state.ts';
import { StopRequestEvent } from '../parts/events.ts';
import '../parts/status-line.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { lineSums } from '../../words/open-words.ts';
import { sizeWords } from '../../words/numbers.ts';

/** @fires stop-request */
@customElement('open-status')
export class OpenStatus extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      :host {
        display: flex;
        gap: var(--space-4);
        align-items: end;
      }
      status-line {
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
    const isRead = this.desk.opened !== undefined && this.desk.opened.runs.length > 0;
    return html`<status-line
        .sentence=${statusOf(this.desk)}
        .facts=${factsOf(this.desk)}
        ?failed=${phase === 'failed'}
        label="Progress of reading"
        value=${progress?.portion ?? (isRead ? 1 : 0)}
      ></status-line>
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

function factsOf({ phase, progress, opened }: OpenState): string[] {
  if (phase === 'reading' && progress)
    return [`${Math.floor(progress.portion * 100)} % of ${sizeWords(progress.bytes)}`];
  if (!opened) return [];
  const { lines, skipped, unaccounted } = lineSums(opened.files);
  return [
    counted(lines, 'line'),
    skipped === 0 ? 'none skipped' : `${skipped.toLocaleString('en')} skipped`,
    unaccounted === 0 ? 'every line explained' : `${counted(unaccounted, 'line')} not explained`,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'open-status': OpenStatus;
  }
}
