// The view of opened logs: the ways in and the runs at the side, the chosen run as the hero, and below it what became of
// every line. Files may be dropped anywhere on the page. It looks at the desk through its door.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ClassState } from './class-state.ts';
import type { OpenDoor, OpenState } from './open-state.ts';
import { DoorController } from '../parts/door-controller.ts';
import { DropController } from '../parts/drop-controller.ts';
import { lessonIn, LessonOpenEvent, mayBeLesson } from '../lessons/lesson-file.ts';
import '../trace/audit/runs-audit.ts';
import '../parts/fragment-problems.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { laboratoryLayout } from '../parts/styles/laboratory-layout.styles.ts';
import { broughtSentence, READING_BUTTONS } from '../../words/reading.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { TraceFocus } from '../trace/trace-focus.ts';
import { DROP_HERE, DROP_HINT, NOT_DROPPED, OPEN_TITLE, OPENED_TITLE } from '../../words/open-words.ts';
import { PATTERN_SUMMARIES } from '../../words/pattern.ts';
import { CLASS_WORDS, handInPlace } from '../../words/class.ts';
import { FIRST_ORDER } from './class-order.ts';
import './class-table.ts';
import type { ClassTable } from './class-table.ts';
import './file-accounts.ts';
import {
  type ClassSortEvent,
  FilesOpenEvent,
  type HandInOpenEvent,
  type PatternChangeEvent,
  type PatternFileChooseEvent,
  type WordMeaningChangeEvent,
  type ReadingChangeEvent,
  type ReadingFindEvent,
  ReadingDropEvent,
  type RunChooseEvent,
} from './open-events.ts';
import { droppedFiles, pastedText } from './brought-files.ts';
import './open-source.ts';
import './open-status.ts';
import { openView } from './open-view.styles.ts';
import './open-welcome.ts';
import './opened-run.ts';
import './pattern-import.ts';
import './reading-page.ts';
import './run-list.ts';
import './skipped-lines.ts';

/**
 * @fires lesson-open - the file is a lesson and not a log
 * @fires reading-drop - the owner is to write the address without the reading
 * @fires pattern-change - the owner is to write the pattern into the address
 * @fires leave-out-request - the owner is to write the address anew and to drop `problems`
 */
@customElement('open-view')
export class OpenView extends LitElement {
  static override styles = [reset, buttons, laboratoryLayout, disclosure, openView];

  @property({ attribute: false }) desk!: OpenDoor;
  /** What stands in the address and means nothing here, in sentences. */
  @property({ attribute: false }) problems: readonly string[] = [];
  /** What is looked at in the run that is shown. */
  @property({ attribute: false }) traceFocus = new TraceFocus(false);
  /** Whether there is nothing to show but the invitation. */
  @property({ type: Boolean, reflect: true }) empty = true;

  /** Whether the page asks if the reading is right. */
  @property({ type: Boolean, reflect: true }) asking = false;

