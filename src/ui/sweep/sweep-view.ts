// The view of a sweep: the grid at the side, its map as the hero, sentences, table and file below. It composes the other
// elements and looks at the sweep through its door.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { boundaryRate } from '../../analysis/sweep-digest.ts';
import { sweepOutlook, USUAL_DIE } from '../../analysis/sweep-outlook.ts';
import { sweepOutlookSentences, sweepWhy } from '../../words/sweep-outlook.ts';
import {
  DEFAULT_SWEEP_DRAFT,
  parseSweepDraft,
  type ParsedSweepDraft,
  type SweepSettings,
} from '../../address/sweep.ts';
import type { SweepDoor, SweepState } from './sweep-state.ts';
import { writeSweepCsv } from '../../formats/sweep-csv.ts';
import {
  FORM_BUTTONS,
  IN_SETTINGS,
  OTHER_SETTINGS_SWEEP,
  SETTINGS_TITLE,
  SWEEP_TITLE,
} from '../../words/forms.ts';
import { savedFile } from '../../words/run-files.ts';
import {
  csvNote,
  PREDICTION_WITHOUT_FAULTS,
  SAVE_CSV,
  SWEEP_IN_SHORT,
  sweepInShort,
} from '../../words/sweep.ts';
import { problemsInWords } from '../../words/problems.ts';
import { goOrStop } from '../parts/go-or-stop.ts';
import { DoorController } from '../parts/door-controller.ts';
import { NarrowController } from '../parts/narrow-controller.ts';
import '../trial/run-outlook.ts';
import { laboratoryLayout } from '../parts/styles/laboratory-layout.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { shortBar } from '../parts/styles/short-bar.styles.ts';
import './large-sweep-dialog.ts';
import type { LargeSweepDialog } from './large-sweep-dialog.ts';
import { saveFile } from '../parts/save-file.ts';
import type { SliceChooseEvent } from './sweep-events.ts';
import './sweep-form.ts';
import './sweep-map.ts';
import { FIRST_SLICE, SweepSlice, type SliceChoice } from './sweep-slice.ts';
import './sweep-status.ts';
import './sweep-table.ts';
import { sweepView } from './sweep-view.styles.ts';

/**
 * @fires sweep-draft-change - the owner is to parse the new draft and set `parsed`
 */
@customElement('sweep-view')
export class SweepView extends LitElement {
  static override styles = [reset, buttons, laboratoryLayout, shortBar, sweepView];

  @property({ attribute: false }) laboratory!: SweepDoor;
  @property({ attribute: false }) parsed: ParsedSweepDraft = parseSweepDraft(DEFAULT_SWEEP_DRAFT);

  @state() private choice: SliceChoice = FIRST_SLICE;
  @state() private said = '';
  @query('large-sweep-dialog') private dialog!: LargeSweepDialog;

  readonly #width = new NarrowController(this);
  /** Of the last draft without problems: its map is shown before the first sweep. */
  #drafted: SweepSettings = this.parsed.settings!;

