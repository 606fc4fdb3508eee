// "Is this right?": how logs of a form that was found out are read, on one screen, before they are shown. Whatever a person
// changes is asked of the owner, which reads the logs again.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { READING_MAX, writeOpenAddress } from '../../address/open.ts';
import { untoldIn, type Untold } from '../../analysis/untold.ts';
import { packReading, readingFile } from '../../formats/infer/reading-file.ts';
import type { ReadingQuestion } from '../../formats/infer/reading.ts';
import { isSettled } from '../../formats/infer/said.ts';
import {
  broughtSentence,
  COPY_WORDS,
  NOTHING_READ,
  NOTHING_UNTOLD,
  questionSentence,
  READING_BUTTONS,
  READING_TITLES,
  sumsSentence,
  TOSS_UP,
  untoldSentences,
} from '../../words/reading.ts';
import { lineSums } from '../../words/open-words.ts';
import { saveFile } from '../parts/save-file.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import '../trace/audit/trace-verdict.ts';
import { ReadingAcceptEvent, ReadingDropEvent } from './open-events.ts';
import type { AskedReading, Opened, OpenState } from './open-state.ts';
import './reading-fields.ts';
import './reading-lines.ts';
import { readingPage } from './reading-page.styles.ts';
import './reading-places.ts';
import './reading-wordings.ts';

/**
 * @fires reading-change
 * @fires reading-find
 * @fires reading-accept
 * @fires reading-drop
 */
@customElement('reading-page')
export class ReadingPage extends LitElement {
  static override styles = [reset, buttons, sheet, readingPage];

  @property({ attribute: false }) asked!: AskedReading;
  @property({ attribute: false }) opened!: Opened;
  @property({ type: Boolean }) busy = false;
  @property() broughtFrom: OpenState['broughtFrom'];

  /** Of what was copied or saved last: until the person says something else, and not only until the files have been read by that. */
  @state() private said = '';
  #untold: Untold | undefined;

