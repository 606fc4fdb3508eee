// What has to be said of the history and is not in its list: storage that cannot be used, runs that had to make room, that could
// not be stored, that cannot be read, and that were deleted; each with what can be done.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HistoryDoor, HistoryState } from '../../history/history-state.ts';
import { linkTo } from '../../address/fields.ts';
import { writeHistoryAddress } from '../../address/history.ts';
import {
  changeProblem,
  downloadName,
  failedWork,
  HISTORY_WORDS,
  removedSentence,
  restoreName,
  storageSentence,
  UNSAVED_NOTE,
  unreadableSentence,
  unsavedLostSentence,
  unsavedSentence,
} from '../../words/history.ts';
import { saveBlob } from '../parts/save-file.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { plate } from '../parts/styles/plate.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';

@customElement('history-notices')
export class HistoryNotices extends LitElement {
  static override styles = [
    reset,
    buttons,
    disclosure,
    plate,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        font-size: var(--size-note);
      }
      h2 {
        font-size: var(--size-note);
        font-weight: 650;
      }
      .plate,
      li {
        overflow-wrap: anywhere;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
      ul {
        display: grid;
        gap: var(--space-2);
        margin-top: var(--space-2);
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-3);
        align-items: center;
      }
      li > :first-child {
        flex: 1 1 240px;
      }
      a {
        color: inherit;
      }
      .note {
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) history!: HistoryDoor;
  @property({ attribute: false }) state!: HistoryState;

  @state() private failed = '';

  override render() {
    return [
      this.failed ? html`<p role="alert" class="plate">${failedWork(this.failed)}</p>` : nothing,
      this.#storage(),
      this.#problem(),
      this.#unsaved(),
      this.#removed(),
      this.#unreadable(),
      this.#deleted(),
    ];
  }

  #storage() {
    const { storage } = this.state;
    if (storage.kind !== 'closed') return nothing;
    const isStored = storage.why.kind === 'newer' || storage.why.kind === 'taken-over';
    return html`<div class="plate" role="alert">
      <p>${storageSentence(storage.why)}</p>
      ${
        isStored
          ? html`<div class="ways">
              ${this.#button(HISTORY_WORDS.downloadAll, HISTORY_WORDS.downloadAll, async () =>
                saveBlob('lamplight-history-stored.bin', await this.history.rawAll()),
              )}
            </div>`
          : nothing
      }
    </div>`;
  }

  #problem() {
    const { problem } = this.state;
    return problem ? html`<p class="plate" role="alert">${changeProblem(problem)}</p>` : nothing;
  }

  #unsaved() {
    const { unsaved, unsavedLost, storage } = this.state;
    if (unsaved.length === 0 && unsavedLost === 0) return nothing;
    return html`<section class="plate" aria-labelledby="unsaved">
      <h2 id="unsaved">${HISTORY_WORDS.unsavedTitle}</h2>
      <p>${UNSAVED_NOTE}</p>
      ${unsavedLost > 0 ? html`<p>${unsavedLostSentence(unsavedLost)}</p>` : nothing}
      <ul>
        ${unsaved.map(
          ({ entry: { id, name }, why }) =>
            html`<li>
              <p>
                <a href=${linkTo('history', writeHistoryAddress({ kind: 'run', run: id }))}>${name}</a>
                ${unsavedSentence(why)}
              </p>
              ${this.#button(HISTORY_WORDS.download, downloadName(name), async () =>
                saveBlob(`lamplight-run-${id}.lamplight`, (await this.history.export(id)).file),
              )}
            </li>`,
        )}
      </ul>
      ${
        storage.kind === 'ready' && unsaved.length > 0
          ? html`<div class="ways">
              ${this.#button(HISTORY_WORDS.saveAgain, HISTORY_WORDS.saveAgain, () => this.history.saveAgain())}
            </div>`
          : nothing
      }
    </section>`;
  }

  #removed() {
    const { removed } = this.state;
    if (removed.named.length === 0) return nothing;
    return html`<div class="plate" role="status">
      <p>${removedSentence(removed)}</p>
      <div class="ways">
        ${this.#button(HISTORY_WORDS.understood, HISTORY_WORDS.understood, () => this.history.forgetRemoved())}
      </div>
    </div>`;
  }

  #unreadable() {
    const { unreadable } = this.state;
    if (unreadable.length === 0) return nothing;
    return html`<section class="plate" aria-labelledby="unreadable">
      <h2 id="unreadable">${HISTORY_WORDS.unreadableTitle}</h2>
      <ul>
        ${unreadable.map(
          ({ key, why }) =>
            html`<li>
              <p>${unreadableSentence(key, why)}</p>
              ${this.#button(HISTORY_WORDS.downloadRaw, downloadName(key), async () =>
                saveBlob(`lamplight-entry-${key}.bin`, await this.history.raw(key)),
              )}
              ${this.#button(HISTORY_WORDS.removeFinally, `${HISTORY_WORDS.removeFinally}: ${key}`, () =>
                this.history.deleteFinally([key]),
              )}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #deleted() {
    const { deleted } = this.state;
    if (deleted.length === 0) return nothing;
    return html`<details>
      <summary>${HISTORY_WORDS.deletedTitle} (${deleted.length})</summary>
      <p class="note">${HISTORY_WORDS.deletedNote}</p>
      <ul>
        ${deleted.map(
          ({ id, name }) =>
            html`<li>
              <p>${name}</p>
              ${this.#button(HISTORY_WORDS.bringBack, restoreName(name), () => this.history.bringBack(id))}
              ${this.#button(HISTORY_WORDS.removeFinally, `${HISTORY_WORDS.removeFinally}: ${name}`, () =>
                this.history.deleteFinally([id]),
              )}
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #button(label: string, name: string, work: () => Promise<void>): TemplateResult {
    return html`<button type="button" aria-label=${name} @click=${() => void this.#work(work)}>
      ${label}
    </button>`;
  }

  async #work(work: () => Promise<void>): Promise<void> {
    this.failed = '';
    try {
      await work();
    } catch (error) {
      this.failed = error instanceof Error ? error.message : String(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'history-notices': HistoryNotices;
  }
}