  constructor() {
    super();
    new DoorController(this, () => this.laboratory);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('parsed')) this.#drafted = this.parsed.settings ?? this.#drafted;
  }

  /** Runs what the fields say; a large sweep asks first. */
  request(): void {
    const { settings } = this.parsed;
    if (!settings || this.#going) return;
    if (settings.plan.large) void this.updateComplete.then(() => this.dialog.ask());
    else this.#run();
  }

  /** Runs what the fields say when it is first seen, unless that is a large sweep. */
  arrive(): void {
    if (this.parsed.settings?.plan.large === false && this.laboratory.state.phase === 'idle') this.#run();
  }

  override render() {
    const parts = this.#width.isNarrow ? ['bar', 'sweep', 'form'] : ['form', 'sweep'];
    return html`${repeat(
        parts,
        part => part,
        part => (part === 'form' ? this.#form() : part === 'bar' ? this.#bar() : this.#sweep()),
      )}
      <large-sweep-dialog
        .plan=${this.parsed.settings?.plan}
        .ticksPerSecond=${this.laboratory.state.ticksPerSecond}
        workers=${this.laboratory.state.workers}
        @run-request=${this.#run}
      ></large-sweep-dialog>`;
  }

  #form() {
    const { phase } = this.laboratory.state;
    return html`<aside>
      <sweep-form
        .parsed=${this.parsed}
        ?running=${phase === 'running'}
        ?counting=${phase === 'counting'}
        ?buttonless=${this.#width.isNarrow}
        @run-request=${this.request}
        @stop-request=${this.#cancel}
      ></sweep-form>
    </aside>`;
  }

  /** On a phone the form comes last; this keeps its button in reach. */
  #bar() {
    const problems = this.parsed.problems.length;
    return html`<div class="bar sticky" role="region" aria-label=${SWEEP_IN_SHORT}>
      <p>
        ${
          problems > 0 && !this.#going
            ? html`<b>${problemsInWords(problems)}</b>${IN_SETTINGS}`
            : sweepInShort(this.#drafted.plan)
        }
      </p>
      <button type="button" @click=${this.#showForm}>${SETTINGS_TITLE}</button>
      <button
        class="main"
        type="button"
        ?disabled=${!this.#going && problems > 0}
        @click=${(event: MouseEvent) =>
          goOrStop(
            event,
            this.#going,
            () => this.request(),
            () => this.#cancel(),
          )}
      >
        ${this.#going ? FORM_BUTTONS.cancel : FORM_BUTTONS.run}
      </button>
    </div>`;
  }

  #sweep() {
    const { state } = this.laboratory;
    const slice = new SweepSlice(state.settings ?? this.#drafted, this.choice);
    return html`<main id="run">
      <h1 class="unseen">${SWEEP_TITLE}</h1>
      <sweep-status .sweep=${state}></sweep-status>
      ${this.#isOld(state) ? html`<p class="note">${OTHER_SETTINGS_SWEEP}</p>` : nothing}
      <sweep-map
        .sweep=${state}
        .slice=${slice}
        @slice-choose=${({ choice }: SliceChooseEvent) => {
          this.choice = choice;
        }}
      ></sweep-map>
      ${this.#afterwards(state, slice)}
    </main>`;
  }

  #afterwards(state: SweepState, slice: SweepSlice) {
    const cells = slice.cellsOf(state.cells);
    if (cells.length === 0) return nothing;
    const sentences = [
      ...sweepOutlookSentences(sweepOutlook(cells)),
      ...(cells.some(({ hasFaults }) => hasFaults) ? [PREDICTION_WITHOUT_FAULTS] : []),
    ];
    const why = sweepWhy(boundaryRate(slice.axes.fast, USUAL_DIE), USUAL_DIE);
    return html`${
        sentences.length > 0
          ? html`<run-outlook .sentences=${sentences} .why=${why} over></run-outlook>`
          : nothing
      }
      <sweep-table .cells=${slice.cellsWithFaultsOf(state.cells)}></sweep-table>
      <div class="files">
        <button type="button" @click=${() => this.#save(state)}>${SAVE_CSV}</button>
        <p role="status">${this.said || csvNote(state.cells.length)}</p>
      </div>`;
  }

  get #going(): boolean {
    const { phase } = this.laboratory.state;
    return phase === 'running' || phase === 'counting';
  }

  #isOld({ settings }: SweepState): boolean {
    const now = this.parsed.settings;
    if (!settings || !now || this.#going || settings === now) return false;
    return JSON.stringify(settings) !== JSON.stringify(now);
  }

  #run(): void {
    const { settings } = this.parsed;
    if (settings) this.laboratory.run(settings);
    this.said = '';
  }

  #cancel(): void {
    this.laboratory.cancel();
  }

  #save({ cells }: SweepState): void {
    const file = writeSweepCsv(cells);
    saveFile(file);
    this.said = savedFile(file.name);
  }

  #showForm(): void {
    this.renderRoot.querySelector('sweep-form')?.scrollIntoView();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sweep-view': SweepView;
  }
}
