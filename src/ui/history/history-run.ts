// A saved run, opened in every view that a run has. A virtual run is computed again, and must come out as it was.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Trace } from '../../core/trace.ts';
import { digestOf } from '../../core/trace-digest.ts';
import type { Simulate } from '../../engine/simulate.ts';
import type { HistoryEntry } from '../../history/entry.ts';
import type { HistoryDoor } from '../../history/history-state.ts';
import {
  computedDiffers,
  damagedRun,
  dateWords,
  entryTrial,
  HISTORY_WORDS,
  kindWords,
  MISSING_RUN,
  notComputedAgain,
} from '../../words/history.ts';
import { openedRun, type OpenedRun } from '../open/open-run.ts';
import '../open/opened-run.ts';
import { saveBlob } from '../parts/save-file.ts';
import { plate } from '../parts/styles/plate.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { PANELS } from '../trace/panels.ts';
import { TraceFocus } from '../trace/trace-focus.ts';

type Shown =
  | { readonly kind: 'waiting'; readonly sentence: string }
  | { readonly kind: 'run'; readonly run: OpenedRun; readonly note: string }
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
  @state() private entry: HistoryEntry | undefined;
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
    const { shown, entry } = this;
    const saved = entry
      ? html`<p class="saved">
          ${[dateWords(entry.keptAtMs), entryTrial(entry)].filter(Boolean).join(' · ')}
        </p>`
      : nothing;
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
        return html`${saved} ${shown.note ? html`<p class="plate" role="status">${shown.note}</p>` : nothing}
          <opened-run .run=${shown.run} .traceFocus=${this.#focus}></opened-run>`;
    }
  }

  async #open(): Promise<void> {
    void PANELS[0]!.load().catch(() => undefined); // meanwhile; whoever shows it says so
    const abort = new AbortController();
    this.#abort = abort;
    // The address may be there before the element has its properties.
    await this.updateComplete;
    try {
      const shown = await this.#find(abort.signal);
      if (!abort.signal.aborted) this.shown = shown;
    } catch (error) {
      if (abort.signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.shown = { kind: 'problem', sentence: notComputedAgain(reason), isStored: false };
    }
  }

  async #find(signal: AbortSignal): Promise<Shown> {
    const opened = await this.history.open(this.run);
    if (opened.kind === 'missing') return { kind: 'problem', sentence: MISSING_RUN, isStored: false };
    const { entry } = opened;
    this.entry = entry;
    if (opened.kind === 'damaged')
      return { kind: 'problem', sentence: damagedRun(opened.reason), isStored: true };
    if (opened.kind === 'trace') return { kind: 'run', run: runOf(entry, opened.trace), note: '' };
    this.shown = { kind: 'waiting', sentence: HISTORY_WORDS.computingRun };
    const trace = await this.simulate(entry.trial, { signal, onProgress: () => undefined });
    const note = digestOf(trace) === entry.digest ? '' : computedDiffers();
    return { kind: 'run', run: runOf(entry, trace), note };
  }

  async #saveRaw(): Promise<void> {
    saveBlob(`lamplight-entry-${this.run}.bin`, await this.history.raw(this.run));
  }
}

/** Its lines are not here to be read in another way. */
function runOf(entry: HistoryEntry, trace: Trace): OpenedRun {
  const { name, files, came } = entry;
  const run = openedRun({ name, files, trace });
  return { ...run, family: came === 'run' ? kindWords(entry) : run.family, mayBeReadAnew: false };
}

declare global {
  interface HTMLElementTagNameMap {
    'history-run': HistoryRun;
  }
}