  constructor() {
    super();
    const forget = (): void => {
      this.said = '';
    };
    this.addEventListener('reading-change', forget);
    this.addEventListener('reading-find', forget);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('opened')) this.#untold = untoldIn(this.#runs.map(({ trace }) => trace));
    const before = changed.get('asked');
    if (before && before.looked.files.join('\n') !== this.asked.looked.files.join('\n')) this.said = '';
  }

  override render() {
    const { reading, looked } = this.asked;
    const questions = reading.questions.filter(question => !isSettled(question, reading));
    const words = new Map(looked.wordings.map(one => [one.phrase, one.words]));
    const wordsOf = (phrase: string): string => words.get(phrase) ?? phrase;
    return html`<header>
        <h1>${READING_TITLES.question}</h1>
        <p class="sums" role="status" aria-busy=${this.busy}>${this.#sums()}</p>
        <div class="buttons">
          <button type="button" @click=${() => void this.#copy()}>${READING_BUTTONS.copy}</button>
          <button type="button" @click=${() => this.#save()}>${READING_BUTTONS.save}</button>
          <button
            type="button"
            class="main"
            ?disabled=${this.busy}
            @click=${() => this.dispatchEvent(new ReadingAcceptEvent())}
          >
            ${READING_BUTTONS.accept}
          </button>
        </div>
      </header>
      ${this.said === '' ? nothing : html`<p class="said" role="status">${this.said}</p>`} ${this.#brought()}
      ${questions.length > 0 ? this.#tossUp(questions, wordsOf) : nothing}
      <div class="columns">
        <div class="sheet">
          <h2>${READING_TITLES.lines}</h2>
          <reading-lines .lines=${looked.lines}></reading-lines>
          <h2>${READING_TITLES.wordings}</h2>
          <reading-wordings
            .reading=${reading}
            .wordings=${looked.wordings}
            leftOut=${looked.wordingsLeftOut}
          ></reading-wordings>
        </div>
        <div class="sheet">
          <h2>${READING_TITLES.fields}</h2>
          <reading-fields .reading=${reading} .wordsOf=${wordsOf}></reading-fields>
          <h2>${READING_TITLES.machines}</h2>
          <reading-places .reading=${reading} .names=${looked.machineNames}></reading-places>
          <h2>${READING_TITLES.untold}</h2>
          ${this.#notKnown()} ${this.#verdict()}
        </div>
      </div>`;
  }

  get #runs() {
    const files = new Set(this.asked.looked.files);
    return this.opened.runs.filter(run => run.files.some(file => files.has(file)));
  }

  #sums(): string {
    const names = new Set(this.asked.looked.files);
    const files = this.opened.files.filter(({ name }) => names.has(name));
    const { lines, header, skipped } = lineSums(files);
    const runs = this.#runs;
    return sumsSentence({
      files: files.length,
      lines,
      events: runs.reduce((sum, { events }) => sum + events, 0),
      machines: new Set(runs.flatMap(({ machines }) => machines.map(({ name }) => name))).size,
      runs: runs.length,
      ignored: header,
      leftOver: skipped,
    });
  }

  #brought() {
    if (!this.broughtFrom) return nothing;
    return html`<p class="brought">
      ${broughtSentence(this.broughtFrom)}
      <button type="button" class="link" @click=${() => this.dispatchEvent(new ReadingDropEvent())}>
        ${READING_BUTTONS.drop}
      </button>
    </p>`;
  }

  #tossUp(questions: readonly ReadingQuestion[], wordsOf: (phrase: string) => string) {
    return html`<section class="toss-up" aria-label=${TOSS_UP}>
      <b>${TOSS_UP}</b>
      <ul>
        ${questions.map(
          question =>
            html`<li>
              ${questionSentence(question, wordsOf)}
              <button type="button" class="link" @click=${() => this.#show(question)}>
                ${READING_BUTTONS.showQuestion}
              </button>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #notKnown() {
    const sentences = this.#untold && this.#runs.length > 0 ? untoldSentences(this.#untold) : [];
    if (sentences.length === 0)
      return html`<p class="note">${this.#runs.length === 0 ? NOTHING_READ : NOTHING_UNTOLD}</p>`;
    return html`<ul class="note">
      ${sentences.map(sentence => html`<li>${sentence}</li>`)}
    </ul>`;
  }

  #verdict() {
    const [run] = this.#runs;
    if (!run) return nothing;
    return html`<h2>${READING_TITLES.verdict}</h2>
      <trace-verdict
        .trace=${run.trace}
        @findings-show=${() => this.dispatchEvent(new ReadingAcceptEvent())}
      ></trace-verdict>`;
  }

  /** Puts the focus on the first choice that is close. */
  #show(question: ReadingQuestion): void {
    const part = { clock: 'reading-fields', words: 'reading-wordings', runs: 'reading-places' }[
      question.kind
    ];
    const inside = this.renderRoot.querySelector(part)?.shadowRoot;
    const choices = [...(inside?.querySelectorAll('select') ?? [])];
    const { wordings } = this.asked.looked;
    const at =
      question.kind === 'words' ? wordings.findIndex(({ phrase }) => question.phrases.includes(phrase)) : 0;
    const choice =
      question.kind === 'clock'
        ? choices.find(({ id }) => id === `role-${question.fields[0]?.id}`)
        : choices[Math.max(0, at)];
    (choice ?? choices[0])?.focus();
  }

  async #copy(): Promise<void> {
    const packed = await packReading(this.asked.reading);
    if (packed.length > READING_MAX) {
      this.said = COPY_WORDS.tooLong;
      return;
    }
    const [page] = location.href.split('#', 1);
    try {
      await navigator.clipboard.writeText(`${page}#/open?${writeOpenAddress({ reading: packed })}`);
      this.said = COPY_WORDS.copied;
    } catch {
      this.said = COPY_WORDS.refused; // by the browser or the person, or the page is not served securely
    }
  }

  #save(): void {
    const file = readingFile(this.asked.reading);
    saveFile(file);
    this.said = COPY_WORDS.saved(file.name);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reading-page': ReadingPage;
  }
}
