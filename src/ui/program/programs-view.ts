// The view of programs: the text at the left, and beside it what came of it. It looks at texts and work through their desk.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { programLoadProblem } from '../../words/program-load.ts';
import {
  fileTooLong,
  LINKED_TEXT,
  PROGRAM_BUTTONS,
  PROGRAM_WORDS,
  PROGRAMS_TITLE,
  NOT_SAVED,
} from '../../words/program-view.ts';
import { PROGRAM_PAGES } from '../../words/programs.ts';
import { DoorController } from '../parts/door-controller.ts';
import '../parts/fragment-problems.ts';
import '../parts/lazy-part.ts';
import { saveFile } from '../parts/save-file.ts';
import { choosers } from '../parts/styles/control.styles.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { plate } from '../parts/styles/plate.styles.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import './program-editor.ts';
import type { CodeChangeEvent, MarkedProblem } from './program-editor.ts';
import './program-result.ts';
import { programSelect, wishFrom } from './program-select.ts';
import type { ProgramsDesk } from './programs-desk.ts';
import { nameIn } from './program-name.ts';
import type { ShownRun } from './programs-state.ts';
import { placeOf } from './step-problem.ts';
import { programsView } from './programs-view.styles.ts';

const loadExplorer = () => import('../trace/trace-explorer.ts');
const loadFiles = () => import('../trace/run-files.ts');

/** Of a file that is opened, in bytes. */
const FILE_MAX = 100_000;

@customElement('programs-view')
export class ProgramsView extends LitElement {
  static override styles = [reset, buttons, sheet, plate, choosers, disclosure, programsView];

