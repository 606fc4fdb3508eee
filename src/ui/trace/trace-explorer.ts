// What a trace says beside its stage, in tabs: events, audit, clocks. It needs a trace and nothing else, so it serves runs and
// opened logs alike.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ref, createRef } from 'lit/directives/ref.js';
import type { Trace } from '../../core/trace.ts';
import type { LensChangeEvent } from './clocks/clocks-events.ts';
import { LensLabels, RECORDED, type LensChoice } from './clocks/lens-labels.ts';
import '../parts/lazy-part.ts';
import { tabContent, TRACE_TABS_NAME } from '../../words/trace-tabs.ts';
import { VERDICT_WORDS } from '../../words/verdict.ts';
import { AuditController } from './audit/audit-controller.ts';
import { DoorController } from '../parts/door-controller.ts';
import { announceTool, type Presented } from '../parts/page-tool-event.ts';
import { reset, sheet } from '../parts/styles/shared.styles.ts';
import type { TraceFocus } from './trace-focus.ts';
import './fault-list.ts';
import { PANELS, type Panel, type PanelContext } from './panels.ts';
import { traceExplorer } from './trace-explorer.styles.ts';

@customElement('trace-explorer')
export class TraceExplorer extends LitElement {
  static override styles = [reset, sheet, traceExplorer];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  /** Whether the run goes on. */
  @property({ type: Boolean }) live = false;
  /** Where the run stands, in milliseconds since its start; undefined when it does not go on. */
  @property({ attribute: false }) nowMs: number | undefined;
  /** Shared with whatever else of the page shows this trace; the owner resets it for another trace. */
  @property({ attribute: false }) traceFocus!: TraceFocus;

  @state() private lens: LensChoice = RECORDED;
  readonly #labels = new LensLabels();
  readonly #tabs = createRef<HTMLElement>();
  readonly #audit = new AuditController(this);

  constructor() {
    super();
    announceTool(this);
    new DoorController(this, () => this.traceFocus);
  }

  get presented(): Presented {
    const { trace, revision, live, nowMs, traceFocus } = this;
    return { trace, revision, live, nowMs, traceFocus };
  }

  /** Shows the table of events and puts the cursor into its search, once that is there. */
  takeSearch(): void {
    this.show('events');
    void this.#searchEvents();
  }

  /** For the count on its tab; the panel asks for the same answer. */
  override willUpdate(): void {
    this.#audit.show(this.trace);
    const { state } = this.#audit;
    const isOld = state.kind === 'done' && state.revision !== this.revision;
    if (!this.live && (state.kind === 'idle' || isOld)) this.#audit.start(this.revision);
  }

  /** Shows a panel, and brings it into sight. */
  show(id: string): void {
    this.#choose(PANELS.find(panel => panel.id === id) ?? this.#shown);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
    this.#tabs.value?.querySelector<HTMLElement>(`#tab-${id}`)?.focus({ preventScroll: true });
  }

  override render() {
    const shown = this.#shown;
    return html`<div class="layout">
      <div
        class="tabs"
        role="tablist"
        aria-label=${TRACE_TABS_NAME}
        ${ref(this.#tabs)}
        @keydown=${this.#press}
      >
        ${PANELS.map(panel => this.#tab(panel))}
      </div>
      <div
        id="panel"
        role="tabpanel"
        aria-labelledby="tab-${shown.id}"
        tabindex="-1"
        @lens-change=${({ choice }: LensChangeEvent) => {
          this.lens = choice;
        }}
      >
        <lazy-part
          name=${tabContent(shown.label)}
          element=${shown.element}
          .load=${shown.load}
          .content=${() => shown.render(this.#context)}
        ></lazy-part>
      </div>
      <fault-list .trace=${this.trace} revision=${this.revision} .traceFocus=${this.traceFocus}></fault-list>
    </div>`;
  }

  /** The one that the focus names, and the first one where it names none that is here. */
  get #shown(): Panel {
    const { tab } = this.traceFocus.state;
    return PANELS.find(({ id }) => id === tab) ?? PANELS[0]!;
  }

  #choose({ id }: Panel): void {
    this.traceFocus.change({ tab: id });
    this.requestUpdate(); // whoever waits for the panel does not wait for a frame
  }

  async #searchEvents(): Promise<void> {
    await this.updateComplete;
    const part = this.renderRoot.querySelector('lazy-part');
    if (!part || !(await part.whenShown())) return; // the part says itself that it could not be loaded
    const table = part.renderRoot.querySelector('event-table');
    await table?.updateComplete;
    table?.takeSearch();
  }

  #tab(panel: Panel) {
    const chosen = panel === this.#shown;
    return html`<button
      type="button"
      role="tab"
      id="tab-${panel.id}"
      aria-selected=${chosen ? 'true' : 'false'}
      aria-controls="panel"
      tabindex=${chosen ? 0 : -1}
      @click=${() => this.#choose(panel)}
    >
      ${panel.label}${panel.id === 'audit' ? this.#badge() : nothing}
    </button>`;
  }

  #badge() {
    const { state } = this.#audit;
    if (state.kind !== 'done' || state.report.faults === 0) return nothing;
    const { faults } = state.report;
    return html` <span class="badge"
      ><span aria-hidden="true">✗ ${VERDICT_WORDS.badge(faults)}</span
      ><span class="unseen">, ${VERDICT_WORDS.badgeName(faults)}</span></span
    >`;
  }

  get #context(): PanelContext {
    const { trace, revision, live, nowMs, traceFocus: focus, lens } = this;
    return { trace, revision, live, nowMs, focus, lens, labels: this.#labels.of(trace, revision, lens) };
  }

  /** Left and right, round the end, Home and End; a tab that gets the focus shows its panel. */
  #press(event: KeyboardEvent): void {
    const at = PANELS.indexOf(this.#shown);
    const last = PANELS.length - 1;
    const targets: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#choose(PANELS[target]!);
    this.#tabs.value?.querySelectorAll('button')[target]?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trace-explorer': TraceExplorer;
  }
}
