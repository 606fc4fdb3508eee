// The view of the three designs: what is compared at the side; the verdict, the figures and the tables beside it, and how each
// quantity is measured. It looks at the comparison through its door.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { DEFAULT_DESIGNS_DRAFT, parseDesignsDraft, type ParsedDesignsDraft } from '../../address/designs.ts';
import type { DesignComparison } from '../../core/design-facts.ts';
import { writeDesignsCsv, writeDesignsJson } from '../../formats/designs-file.ts';
import { stepsOf, usualMs } from '../../laboratory/designs/compare-designs.ts';
import { claimBlocks } from '../../notebook/blocks.ts';
import { judgeRelay } from '../../notebook/claims-designs.ts';
import { DEATHS_TABLE, deathsRow } from '../../words/designs.ts';
import {
  comparisonFacts,
  comparisonHeadline,
  comparisonSize,
  DEFINITIONS,
  DESIGN_BUTTONS,
  DESIGNS_HEADINGS,
  DESIGNS_PROGRESS,
  DESIGNS_TITLE,
  IN_NOTEBOOK,
  measuredWords,
  NO_DEATHS,
  NOT_KEPT,
  NOTHING_MEASURED,
  OPEN_NOTEBOOK,
} from '../../words/designs-view.ts';
import { IN_SETTINGS, SETTINGS_TITLE } from '../../words/forms.ts';
import { dateWords } from '../../words/history.ts';
import { problemsInWords } from '../../words/problems.ts';
import { DoorController } from '../parts/door-controller.ts';
import { goOrStop } from '../parts/go-or-stop.ts';
import { NarrowController } from '../parts/narrow-controller.ts';
import { saveFile } from '../parts/save-file.ts';
import '../parts/status-line.ts';
import { laboratoryLayout } from '../parts/styles/laboratory-layout.styles.ts';
import { buttons, reset, tables } from '../parts/styles/shared.styles.ts';
import { shortBar } from '../parts/styles/short-bar.styles.ts';
import { blocksTemplate, figuresTemplate, tableTemplate } from '../notebook/block-templates.ts';
import { notebookBlocks } from '../notebook/notebook-blocks.styles.ts';
import { designFigures } from './design-figures.ts';
import './designs-form.ts';
import type { DesignsDoor } from './designs-state.ts';
import { designsView } from './designs-view.styles.ts';

/**
 * @fires designs-draft-change - the owner is to parse the new draft and set `parsed`
 */
@customElement('designs-view')
export class DesignsView extends LitElement {
  static override styles = [reset, buttons, tables, laboratoryLayout, shortBar, notebookBlocks, designsView];

  @property({ attribute: false }) laboratory!: DesignsDoor;
  @property({ attribute: false }) parsed: ParsedDesignsDraft = parseDesignsDraft(DEFAULT_DESIGNS_DRAFT);

  readonly #width = new NarrowController(this);

  constructor() {
    super();
    new DoorController(this, () => this.laboratory);
  }

  /** Measures what the fields say. */
  request(): void {
    const { settings } = this.parsed;
    if (settings && !this.#running) this.laboratory.measure(settings);
  }

  override render() {
    const parts = this.#width.isNarrow ? ['bar', 'result', 'form'] : ['form', 'result'];
    return html`${repeat(
      parts,
      part => part,
      part => (part === 'form' ? this.#form() : part === 'bar' ? this.#bar() : this.#result()),
    )}`;
  }

  #form() {
    return html`<aside>
      <designs-form
        .parsed=${this.parsed}
        ?running=${this.#running}
        ?buttonless=${this.#width.isNarrow}
        @run-request=${this.request}
        @stop-request=${this.#cancel}
      ></designs-form>
    </aside>`;
  }