  @property({ attribute: false }) desk!: ProgramsDesk;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  /** The file that was chosen last. */
  @state() private tooLong = false;
  @state() private renames = false;
  #marked: { readonly of: unknown; readonly problems: readonly MarkedProblem[] } = {
    of: undefined,
    problems: [],
  };

  constructor() {
    super();
    new DoorController(this, () => this.desk);
    new DoorController(this, () => this.traceFocus);
  }

  override render() {
    const { state } = this.desk;
    return html`<main>
      ${this.#head()}
      <fragment-problems
        .problems=${state.problems.map(message => ({ field: 'fragment', message }))}
        @leave-out-request=${() => this.desk.leaveOut()}
      ></fragment-problems>
      ${this.#asks()}
      <div class="frames"><slot name="frames"></slot></div>
      <div class="panes">
        <div class="left">
          <program-editor
            class="sheet"
            .code=${state.code}
            .shape=${state.shape}
            .problems=${this.#problems}
            @code-change=${({ code }: CodeChangeEvent) => this.desk.edit(code)}
          ></program-editor>
          ${this.#problemList()} ${this.#files()} ${this.#about()}
        </div>
        <program-result class="sheet" .desk=${this.desk} .traceFocus=${this.traceFocus}></program-result>
      </div>
      ${
        state.shown
          ? html`<lazy-part
                name=${PROGRAM_WORDS.record}
                element="trace-explorer"
                .load=${loadExplorer}
                .content=${() => this.#explorer(state.shown)}
              ></lazy-part>
              <lazy-part
                name=${PROGRAM_WORDS.runFiles}
                element="run-files"
                .load=${loadFiles}
                .content=${() => this.#runFiles(state.shown)}
              ></lazy-part>`
          : nothing
      }
    </main>`;
  }

  #explorer(shown: ShownRun | undefined) {
    if (!shown) return html``;
    return html`<trace-explorer .trace=${shown.trace} .traceFocus=${this.traceFocus}></trace-explorer>`;
  }

  #runFiles(shown: ShownRun | undefined) {
    if (!shown) return html``;
    return html`<run-files .trace=${shown.trace} .traceFocus=${this.traceFocus}></run-files>`;
  }

  #head() {
    const { state } = this.desk;
    const canRun = state.check.kind === 'program' && state.parsed.settings !== undefined;
    const isSearching = state.work?.kind === 'search';
    const isRunning = state.work?.kind === 'runs';
    return html`<div class="head">
      <div class="choice">
        <h1>${nameIn(state.code) || PROGRAMS_TITLE}</h1>
        <label
          ><span class="unseen">${PROGRAM_WORDS.program}</span>${programSelect(state, ({ target }) =>
            this.desk.choose(wishFrom((target as HTMLSelectElement).value)),
          )}</label
        >
      </div>
      <div class="actions" role="group" aria-label=${PROGRAM_WORDS.actions}>
        <button type="button" ?disabled=${state.check.kind !== 'program'} @click=${this.#showLive}>
          ${PROGRAM_BUTTONS.tabs}
        </button>
        <button
          type="button"
          ?disabled=${!canRun || isSearching}
          @click=${() => (isRunning ? this.desk.work.cancel() : void this.desk.work.runVirtual())}
        >
          ${isRunning ? PROGRAM_BUTTONS.cancel : PROGRAM_BUTTONS.run}
        </button>
        <button
          type="button"
          class="main"
          ?disabled=${!canRun || isRunning}
          @click=${() => (isSearching ? this.desk.work.cancel() : void this.desk.work.search())}
        >
          ${isSearching ? PROGRAM_BUTTONS.cancel : PROGRAM_BUTTONS.search}
        </button>
      </div>
    </div>`;
  }

  /** Whoever asks for a live run is led to it: on a narrow screen it is far below. */
  readonly #showLive = async (): Promise<void> => {
    this.desk.showLive(true);
    await this.updateComplete;
    await this.renderRoot.querySelector('program-result')?.focusLive();
  };

  #asks() {
    const { check } = this.desk.state;
    if (check.kind !== 'asks' && check.kind !== 'looks') return nothing;
    const isOpen = check.kind === 'asks';
    return html`<section class="plate asks" aria-labelledby="asks">
      <h2 id="asks">${LINKED_TEXT.title}</h2>
      <p role="status">${isOpen ? LINKED_TEXT.sentence : LINKED_TEXT.look}</p>
      <div class="row">
        <button type="button" class="main" @click=${() => this.desk.answer(true)}>
          ${PROGRAM_BUTTONS.allow}
        </button>
        ${
          isOpen
            ? html`<button type="button" @click=${() => this.desk.answer(false)}>
                ${PROGRAM_BUTTONS.look}
              </button>`
            : nothing
        }
      </div>
    </section>`;
  }

  /** The same array while nothing has changed, so that the editor does not mark anew. */
  get #problems(): readonly MarkedProblem[] {
    const { check, stepProblem } = this.desk.state;
    const of = check.kind === 'problem' ? check : stepProblem;
    if (this.#marked.of !== of) this.#marked = { of, problems: this.#problemsNow() };
    return this.#marked.problems;
  }

  #problemsNow(): readonly MarkedProblem[] {
    const { check, code, stepProblem } = this.desk.state;
    if (check.kind === 'problem') {
      const { message, place } = programLoadProblem(check.problem);
      // The box knows where “program” is called, which is far from the part that is wrong.
      const part = check.problem.kind === 'problem' ? placeOf(check.problem.problem, code) : undefined;
      return [{ message, place: part ?? place }];
    }
    if (!stepProblem) return [];
    const { sentence, place, step } = stepProblem;
    return [
      { message: step === undefined ? sentence : `${sentence} (${PROGRAM_WORDS.when} ${step})`, place },
    ];
  }

  #problemList() {
    const problems = this.#problems;
    return html`<div role="status" aria-label=${PROGRAM_WORDS.problems}>
      ${
        problems.length === 0
          ? nothing
          : html`<ul class="problems">
              ${problems.map(
                ({ message, place }) =>
                  html`<li>
                    <button type="button" class="link" @click=${() => this.#editor?.goTo(place)}>
                      ${place ? `${PROGRAM_WORDS.line} ${place.line}: ` : ''}${message}
                    </button>
                  </li>`,
              )}
            </ul>`
      }
    </div>`;
  }

  #files() {
    const { draft, code, original, isUnsaved, cannotSave } = this.desk.state;
    const isOwn = draft.own !== undefined;
    return html`<div class="row" role="group" aria-label=${PROGRAM_WORDS.files}>
        <button
          type="button"
          @click=${() => saveFile({ name: `${fileName(nameIn(code))}.js`, text: code, type: 'text/javascript' })}
        >
          ${PROGRAM_BUTTONS.save}
        </button>
        <button type="button" @click=${() => this.#fileField?.click()}>${PROGRAM_BUTTONS.open}</button>
        <input
          type="file"
          accept=".js,.mjs,text/javascript"
          hidden
          aria-label=${PROGRAM_BUTTONS.open}
          @change=${this.#openFile}
        />
        ${
          code !== original
            ? html`<button type="button" @click=${() => this.desk.choose({ program: draft.program })}>
                ${PROGRAM_BUTTONS.revert}
              </button>`
            : nothing
        }
        ${
          isOwn && nameIn(code) !== ''
            ? html`<button
                type="button"
                aria-expanded=${this.renames ? 'true' : 'false'}
                @click=${() => (this.renames = !this.renames)}
              >
                ${PROGRAM_BUTTONS.rename}
              </button>`
            : nothing
        }
        ${
          isOwn
            ? html`<button type="button" @click=${() => void this.desk.remove(draft.own!)}>
                ${PROGRAM_BUTTONS.remove}
              </button>`
            : nothing
        }
      </div>
      ${isOwn && this.renames ? this.#renaming(code) : nothing}
      ${this.tooLong ? html`<p class="plate" role="alert">${fileTooLong(FILE_MAX / 1000)}</p>` : nothing}
      ${isUnsaved && cannotSave ? html`<p class="plate" role="alert">${NOT_SAVED}</p>` : nothing}`;
  }

  #renaming(code: string) {
    return html`<form class="row" @submit=${this.#rename}>
      <label
        >${PROGRAM_WORDS.newName} <input name="name" maxlength="100" required .value=${nameIn(code)}
      /></label>
      <button type="submit">${PROGRAM_BUTTONS.saveName}</button>
    </form>`;
  }

  #rename(event: SubmitEvent): void {
    event.preventDefault();
    this.desk.rename(String(new FormData(event.target as HTMLFormElement).get('name')));
    this.renames = false;
  }

  #about() {
    const { draft, shape } = this.desk.state;
    const [name = '', slip] = draft.program.split(':');
    const page = PROGRAM_PAGES[name];
    if (!page) return nothing;
    const source = shape?.source;
    return html`<details class="about" open>
      <summary>${PROGRAM_WORDS.about}</summary>
      <p>${page.what}</p>
      <p><b>${PROGRAM_WORDS.tries}:</b> ${slip === undefined ? page.tries : page.slips[slip]?.hunt}</p>
      ${source === undefined ? nothing : html`<p class="soft">${PROGRAM_WORDS.source}: ${source}</p>`}
    </details>`;
  }

  get #editor() {
    return this.renderRoot.querySelector('program-editor');
  }

  get #fileField() {
    return this.renderRoot.querySelector<HTMLInputElement>('input[type=file]');
  }

  readonly #openFile = async ({ target }: Event): Promise<void> => {
    const field = target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    this.tooLong = file !== undefined && file.size > FILE_MAX;
    if (file && !this.tooLong) this.desk.bring(await file.text());
  };
}

function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain === '' ? 'program' : plain.slice(0, 60);
}

declare global {
  interface HTMLElementTagNameMap {
    'programs-view': ProgramsView;
  }
}
