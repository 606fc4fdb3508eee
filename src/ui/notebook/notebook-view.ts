// The notebook: nine published trials computed again, a verdict on each of its claims, and a person's own trials and
// remarks. It gets all of it through the notebook's door and keeps nothing itself.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  OWN_TRIALS_MAX,
  WHOLE,
  type NotebookDoor,
  type NotebookEntry,
  type NotebookState,
  type RemovedTrial,
} from '../../notebook/state.ts';
import { fileNameOf } from '../../notebook/cover.ts';
import { zipOf } from '../../formats/zip.ts';
import type { NotebookDocument } from '../../notebook/document/document.ts';
import { writeNotebookHtml } from '../../notebook/document/html.ts';
import { writeNotebookMarkdown } from '../../notebook/document/markdown.ts';
import { TIMESTAMP_RULES, type TimestampRule } from '../../core/trial.ts';
import '../parts/choice-field.ts';
import type { Choice } from '../parts/choice-field.ts';
import { DoorController } from '../parts/door-controller.ts';
import type { FieldChangeEvent } from '../parts/events.ts';
import { saveBlob } from '../parts/save-file.ts';
import { buttons, reset, tables } from '../parts/styles/shared.styles.ts';
import tokens from '../parts/styles/tokens.css?raw';
import { designFigures } from '../designs/design-figures.ts';
import { blocksTemplate, figuresTemplate, tableTemplate } from './block-templates.ts';
import { notebookBlocks } from './notebook-blocks.styles.ts';
import './cover-fields.ts';
import type {
  CoverChangeEvent,
  RemarkChangeEvent,
  SampleChangeEvent,
  TrialAddEvent,
} from './notebook-events.ts';
import { documentOf, isComplete } from './notebook-take-away.ts';
import { TIMESTAMP_RULE_NAMES } from '../../words/rules.ts';
import './notebook-paper.ts';
import './notebook-trial.ts';
import { notebookView } from './notebook-view.styles.ts';
import { claimBlocks, claimsOf, overviewTable, ruleBlocks } from '../../notebook/blocks.ts';
import { INTRODUCTION, methodText, SUBTITLE, TITLE } from '../../words/notebook-text.ts';
import { REPLICATES } from '../../notebook/replicates.ts';
import { FIRST_SEED } from '../../notebook/studies.ts';
import { TO_DESIGNS, TO_DESIGNS_AGAIN } from '../../words/designs.ts';
import { CLAIMS, claimTitle, RELAY_CLAIM } from '../../words/notebook-claims.ts';
import {
  computedWords,
  computingWords,
  CONTENTS,
  NOTEBOOK_BUTTONS,
  NOTEBOOK_HEADINGS,
  NOTEBOOK_LEADS,
  notebookTrialTitle,
  removedTrial,
  NOTES_LOADING,
  notComputed,
  notesRefused,
  notesSaved,
  OWN_TRIALS_NOTE,
  PENDING,
  YOUR_CONCLUSIONS,
} from '../../words/notebook.ts';
import { FIELD_LABELS } from '../../words/fields.ts';
import { savedFile } from '../../words/run-files.ts';
import './own-trial-form.ts';
import './remark-field.ts';

/** Where the ways to save are: before a person has read anything, and where one stops writing. */
type Place = 'top' | 'end';

const RULES: readonly Choice[] = TIMESTAMP_RULES.map(value => ({
  value,
  label: TIMESTAMP_RULE_NAMES[value].name,
}));

@customElement('notebook-view')
export class NotebookView extends LitElement {
  static override styles = [reset, buttons, tables, notebookBlocks, notebookView];

  @property({ attribute: false }) notebook!: NotebookDoor;
  /** What was saved last, beside the buttons that did it. */
  /** What was removed last, until something is added. */
  @state() private removed: { readonly trial: RemovedTrial; readonly title: string } | undefined;
  @state() private saved: { readonly at: Place; readonly words: string } | undefined;

  constructor() {
    super();
    new DoorController(this, () => this.notebook);
  }

