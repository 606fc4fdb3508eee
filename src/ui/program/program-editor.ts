// The text of a program, to be read and changed: what is wrong is marked at its place, and names are completed and explained. The
// editor is a library's; only this and the files beside it know it. Colours and what helps to write are fetched once the text is there.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput, syntaxTree } from '@codemirror/language';
import type { Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProgramShape } from '../../sandbox/box-jobs.ts';
import { PROGRAM_WORDS } from '../../words/program-view.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { ViewEvent } from '../parts/view-event.ts';
import type * as EditorHelp from './editor-help.ts';
import { programEditor } from './program-editor.styles.ts';
import type { TextPlace } from './step-problem.ts';

/** What is wrong, and where; without a place it is where the text stops making sense, or else at its beginning. */
export interface MarkedProblem {
  readonly message: string;
  readonly place: TextPlace | undefined;
}

/** A person has changed the text. */
export class CodeChangeEvent extends ViewEvent {
  static readonly type = 'code-change';
  constructor(readonly code: string) {
    super(CodeChangeEvent.type);
  }
}

/** @fires code-change */
@customElement('program-editor')
export class ProgramEditor extends LitElement {
  static override styles = [reset, programEditor];

  @property() code = '';
  @property({ attribute: false }) shape: ProgramShape | undefined;
  @property({ attribute: false }) problems: readonly MarkedProblem[] = [];

  #view: EditorView | undefined;
  readonly #helpPlace = new Compartment();
  /** Undefined until it is there. */
  #help: typeof EditorHelp | undefined;

  override render() {
    return html`<div class="ground"></div>
      <p id="help">${PROGRAM_WORDS.editorHelp}</p>`;
  }

  override firstUpdated(): void {
    this.#view = new EditorView({
      parent: this.renderRoot.querySelector('.ground')!,
      root: this.shadowRoot!,
      state: this.#stateWith(this.code),
    });
    void import('./editor-help.ts').then(help => {
      this.#help = help;
      this.#view!.dispatch({ effects: this.#helpPlace.reconfigure(this.#helping) });
      this.#mark();
    });
  }

  override updated(changed: PropertyValues<this>): void {
    const view = this.#view!;
    if (changed.has('code') && view.state.doc.toString() !== this.code)
      view.setState(this.#stateWith(this.code)); // another text, with an undo of its own
    if (changed.has('problems') || changed.has('code')) this.#mark();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#view?.contentDOM.blur();
  }

  /** Puts the cursor there. */
  goTo(place: TextPlace | undefined): void {
    const view = this.#view;
    if (!view) return;
    view.dispatch({ selection: { anchor: this.#offsetOf(place) }, scrollIntoView: true });
    view.focus();
  }

  #stateWith(doc: string): EditorState {
    return EditorState.create({
      doc,
      extensions: [
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        this.#helpPlace.of(this.#helping),
        // Tab is not among them: it leaves the editor, as it leaves any field.
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          'aria-label': PROGRAM_WORDS.text,
          'aria-describedby': 'help',
          tabindex: '0',
        }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (docChanged && state.doc.toString() !== this.code)
            this.dispatchEvent(new CodeChangeEvent(state.doc.toString()));
        }),
      ],
    });
  }

  get #helping(): Extension {
    return this.#help?.editorHelp(() => this.shape) ?? [];
  }

  #mark(): void {
    const { state } = this.#view!;
    const marks = this.#help?.setDiagnostics(
      state,
      this.problems.map(problem => this.#diagnostic(problem)),
    );
    if (marks) this.#view!.dispatch(marks);
  }

  #diagnostic({ message, place }: MarkedProblem): Diagnostic {
    const { state } = this.#view!;
    const from = place ? this.#offsetOf(place) : (firstErrorIn(state) ?? 0);
    const word = state.wordAt(from);
    const to = Math.max(word?.to ?? from, Math.min(from + 1, state.doc.length));
    return { from, to, severity: 'error', message };
  }

  #offsetOf(place: TextPlace | undefined): number {
    const { doc } = this.#view!.state;
    if (!place) return firstErrorIn(this.#view!.state) ?? 0;
    const line = doc.line(Math.min(Math.max(1, place.line), doc.lines));
    return Math.min(line.to, line.from + Math.max(0, place.column - 1));
  }
}

/** Where the text is first not JavaScript. */
function firstErrorIn(state: EditorState): number | undefined {
  let found: number | undefined;
  syntaxTree(state).iterate({
    enter: ({ type, from }) => {
      if (type.isError) found ??= from;
      return found === undefined;
    },
  });
  return found;
}

declare global {
  interface HTMLElementTagNameMap {
    'program-editor': ProgramEditor;
  }
  interface HTMLElementEventMap {
    'code-change': CodeChangeEvent;
  }
}
