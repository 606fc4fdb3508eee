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
} from '../../notebook/state.ts';
import type { NamedFile } from '../../formats/named-file.ts';
import type { NotebookDocument } from '../../notebook/document/document.ts';
import { writeNotebookHtml } from '../../notebook/document/html.ts';
import { writeNotebookMarkdown } from '../../notebook/document/markdown.ts';
import { TIMESTAMP_RULES, type TimestampRule } from '../../core/trial.ts';
import '../parts/choice-field.ts';
import type { Choice } from '../parts/choice-field.ts';
import { DoorController } from '../parts/door-controller.ts';
import type { FieldChangeEvent } from '../parts/events.ts';
import { saveFile } from '../parts/save-file.ts';
import { buttons, reset, tables } from '../parts/styles/shared.styles.ts';
import tokens from '../parts/styles/tokens.css?raw';
import { blocksTemplate, tableTemplate } from './block-templates.ts';
import { notebookBlocks } from './notebook-blocks.styles.ts';
import type { RemarkChangeEvent, SampleChangeEvent, TrialAddEvent } from './notebook-events.ts';
import { documentOf, isComplete } from './notebook-take-away.ts';
import { TIMESTAMP_RULE_NAMES } from '../../words/rules.ts';
import './notebook-paper.ts';
import './notebook-trial.ts';
import { notebookView } from './notebook-view.styles.ts';
import { claimBlocks, claimsOf, overviewTable, ruleBlocks } from '../../notebook/blocks.ts';
import { INTRODUCTION, methodText, SUBTITLE, TITLE } from '../../words/notebook-text.ts';
import { REPLICATES } from '../../notebook/replicates.ts';
import { FIRST_SEED } from '../../notebook/studies.ts';
import { CLAIMS, claimTitle } from '../../words/notebook-claims.ts';
import {
  computedWords,
  computingWords,
  NOTEBOOK_BUTTONS,
  NOTEBOOK_HEADINGS,
  NOTEBOOK_LEADS,
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

const RULES: readonly Choice[] = TIMESTAMP_RULES.map(value => ({
  value,
  label: TIMESTAMP_RULE_NAMES[value].name,
}));

@customElement('notebook-view')
export class NotebookView extends LitElement {
  static override styles = [reset, buttons, tables, notebookBlocks, notebookView];

  @property({ attribute: false }) notebook!: NotebookDoor;
  @state() private saved = '';

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
        <section class="part columns" aria-label=${NOTEBOOK_HEADINGS.introduction}>
          <div class="part">${INTRODUCTION.map(text => html`<p>${text}</p>`)}</div>
          <p><strong>${NOTEBOOK_LEADS.method}</strong> ${methodText(REPLICATES, FIRST_SEED)}</p>
        </section>
        ${this.#takeAway(state)} ${this.#bar(state)}
        ${this.#onNumbers(state, () =>
          tableTemplate(overviewTable(state), row => this.#jumpTo(`trial-${row + 1}`)),
        )}
        <section class="part columns rules" aria-labelledby="rules">
          <h2 id="rules">${NOTEBOOK_HEADINGS.rules}</h2>
          ${this.#onNumbers(state, () => blocksTemplate(ruleBlocks(state)))}
        </section>
        <section class="part trials" aria-labelledby="trials">
          <h2 id="trials">${NOTEBOOK_HEADINGS.trials}</h2>
          ${this.#trials(
            state,
            state.entries.filter(({ published }) => published),
          )}
        </section>
        <section class="part trials" aria-labelledby="own">
          <h2 id="own">${NOTEBOOK_HEADINGS.own}</h2>
          <p>${OWN_TRIALS_NOTE}</p>
          <own-trial-form
            ?full=${own.length >= OWN_TRIALS_MAX}
            @trial-add=${(event: TrialAddEvent) => this.notebook.addTrial(event.trial)}
          ></own-trial-form>
          ${this.#trials(state, own)}
        </section>
        ${this.#onNumbers(state, () => this.#claims(state))}
        <section class="part" aria-labelledby="whole">
          <h2 id="whole">${NOTEBOOK_HEADINGS.generalRemarks}</h2>
          <remark-field
            label=${YOUR_CONCLUSIONS}
            .text=${state.remark}
            @remark-change=${(event: RemarkChangeEvent) => this.notebook.writeRemark(WHOLE, event.text)}
          ></remark-field>
          <p class="soft" role="status">${memoryWords(state)}</p>
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

  #takeAway(state: NotebookState) {
    const complete = isComplete(state);
    return html`<section class="part take" aria-label=${NOTEBOOK_HEADINGS.save}>
      <button type="button" ?disabled=${!complete} @click=${this.#saveHtml}>
        ${NOTEBOOK_BUTTONS.saveHtml}
      </button>
      <button type="button" ?disabled=${!complete} @click=${this.#saveMarkdown}>
        ${NOTEBOOK_BUTTONS.saveMarkdown}
      </button>
      <button type="button" ?disabled=${!complete} @click=${() => print()}>${NOTEBOOK_BUTTONS.print}</button>
      ${
        state.computedMs === undefined && state.failure === undefined && !this.saved
          ? html`<p class="soft">${computingWords(state.runs)}</p>`
          : nothing
      }
      <p class="soft" role="status">${this.saved || endWords(state)}</p>
    </section>`;
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
          @trial-remove=${() => this.#remove(entry.id)}
        ></notebook-trial>`,
    );
  }

  #claims(state: NotebookState) {
    const claims = claimsOf(state);
    return html`<section class="part claims" aria-labelledby="claims">
      <h2 id="claims">${NOTEBOOK_HEADINGS.claims}</h2>
      ${CLAIMS.map((words, i) => {
        const claim = claims?.[i];
        return html`<article aria-labelledby="claim-${i + 1}" class=${claim?.verdict ?? ''}>
          <h3 id="claim-${i + 1}">${claimTitle(i)}</h3>
          <p class="claim">${words}</p>
          ${claim ? blocksTemplate(claimBlocks(claim)) : html`<p>${PENDING}</p>`}
        </article>`;
      })}
    </section>`;
  }

  /** Sums over thousands of runs are for new numbers only, not for each keystroke of a remark. */
  #onNumbers(state: NotebookState, template: () => unknown) {
    const { rule, studies, studiesComplete, entries } = state;
    return guard([rule, studies, studiesComplete, ...entries.map(({ replicates }) => replicates)], template);
  }

  #jumpTo(id: string): void {
    this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  /** The focus must not be lost with the button. */
  #remove(id: string): void {
    this.notebook.removeTrial(id);
    this.renderRoot.querySelector('own-trial-form')?.focus();
  }

  readonly #document = (): NotebookDocument => documentOf(this.notebook.state);

  #saveHtml(): void {
    const text = writeNotebookHtml(this.#document(), { tokens });
    this.#save({ name: 'lamplight-notebook.html', text, type: 'text/html' });
  }

  #saveMarkdown(): void {
    const text = writeNotebookMarkdown(this.#document(), { tokens });
    this.#save({ name: 'lamplight-notebook.md', text, type: 'text/markdown' });
  }

  #save(file: NamedFile): void {
    saveFile(file);
    this.saved = savedFile(file.name, file.text.length);
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
