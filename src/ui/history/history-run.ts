// A saved run, opened in every view that a run has. A virtual run is computed again, and must come out as it was.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Trace } from '../../core/trace.ts';
import { linkTo } from '../../address/fields.ts';
import { writeHistoryAddress } from '../../address/history.ts';
import type { Simulate } from '../../engine/simulate.ts';
import type { HistoryEntry } from '../../history/entry.ts';
import type { HistoryDoor } from '../../history/history-state.ts';
import { dateWords, entryTrial, HISTORY_WORDS, kindWords } from '../../words/history.ts';
import { openedRun, type OpenedRun } from '../open/open-run.ts';
import '../open/opened-run.ts';
import { saveBlob } from '../parts/save-file.ts';
import { plate } from '../parts/styles/plate.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { PANELS } from '../trace/panels.ts';
import { TraceFocus } from '../trace/trace-focus.ts';
import { traceHomeOf } from '../trace/trace-home-request.ts';
import { openEntry } from './open-entry.ts';

type Shown =
  | { readonly kind: 'waiting'; readonly sentence: string }
  | {
      readonly kind: 'run';
      readonly run: OpenedRun;
      readonly entry: HistoryEntry;
      readonly note: string;
    }
  | { readonly kind: 'problem'; readonly sentence: string; readonly isStored: boolean };

@customElement('history-run')
export class HistoryRun extends LitElement {
  static override styles = [
    reset,
    buttons,
    plate,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        justify-content: space-between;
      }
      .saved {
        color: var(--ink-soft);
        font-size: var(--size-note);
        overflow-wrap: anywhere;
      }
      .plate button {
        margin-top: var(--space-2);
      }
    `,
  ];

  /** The id of its entry; another run is another element. */
  @property() run!: string;
  @property({ attribute: false }) history!: HistoryDoor;
  @property({ attribute: false }) simulate!: Simulate;

  @state() private shown: Shown = { kind: 'waiting', sentence: HISTORY_WORDS.openingRun };
  readonly #focus = new TraceFocus();
  #abort: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.shown.kind === 'waiting') void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  override render() {
    const { shown } = this;
    switch (shown.kind) {
      case 'waiting':
        return html`<p role="status">${shown.sentence}</p>`;
      case 'problem':
        return html`<div class="plate" role="alert">
          <p>${shown.sentence}</p>
          ${
            shown.isStored
              ? html`<button type="button" @click=${this.#saveRaw}>${HISTORY_WORDS.downloadRaw}</button>`
              : nothing
          }
        </div>`;
      case 'run':
        return html`<div class="head">
            <p class="saved">${savedWords(shown.entry)}</p>
            <a
              class="button"
              href=${linkTo('history', writeHistoryAddress({ kind: 'list', chosen: this.run }))}
              >${HISTORY_WORDS.compareWith}</a
            >
          </div>
          ${shown.note ? html`<p class="plate" role="status">${shown.note}</p>` : nothing}
          <opened-run .run=${shown.run} .traceFocus=${this.#focus}></opened-run>`;
    }
  }

  async #open(): Promise<void> {
    void PANELS[0]!.load().catch(() => undefined); // meanwhile; whoever shows it says so
    const abort = new AbortController();
    this.#abort = abort;
    // The address may be there before the element has its properties.
    await this.updateComplete;
    const { history, simulate } = this;
    try {
      const opened = await openEntry(this.run, {
        history,
        simulate,
        home: () => traceHomeOf(this),
        signal: abort.signal,
        onStep: sentence => {
          this.shown = { kind: 'waiting', sentence };
        },
      });
      this.shown = opened.kind === 'trace' ? { ...opened, kind: 'run', run: runOf(opened) } : opened;
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
  }

  async #saveRaw(): Promise<void> {
    saveBlob(`lamplight-entry-${this.run}.bin`, await this.history.raw(this.run));
  }
}

/** Its lines are not here to be read in another way. */
function runOf({ entry, trace }: { readonly entry: HistoryEntry; readonly trace: Trace }): OpenedRun {
  const { name, files, came } = entry;
  const run = openedRun({ name, files, trace });
  return { ...run, family: came === 'run' ? kindWords(entry) : run.family, mayBeReadAnew: false };
}

function savedWords(entry: HistoryEntry): string {
  return [dateWords(entry.keptAtMs), entryTrial(entry)].filter(Boolean).join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'history-run': HistoryRun;
  }
}