  @state() private isPatternOpen = false;
  @state() private classOrder = FIRST_ORDER;
  /** Where the page was when a person left the table of hand-ins, in pixels. */
  #classScroll = 0;
  /** While a person is on the way back to it; `at`: the place of the hand-in that was open. */
  #backTo: { readonly at: number | undefined } | undefined;
  readonly #drop = new DropController(this, {
    onDrop: dropped => {
      droppedFiles(dropped).then(
        ({ files, notes }) => this.#open(new FilesOpenEvent(files, notes)),
        () => this.desk.refuse(NOT_DROPPED),
      );
    },
    isOthers: isWordsIntoField,
  });
  #shown: unknown;
  /** What was open when the pattern was last unfolded. */
  #lookedAt: OpenState['opened'];

  constructor() {
    super();
    new DoorController(this, () => this.desk);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('paste', this.#paste);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('paste', this.#paste);
  }

  override willUpdate(): void {
    const { opened, chosen, names, asked, isAsking } = this.desk.state;
    this.empty = opened === undefined && names.length === 0 && !this.desk.state.class;
    this.asking = isAsking && asked !== undefined && opened !== undefined;
    if (this.isPatternOpen && opened !== this.#lookedAt) this.#lookForPattern(opened);
    const run = opened?.runs[chosen];
    if (run === this.#shown) return;
    this.#shown = run;
    this.traceFocus.showRun(run?.trace);
  }

  override render() {
    const { state } = this.desk;
    return html`${
      this.empty
        ? this.#invitation(state)
        : state.class?.shown === 'table'
          ? this.#class(state, state.class)
          : this.asking
            ? this.#asking(state)
            : this.#opened(state)
    }
    ${this.#drop.isOver ? html`<div class="target">${DROP_HERE}</div>` : nothing}`;
  }

  #invitation(state: OpenState) {
    return html`<main id="run">
      ${state.phase === 'empty' ? nothing : this.#status(state)} ${this.#notices()}
      <open-welcome @files-open=${this.#open} @sample-request=${() => this.desk.openSample()}></open-welcome>
      ${this.#pattern(state, PATTERN_SUMMARIES.first, state.pattern.source !== '')}
    </main>`;
  }

  #asking(state: OpenState) {
    const { asked, opened, phase, broughtFrom } = state;
    return html`<main id="run">
      ${this.#classWay(state.class)} ${phase === 'read' ? nothing : this.#status(state)}
      ${this.#notices(false)}
      <reading-page
        .asked=${asked!}
        .opened=${opened!}
        .broughtFrom=${broughtFrom}
        ?busy=${phase === 'reading'}
        @reading-change=${({ reading }: ReadingChangeEvent) => this.desk.changeReading(reading)}
        @reading-find=${({ said }: ReadingFindEvent) => this.desk.findReading(said)}
        @reading-accept=${() => this.desk.acceptReading()}
        @reading-drop=${this.#dropReading}
      ></reading-page>
      ${this.#accounts(state)} ${this.#pattern(state, PATTERN_SUMMARIES.beside, false)}
      <open-source beside @files-open=${this.#open}></open-source>
    </main>`;
  }

  #opened(state: OpenState) {
    const { opened, chosen } = state;
    const run = opened?.runs[chosen];
    const wantsPattern = opened?.wantsPattern ?? true;
    return html`<aside>
        ${this.#source()}
        ${
          opened && opened.runs.length > 0
            ? html`<run-list
                .runs=${opened.runs}
                chosen=${chosen}
                @run-choose=${({ run }: RunChooseEvent) => this.desk.chooseRun(run)}
              ></run-list>`
            : nothing
        }
      </aside>
      <main id="run">
        <h1 class="unseen">${OPENED_TITLE}</h1>
        ${this.#classWay(state.class)} ${this.#status(state)} ${this.#notices()}
        ${opened && opened.runs.length > 1 ? html`<runs-audit .runs=${opened.runs}></runs-audit>` : nothing}
        ${
          run
            ? keyed(
                run,
                html`<opened-run
                  .run=${run}
                  .traceFocus=${this.traceFocus}
                  @reading-reconsider=${() => this.desk.reconsiderReading()}
                ></opened-run>`,
              )
            : wantsPattern
              ? this.#patternImport(state)
              : nothing
        }
        ${this.#accounts(state)}
        ${run || !wantsPattern ? this.#pattern(state, PATTERN_SUMMARIES.beside, wantsPattern) : nothing}
      </main>`;
  }

  #source() {
    return html`<div>
      <h2>${OPEN_TITLE}</h2>
      <open-source stacked @files-open=${this.#open}></open-source>
      <p class="hint">${DROP_HINT}</p>
    </div>`;
  }

  #class(state: OpenState, shown: ClassState) {
    return html`<aside>${this.#source()}</aside>
      <main id="run">
        <h1 class="unseen">${OPENED_TITLE}</h1>
        ${state.phase === 'empty' ? nothing : this.#status(state)} ${this.#notices()}
        <class-table
          .state=${shown}
          .order=${this.classOrder}
          @class-sort=${({ order }: ClassSortEvent) => {
            this.classOrder = order;
          }}
          @hand-in-open=${({ at }: HandInOpenEvent) => this.#leaveClass(() => this.desk.openHandIn(at))}
          @together-request=${() => this.#leaveClass(() => this.desk.readTogether())}
          @stop-request=${() => this.desk.stopClass()}
          @class-resume=${() => this.desk.resumeClass()}
        ></class-table>
      </main>`;
  }

  /** From what is open of a class to its table. */
  #classWay(shown: ClassState | undefined) {
    if (!shown) return nothing;
    const { open, handIns } = shown;
    const isOne = shown.shown === 'one' && open !== undefined;
    return html`<nav class="class-way" aria-label=${CLASS_WORDS.title}>
      <button type="button" @click=${this.#backToClass}>
        ${isOne ? CLASS_WORDS.back : CLASS_WORDS.apart}
      </button>
      <span> ${isOne ? handInPlace(handIns[open]!.name, open, handIns.length) : CLASS_WORDS.apartLead} </span>
    </nav>`;
  }

  #leaveClass(leave: () => void): void {
    this.#classScroll = scrollY;
    leave();
    scrollTo({ top: 0, behavior: 'instant' });
  }

  readonly #backToClass = (): void => {
    const { open, shown } = this.desk.state.class ?? {};
    this.#backTo = { at: shown === 'one' ? open : undefined };
    this.desk.showClass();
  };

  /** Back at the table: where a person was, and at the hand-in that was open. */
  override updated(): void {
    const table = this.renderRoot.querySelector<ClassTable>('class-table');
    const backTo = this.#backTo;
    if (!table || !backTo) return;
    this.#backTo = undefined;
    void table.updateComplete.then(() => {
      scrollTo({ top: this.#classScroll, behavior: 'instant' });
      if (backTo.at !== undefined) table.focusHandIn(backTo.at);
    });
  }

  #status(state: OpenState) {
    return html`<open-status .desk=${state} @stop-request=${() => this.desk.stop()}></open-status>`;
  }

  #notices(isSaid = true) {
    const { broughtFrom } = this.desk.state;
    return html`<fragment-problems
        .problems=${this.problems.map(message => ({ field: 'fragment', message }))}
      ></fragment-problems>
      ${
        isSaid && broughtFrom
          ? html`<p class="brought">
              ${broughtSentence(broughtFrom)}
              <button type="button" class="link" @click=${this.#askDrop}>${READING_BUTTONS.drop}</button>
            </p>`
          : nothing
      }`;
  }

  /** The owner hears of it too, because the address may have the reading. */
  readonly #askDrop = (): void => {
    this.dispatchEvent(new ReadingDropEvent());
    this.#dropReading();
  };

  readonly #dropReading = (): void => {
    this.desk.dropReading();
  };

  #accounts({ opened }: OpenState) {
    if (!opened || opened.files.length === 0) return nothing; // it came inside a link
    return html`<file-accounts .files=${opened.files} .notes=${opened.notes}></file-accounts> ${
        opened.skipped.length > 0
          ? html`<skipped-lines .skipped=${opened.skipped} .files=${opened.files}></skipped-lines>`
          : nothing
      }`;
  }

  /** The first lines of a log that was read without a pattern are of no use until somebody unfolds it. */
  #lookForPattern(opened: OpenState['opened']): void {
    this.#lookedAt = opened;
    const { lines, file } = this.desk.state.pattern;
    if (opened && lines.length === 0) this.desk.choosePatternFile(file);
  }

  /** Unfolded by itself where it is needed, and whenever a person unfolds it. */
  #pattern(state: OpenState, summary: string, isNeeded: boolean) {
    return html`<details
      class="pattern"
      ?open=${isNeeded || this.isPatternOpen}
      @toggle=${({ target }: Event) => {
        this.isPatternOpen = (target as HTMLDetailsElement).open;
      }}
    >
      <summary>${summary}</summary>
      ${this.#patternImport(state)}
    </details>`;
  }

  #patternImport(state: OpenState) {
    return html`<pattern-import
      .desk=${state}
      @pattern-change=${({ pattern }: PatternChangeEvent) => this.desk.writePattern(pattern)}
      @word-meaning-change=${({ word, meaning }: WordMeaningChangeEvent) =>
        this.desk.changeWord(word, meaning)}
      @pattern-file-choose=${({ file }: PatternFileChooseEvent) => this.desk.choosePatternFile(file)}
      @preview-stop=${() => this.desk.stopPreview()}
      @pattern-read=${() => this.desk.readWithPattern()}
    ></pattern-import>`;
  }

  readonly #open = ({ files, notes }: FilesOpenEvent): void => {
    if (mayBeLesson(files)) void this.#openOrTeach(files, notes);
    else this.desk.open(files, notes);
  };

  async #openOrTeach(files: readonly File[], notes: readonly string[]): Promise<void> {
    const lesson = await lessonIn(files);
    if (lesson) this.dispatchEvent(new LessonOpenEvent(lesson));
    else this.desk.open(files, notes);
  }

  /** Pasting anywhere but into a field opens what is pasted, files and text alike. */
  readonly #paste = (event: ClipboardEvent): void => {
    if (this.hidden || isIntoField(event) || !event.clipboardData) return;
    event.preventDefault();
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData('text/plain');
    if (files.length > 0) this.#open(new FilesOpenEvent(files, []));
    else if (text.trim() !== '') this.desk.open([pastedText(text, '')]);
  };
}

function isIntoField(event: Event): boolean {
  const [into] = event.composedPath();
  return into instanceof HTMLTextAreaElement || into instanceof HTMLInputElement;
}

/** Words that are dragged into a field are for the field. */
function isWordsIntoField(event: DragEvent): boolean {
  return isIntoField(event) && event.dataTransfer?.types.includes('Files') !== true;
}

declare global {
  interface HTMLElementTagNameMap {
    'open-view': OpenView;
  }
}
