// One trial of the notebook: its figures, its published numbers beside ours, its tables, and room for a remark.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { REPLICATES } from '../../notebook/replicates.ts';
import { FIRST_SEED } from '../../notebook/studies.ts';
import { NOTEBOOK_RULE } from '../../notebook/trials.ts';
import type { NotebookEntry } from '../../notebook/state.ts';
import { NOTEBOOK_BUTTONS, NOTEBOOK_LEADS, remarkOn, sampleOf, sampleSeed } from '../../words/notebook.ts';
import { trialLink } from '../../address/trial.ts';
import type { TimestampRule, Trial } from '../../core/trial.ts';
import { buttons, reset, tables } from '../parts/styles/shared.styles.ts';
import { figuresTemplate, pendingFiguresTemplate, tableTemplate } from './block-templates.ts';
import { notebookBlocks } from './notebook-blocks.styles.ts';
import { RemarkChangeEvent, SampleChangeEvent, TrialRemoveEvent } from './notebook-events.ts';
import './remark-field.ts';
import {
  balanceSentence,
  deviationsOf,
  driftSentence,
  figureCaption,
  figuresOf,
  numbersTable,
  publishedTable,
  settingsOf,
  titleOf,
} from './trial-content.ts';

/**
 * @fires sample-change - another run is to be shown
 * @fires remark-change
 * @fires trial-remove - only for a person's own trial
 */
@customElement('notebook-trial')
export class NotebookTrialElement extends LitElement {
  static override styles = [
    reset,
    buttons,
    tables,
    notebookBlocks,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
        padding-top: var(--space-5);
        border-top: 1px solid var(--hairline);
        scroll-margin-top: 72px;
      }
      p + p {
        margin-top: 0;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
      }
      h3 {
        font-size: 1.125rem;
        font-weight: 650;
        line-height: 1.3;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      .sample {
        display: inline-flex;
        align-items: center;
        border: 1px solid var(--rim);
        border-radius: var(--radius);
        background: var(--sheet);
        font-size: var(--size-note);
        overflow: hidden;
      }
      .sample button {
        border: 0;
        border-radius: 0;
        min-width: 36px;
      }
      .sample button:focus-visible {
        outline-offset: -3px;
      }
      .sample span {
        min-width: 13ch;
        text-align: center;
      }
      @media (pointer: coarse) {
        .tools button,
        .tools .button {
          min-height: 40px;
          min-width: 40px;
        }
      }
    `,
  ];

  @property({ attribute: false }) entry!: NotebookEntry;
  @property() rule: TimestampRule = NOTEBOOK_RULE;
  /** Counts a person's own trials, from 1. */
  @property({ type: Number, attribute: 'own-number' }) ownNumber = 0;

  override render() {
    const { entry, rule } = this;
    const title = this.#title;
    const deviations = deviationsOf(entry, rule);
    const published = publishedTable(entry, rule, title);
    return html`<section aria-labelledby="title">
      <header>
        <div>
          <h3 id="title" tabindex="-1">${title}</h3>
          <p class="soft">${settingsOf(entry)}</p>
        </div>
        ${this.#tools(title)}
      </header>
      ${guard([entry.samples[rule], entry.replicates[rule], title], () => {
        const figures = figuresOf(entry, rule, title);
        return figures ? figuresTemplate(figures) : pendingFiguresTemplate(entry.trial.rates.length);
      })}
      <p class="soft">${figureCaption(entry, rule)}</p>
      <p><strong>${NOTEBOOK_LEADS.balance}</strong> ${balanceSentence(entry, rule)}</p>
      ${published ? tableTemplate(published) : nothing}
      ${deviations.map(text => html`<p><strong>${NOTEBOOK_LEADS.unusual}</strong> ${text}</p>`)}
      ${tableTemplate(numbersTable(entry, rule, title))}
      <p><strong>${NOTEBOOK_LEADS.drift}</strong> ${driftSentence(entry, rule)}</p>
      <remark-field
        label=${remarkOn(title)}
        .text=${entry.remark}
        @remark-change=${(event: RemarkChangeEvent) => this.dispatchEvent(new RemarkChangeEvent(event.text))}
      ></remark-field>
    </section>`;
  }

  #tools(title: string) {
    const { sampleSeed: seed, published } = this.entry;
    return html`<div class="tools">
      <div class="sample" role="group" aria-label=${sampleOf(title)}>
        <button type="button" aria-label=${NOTEBOOK_BUTTONS.previousSample} @click=${() => this.#step(-1)}>
          ‹
        </button>
        <span aria-live="polite">${sampleSeed(seed, REPLICATES)}</span>
        <button type="button" aria-label=${NOTEBOOK_BUTTONS.nextSample} @click=${() => this.#step(1)}>
          ›
        </button>
      </div>
      <a class="button" href=${ifDefined(this.#playLink)}>${NOTEBOOK_BUTTONS.play}</a>
      <a class="button" href=${ifDefined(this.#liveLink)}>${NOTEBOOK_BUTTONS.runLive}</a>
      ${
        published
          ? nothing
          : html`<button type="button" @click=${() => this.dispatchEvent(new TrialRemoveEvent())}>
              ${NOTEBOOK_BUTTONS.remove}
            </button>`
      }
    </div>`;
  }

  override focus(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>('#title');
    this.renderRoot.querySelector('section')?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }

  get #title(): string {
    return titleOf(this.entry, this.ownNumber);
  }

  /** The shown run, on real machines, under the shown rule. */
  get #liveLink(): string | undefined {
    return trialLink(this.#shownTrial, 'live', { runNow: true });
  }

  /** The shown run itself, played from its start. */
  get #playLink(): string | undefined {
    return trialLink(this.#shownTrial, 'virtual', { play: true });
  }

  get #shownTrial(): Trial {
    const { trial, sampleSeed } = this.entry;
    return { ...trial, seed: sampleSeed, rule: this.rule };
  }

  /** Round and round through the replicates. */
  #step(step: -1 | 1): void {
    const index = this.entry.sampleSeed - FIRST_SEED + step;
    this.dispatchEvent(new SampleChangeEvent(FIRST_SEED + ((index + REPLICATES) % REPLICATES)));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'notebook-trial': NotebookTrialElement;
  }
}
