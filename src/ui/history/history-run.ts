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
import type { TraceFocus } from '../trace/trace-focus.ts';
import { openEntry, type OpeningTools } from './open-entry.ts';
import { OpeningController } from './opening-controller.ts';
import { runHead } from './run-head.styles.ts';

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
    runHead,
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

  @property({ attribute: false }) traceFocus!: TraceFocus;

  @state() private shown: Shown = { kind: 'waiting', sentence: HISTORY_WORDS.openingRun };

  constructor() {
    super();
    new OpeningController(this, {
      isDue: () => this.shown.kind === 'waiting',
      open: tools => this.#open(tools),
    });
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
            ${
              shown.entry.programQuery === undefined
                ? nothing
                : html`<a class="button" href=${linkTo('programs', shown.entry.programQuery)}
                    >${HISTORY_WORDS.openProgram}</a
                  >`
            }
            <a
              class="button"
              href=${linkTo('history', writeHistoryAddress({ kind: 'list', chosen: this.run }))}
              >${HISTORY_WORDS.compareWith}</a
            >
          </div>
          ${shown.note ? html`<p class="plate" role="status">${shown.note}</p>` : nothing}
          <opened-run .run=${shown.run} .traceFocus=${this.traceFocus}></opened-run>`;
    }
  }

  async #open(tools: OpeningTools): Promise<void> {
    const opened = await openEntry(this.run, {
      ...tools,
      onStep: sentence => {
        this.shown = { kind: 'waiting', sentence };
      },
    });
    this.traceFocus.showRun(opened.kind === 'trace' ? opened.trace : undefined);
    this.shown = opened.kind === 'trace' ? { ...opened, kind: 'run', run: runOf(opened) } : opened;
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
