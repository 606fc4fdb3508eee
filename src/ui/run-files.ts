// What a person takes away from a run: the trace as a file that loses nothing, and each machine's log.
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Trace } from '../core/trace.ts';
import type { NamedFile } from '../formats/named-file.ts';
import { writeTrace } from '../formats/write.ts';
import './machine-mark.ts';
import { saveFile } from './save-file.ts';
import { buttons, reset, sheet } from './styles/shared.styles.ts';

@customElement('run-files')
export class RunFiles extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    css`
      .sheet {
        padding: 14px var(--space-4) var(--space-4);
      }
      p {
        margin-top: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
    `,
  ];

  /** Of a run that has ended. */
  @property({ attribute: false }) trace!: Trace;
  @state() private said = '';

  override render() {
    return html`<section class="sheet" aria-labelledby="title">
      <h2 id="title">Files</h2>
      <p>The trace holds every event and message; a log is one machine’s, in the assignment’s form.</p>
      <div class="files">
        <button type="button" @click=${() => this.#save(writeTrace(this.trace, 'jsonl')[0])}>
          Trace (JSONL)
        </button>
        ${this.trace.logs.map(
          ({ machine }) =>
            html`<button type="button" @click=${() => this.#save(writeTrace(this.trace, 'log')[machine - 1])}>
              <machine-mark machine=${machine}></machine-mark>Log of machine ${machine}
            </button>`,
        )}
      </div>
      <p aria-live="polite">${this.said}</p>
    </section>`;
  }

  #save(file: NamedFile | undefined): void {
    if (!file) return;
    saveFile(file);
    this.said = `Saved ${file.name}.`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-files': RunFiles;
  }
}