  override render() {
    const { state } = this.notebook;
    const own = state.entries.filter(({ published }) => !published);
    return html`<main>
        <header class="top">
          <h1>${TITLE}</h1>
          <p class="soft">${SUBTITLE}</p>
        </header>
        <section class="part" aria-label=${NOTEBOOK_HEADINGS.save}>
          <cover-fields
            .cover=${state.cover}
            @cover-change=${(event: CoverChangeEvent) => this.notebook.writeCover(event.field, event.text)}
          ></cover-fields>
          ${this.#takeAway(state, 'top')}
        </section>
        ${this.#contents(own)}
        <section class="part columns" aria-label=${NOTEBOOK_HEADINGS.introduction}>
          <div class="part">${INTRODUCTION.map(text => html`<p>${text}</p>`)}</div>
          <p><strong>${NOTEBOOK_LEADS.method}</strong> ${methodText(REPLICATES, FIRST_SEED)}</p>
        </section>
        ${this.#bar(state)}
        ${this.#onNumbers(state, () =>
          tableTemplate(overviewTable(state), row => this.#jumpTo(`trial-${row + 1}`)),
        )}
        <section class="part trials" aria-labelledby="own">
          <h2 id="own" tabindex="-1">${NOTEBOOK_HEADINGS.own}</h2>
          <p>${OWN_TRIALS_NOTE}</p>
          <own-trial-form
            ?full=${own.length >= OWN_TRIALS_MAX}
            @trial-add=${(event: TrialAddEvent) => {
              this.removed = undefined;
              this.notebook.addTrial(event.trial);
            }}
          ></own-trial-form>
          ${this.#undo()} ${this.#trials(state, own)}
        </section>
        <section class="part columns rules" aria-labelledby="rules">
          <h2 id="rules" tabindex="-1">${NOTEBOOK_HEADINGS.rules}</h2>
          ${this.#onNumbers(state, () => blocksTemplate(ruleBlocks(state)))}
        </section>
        <section class="part trials" aria-labelledby="trials">
          <h2 id="trials" tabindex="-1">${NOTEBOOK_HEADINGS.trials}</h2>
          ${this.#trials(
            state,
            state.entries.filter(({ published }) => published),
          )}
        </section>
        ${this.#onNumbers(state, () => this.#claims(state))}
        <section class="part" aria-labelledby="whole">
          <h2 id="whole" tabindex="-1">${NOTEBOOK_HEADINGS.generalRemarks}</h2>
          <remark-field
            label=${YOUR_CONCLUSIONS}
            .text=${state.remark}
            @remark-change=${(event: RemarkChangeEvent) => this.notebook.writeRemark(WHOLE, event.text)}
          ></remark-field>
          <p class="soft" role="status">${memoryWords(state)}</p>
          ${this.#takeAway(state, 'end')}
        </section>
      </main>
      <notebook-paper .make=${this.#document}></notebook-paper>`;
  }

