// How a live run went: a sentence, what speaks against its record, and a table of its machines. Shows nothing of a trace without a
// certificate.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Quality } from '../../analysis/quality.ts';
import { SystemTimes } from '../../analysis/system-times.ts';
import type { Trace } from '../../core/trace.ts';
import { CERTIFICATE_WORDS, poorSentence, QUALITY_HEADS, qualitySentence } from '../../words/certificate.ts';
import { machineName } from '../../words/machine-name.ts';
import { clockSentences } from '../../words/system-times.ts';
import { summaryHeads } from '../../words/summary.ts';
import { columnHeads } from '../parts/column-heads.ts';
import '../parts/machine-mark.ts';
import { reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { sheetTable } from '../parts/styles/sheet-table.styles.ts';
import { QuestionController } from './study-controller.ts';

const QUALITY = { kind: 'quality' } as const;

@customElement('run-certificate')
export class RunCertificate extends LitElement {
  static override styles = [
    reset,
    sheet,
    tables,
    sheetTable,
    css`
      h3 {
        padding: 0 var(--space-4) var(--space-1);
        font-size: var(--size-note);
        font-weight: 650;
      }
      p,
      ul {
        padding: 0 var(--space-4) var(--space-2);
        font-size: var(--size-note);
      }
      ul {
        padding-inline-start: 36px;
        color: var(--ink-soft);
        list-style: disc;
      }
    `,
  ];

  /** Of a run that has ended. */
  @property({ attribute: false }) trace!: Trace;
  /** Of the trace: grows with it. */
  @property({ type: Number }) revision = 0;

  readonly #quality = new QuestionController<Quality | undefined>(this);

  override willUpdate(): void {
    const { trace, revision } = this;
    this.#quality.put({
      trace,
      revision,
      subject: 'quality',
      ask: (home, options) => home.study(trace, QUALITY, options),
    });
  }

  override render() {
    if (!this.trace.certificate) return nothing;
    const { result, problem } = this.#quality;
    if (!result)
      return problem ? html`<p role="alert">${problem}</p>` : html`<p>${CERTIFICATE_WORDS.working}</p>`;
    const [machineHead] = summaryHeads(false);
    return html`<div class="sheet">
      <h2 id="title">${CERTIFICATE_WORDS.title}</h2>
      <p>${qualitySentence(result)}</p>
      ${
        result.poor.length > 0
          ? html`<ul>
              ${result.poor.map(reason => html`<li>${poorSentence(reason)}</li>`)}
            </ul>`
          : nothing
      }
      ${this.#clocks()}
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">${machineHead!.head}</th>
              ${columnHeads(QUALITY_HEADS)}
            </tr>
          </thead>
          <tbody>
            ${result.machines.map(
              quality =>
                html`<tr>
                  <th scope="row">
                    <machine-mark machine=${quality.machine}></machine-mark>
                    ${machineName(this.trace, quality.machine)}
                  </th>
                  ${QUALITY_HEADS.map(({ cell }) => html`<td>${cell(quality)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #clocks() {
    const sentences = clockSentences(new SystemTimes(this.trace).facts);
    if (sentences.length === 0) return nothing;
    return html`<h3>${CERTIFICATE_WORDS.clocks}</h3>
      <ul>
        ${sentences.map(sentence => html`<li>${sentence}</li>`)}
      </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-certificate': RunCertificate;
  }
}