  /** On a phone the form comes last; this keeps its button in reach. */
  #bar() {
    const { settings, problems } = this.parsed;
    return html`<div class="bar sticky" role="region" aria-label=${DESIGNS_TITLE}>
      <p>
        ${
          settings
            ? comparisonSize(stepsOf(settings.comparison).length, usualMs(settings.comparison))
            : html`<b>${problemsInWords(problems.length)}</b>${IN_SETTINGS}`
        }
      </p>
      <button type="button" @click=${this.#showForm}>${SETTINGS_TITLE}</button>
      <button
        class="main"
        type="button"
        ?disabled=${!this.#running && !settings}
        @click=${(event: MouseEvent) =>
          goOrStop(
            event,
            this.#running,
            () => this.request(),
            () => this.#cancel(),
          )}
      >
        ${this.#running ? DESIGN_BUTTONS.cancel : DESIGN_BUTTONS.measure}
      </button>
    </div>`;
  }

  #result() {
    const { phase, step, done, steps, failure, comparison, unsaved } = this.laboratory.state;
    return html`<main>
      <h1>${DESIGNS_TITLE}</h1>
      <status-line
        .sentence=${comparisonHeadline(phase, step, failure)}
        .facts=${comparisonFacts(done, steps)}
        ?failed=${phase === 'failed'}
        label=${DESIGNS_PROGRESS}
        max=${Math.max(1, steps)}
        value=${done}
      ></status-line>
      ${comparison ? guard([comparison, unsaved, phase], () => this.#comparison(comparison, unsaved)) : html`<p class="prose">${NOTHING_MEASURED}</p>`}
      ${this.#method()}
    </main>`;
  }

  #comparison(comparison: DesignComparison, unsaved: string | undefined) {
    const { table, ...claim } = judgeRelay({ designs: comparison });
    const figures = designFigures(comparison);
    return html`<section class="part" aria-labelledby="verdict">
        <h2 id="verdict">${DESIGNS_HEADINGS.verdict}</h2>
        ${blocksTemplate(claimBlocks(claim))}
        <p class="soft">${measuredWords(comparison, dateWords(comparison.measuredAtMs))}</p>
        ${this.#kept(unsaved)}
      </section>
      ${
        figures
          ? html`<section class="part" aria-labelledby="figures">
              <h2 id="figures">${DESIGNS_HEADINGS.figures}</h2>
              ${figuresTemplate(figures)}
            </section>`
          : nothing
      }
      <section class="part" aria-labelledby="runs">
        <h2 id="runs">${DESIGNS_HEADINGS.runs}</h2>
        ${table ? blocksTemplate(claimBlocks({ ...claim, remarks: [], table }).slice(1)) : nothing}
      </section>
      <section class="part" aria-labelledby="deaths">
        <h2 id="deaths">${DESIGNS_HEADINGS.deaths}</h2>
        ${
          comparison.deaths.length > 0
            ? tableTemplate({
                ...DEATHS_TABLE,
                groups: [
                  {
                    title: '',
                    rows: comparison.deaths.map(death => {
                      const [head = '', ...cells] = deathsRow(death);
                      return { head, cells };
                    }),
                  },
                ],
              })
            : html`<p>${NO_DEATHS}</p>`
        }
        <div class="files">
          <button type="button" @click=${() => saveFile(writeDesignsCsv(comparison))}>
            ${DESIGN_BUTTONS.csv}
          </button>
          <button type="button" @click=${() => saveFile(writeDesignsJson(comparison))}>
            ${DESIGN_BUTTONS.json}
          </button>
        </div>
      </section>`;
  }

  #kept(unsaved: string | undefined) {
    if (this.#running) return nothing;
    if (unsaved !== undefined) return html`<p class="soft" role="status">${NOT_KEPT}</p>`;
    return html`<p class="soft">${IN_NOTEBOOK} <a href="#/notebook">${OPEN_NOTEBOOK}</a></p>`;
  }

  #method() {
    return html`<section class="part" aria-labelledby="method">
      <h2 id="method">${DESIGNS_HEADINGS.method}</h2>
      <dl>
        ${DEFINITIONS.map(
          ([term, text]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }

  get #running(): boolean {
    return this.laboratory.state.phase === 'running';
  }

  #cancel(): void {
    this.laboratory.cancel();
  }

  #showForm(): void {
    this.renderRoot.querySelector('designs-form')?.scrollIntoView();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'designs-view': DesignsView;
  }
}