  #bar({ rule }: NotebookState) {
    return html`<div class="bar">
      <choice-field
        label=${FIELD_LABELS.rule}
        label-unseen
        .value=${rule}
        .choices=${RULES}
        @field-change=${(event: FieldChangeEvent) => this.notebook.chooseRule(event.value as TimestampRule)}
      ></choice-field>
      <p class="soft">${TIMESTAMP_RULE_NAMES[rule].sentence}</p>
    </div>`;
  }

  /** Leads to the parts of the page; the overview's table leads to each published trial. */
  #contents(own: readonly NotebookEntry[]) {
    const parts = [
      { id: 'own', title: NOTEBOOK_HEADINGS.own },
      ...own.map(({ id }, i) => ({ id, title: notebookTrialTitle(undefined, i + 1) })),
      ...(['rules', 'trials', 'claims'] as const).map(id => ({ id, title: NOTEBOOK_HEADINGS[id] })),
      { id: 'whole', title: NOTEBOOK_HEADINGS.generalRemarks },
    ];
    return html`<nav aria-labelledby="contents">
      <strong id="contents">${CONTENTS}</strong>
      <ul>
        ${parts.map(
          ({ id, title }) =>
            html`<li>
              <button type="button" class="jump" @click=${() => this.#jumpTo(id)}>${title}</button>
            </li>`,
        )}
      </ul>
    </nav>`;
  }

  #takeAway(state: NotebookState, at: Place) {
    const complete = isComplete(state);
    const { saved } = this;
    const isComputing = state.computedMs === undefined && state.failure === undefined;
    const end = at === 'top' ? endWords(state) : '';
    return html`<div class="take">
      <button type="button" ?disabled=${!complete} @click=${() => this.#saveHtml(at)}>
        ${NOTEBOOK_BUTTONS.saveHtml}
      </button>
      <button type="button" ?disabled=${!complete} @click=${() => this.#saveMarkdown(at)}>
        ${NOTEBOOK_BUTTONS.saveMarkdown}
      </button>
      <button type="button" ?disabled=${!complete} @click=${() => print()}>${NOTEBOOK_BUTTONS.print}</button>
      ${
        isComputing && at === 'top' && !saved
          ? html`<p class="soft">${computingWords(state.runs)}</p>`
          : nothing
      }
      <p class="soft" role="status">${saved?.at === at ? saved.words : end}</p>
    </div>`;
  }

  #trials({ rule }: NotebookState, entries: readonly NotebookEntry[]) {
    return repeat(
      entries,
      ({ id }) => id,
      (entry, i) =>
        html`<notebook-trial
          id=${entry.id}
          .entry=${entry}
          .rule=${rule}
          own-number=${i + 1}
          @sample-change=${(event: SampleChangeEvent) => this.notebook.chooseSample(entry.id, event.seed)}
          @remark-change=${(event: RemarkChangeEvent) => this.notebook.writeRemark(entry.id, event.text)}
          @trial-remove=${() => this.#remove(entry.id, notebookTrialTitle(undefined, i + 1))}
        ></notebook-trial>`,
    );
  }

  #claims(state: NotebookState) {
    const claims = claimsOf(state);
    return html`<section class="part claims" aria-labelledby="claims">
      <h2 id="claims" tabindex="-1">${NOTEBOOK_HEADINGS.claims}</h2>
      ${CLAIMS.map((words, i) => {
        const claim = claims?.[i];
        return html`<article aria-labelledby="claim-${i + 1}" class=${claim?.verdict ?? ''}>
          <h3 id="claim-${i + 1}">${claimTitle(i)}</h3>
          <p class="claim">${words}</p>
          ${claim ? blocksTemplate(claimBlocks(claim)) : html`<p>${PENDING}</p>`}
          ${i === RELAY_CLAIM ? this.#designs(state) : nothing}
        </article>`;
      })}
    </section>`;
  }

  /** Under the claim on a server: what was measured, and the way to measure it. */
  #designs({ designs }: NotebookState) {
    const figures = designs && designFigures(designs);
    return html`${figures ? figuresTemplate(figures) : nothing}
      <p><a class="way" href="#/designs">${designs ? TO_DESIGNS_AGAIN : TO_DESIGNS}</a></p>`;
  }

  /** Sums over thousands of runs are for new numbers only, not for each keystroke of a remark. */
  #onNumbers(state: NotebookState, template: () => unknown) {
    const { rule, studies, studiesComplete, designs, entries } = state;
    return guard(
      [rule, studies, studiesComplete, designs, ...entries.map(({ replicates }) => replicates)],
      template,
    );
  }

  #jumpTo(id: string): void {
    const target = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  }

  /** The focus must not be lost with the button. */
  #remove(id: string, title: string): void {
    const trial = this.notebook.removeTrial(id);
    this.removed = trial && { trial, title };
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.undo')?.focus());
  }

  #undo() {
    const { removed } = this;
    if (!removed) return nothing;
    return html`<p class="removed">
      <span role="status">${removedTrial(removed.title)}</span>
      <button
        type="button"
        class="undo"
        @click=${() => {
          this.removed = undefined;
          this.notebook.bringBack(removed.trial);
          void this.updateComplete.then(() => this.#jumpTo('own'));
        }}
      >
        ${NOTEBOOK_BUTTONS.bringBack}
      </button>
    </p>`;
  }

  readonly #document = (): NotebookDocument => documentOf(this.notebook.state);

  #saveHtml(at: Place): void {
    const text = writeNotebookHtml(this.#document(), { tokens });
    this.#save(at, `${this.#fileName}.html`, new Blob([text], { type: 'text/html' }));
  }

  #saveMarkdown(at: Place): void {
    const files = writeNotebookMarkdown(this.#document(), { tokens, folder: this.#fileName });
    this.#save(at, `${this.#fileName}.zip`, new Blob([zipOf(files)], { type: 'application/zip' }));
  }

  get #fileName(): string {
    return fileNameOf(this.notebook.state.cover);
  }

  #save(at: Place, name: string, content: Blob): void {
    saveBlob(name, content);
    this.saved = { at, words: savedFile(name, content.size) };
  }
}

/** Announced once, at the end. */
function endWords({ runs, computedMs, failure }: NotebookState): string {
  if (failure !== undefined) return notComputed(failure);
  return computedMs === undefined ? '' : computedWords(runs, computedMs);
}

function memoryWords({ memory }: NotebookState): string {
  switch (memory.kind) {
    case 'opening':
      return NOTES_LOADING;
    case 'refused':
      return notesRefused(memory.reason);
    case 'ready':
      return notesSaved(memory.pending, memory.unreadable);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'notebook-view': NotebookView;
  }
}
