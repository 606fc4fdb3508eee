// What a person takes away from a run: the trace in every format, whole or the stretch that the diagram shows, and each
// machine's log.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Trace } from '../../core/trace.ts';
import { countEvents } from '../../formats/stretch.ts';
import type { WriteFormat } from '../../formats/write.ts';
import { writtenSizeOf } from '../../formats/written-size.ts';
import '../parts/choice-field.ts';
import { DoorController } from '../parts/door-controller.ts';
import type { FieldChangeEvent } from '../parts/events.ts';
import '../parts/machine-mark.ts';
import { runFiles } from './run-files.styles.ts';
import {
  caution,
  largeFileNote,
  LOG_PURPOSE,
  logOf,
  notWritten,
  offeredFor,
  RUN_FILES_WORDS,
  savedFile,
  shownStretch,
  stoppedWriting,
  writingFile,
  writtenSoFar,
  type OfferedFormat,
} from '../../words/run-files.ts';
import { machineName } from '../../words/machine-name.ts';
import { saveBlob } from '../parts/save-file.ts';
import { choosers } from '../parts/styles/control.styles.ts';
import { progress } from '../parts/styles/progress.styles.ts';
import { panel } from './panel.styles.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import { traceHomeOf } from './trace-home-request.ts';
import type { TimeWindow, TraceFocus } from './trace-focus.ts';

/** Machines: beyond, their logs are chosen from a list. */
const BUTTONS_MAX = 8;

interface Writing {
  readonly label: string;
  readonly stop: AbortController;
  /** From 0 to 1. */
  readonly portion: number;
}

@customElement('run-files')
export class RunFiles extends LitElement {
  static override styles = [reset, buttons, sheet, panel, progress, choosers, runFiles];

  /** Of a run that has ended. */
  @property({ attribute: false }) trace!: Trace;
  /** Of the trace: grows with it. */
  @property({ type: Number }) revision = 0;
  /** Says which stretch is looked at; without it, the whole run is written. */
  @property({ attribute: false }) traceFocus: TraceFocus | undefined;

  @state() private ofStretch = false;
  @state() private machine = 1;
  @state() private writing: Writing | undefined;
  @state() private said: { readonly text: string; readonly failed: boolean } = { text: '', failed: false };

  /** Of which trace and stretch the numbers in the list are: counting a million events ten times a second is too much. */
  #counted:
    { readonly trace: Trace; readonly window: TimeWindow | undefined; readonly events: number } | undefined;

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.writing?.stop.abort();
  }

  override render() {
    const shown = this.#looked;
    const events = this.#count();
    return html`<section class="sheet" aria-labelledby="title">
      <h2 id="title">${RUN_FILES_WORDS.title}</h2>
      ${
        shown
          ? html`<choice-field
              label=${RUN_FILES_WORDS.part}
              label-unseen
              .value=${this.ofStretch ? 'stretch' : 'run'}
              .choices=${[
                { value: 'run', label: RUN_FILES_WORDS.wholeRun },
                {
                  value: 'stretch',
                  label: shownStretch(this.trace.engine, shown.fromMs, shown.toMs),
                },
              ]}
              @field-change=${(event: FieldChangeEvent) => (this.ofStretch = event.value === 'stretch')}
            ></choice-field>`
          : nothing
      }
      <ul class="formats">
        ${offeredFor(this.trace.engine).map(offered => this.#offer(offered, events))}
      </ul>
      ${this.#logs()} ${this.#progress()}
      <p class="said ${this.said.failed ? 'failed' : ''}" role="status">${this.said.text}</p>
    </section>`;
  }

  #offer({ format, label, purpose }: OfferedFormat, events: number) {
    const size = largeFileNote(
      writtenSizeOf(this.trace, format, format === 'jsonl' ? this.trace.eventCount : events),
    );
    const care = caution(format, events, this.trace);
    return html`<li>
      <button type="button" aria-describedby="about-${format}" @click=${() => this.#write(format, label)}>
        ${label}
      </button>
      <p id="about-${format}">
        ${purpose} ${size ? html`<span class="size">${size}</span>` : nothing}
        ${care ? html`<span class="caution">${care}</span>` : nothing}
      </p>
    </li>`;
  }

  #logs() {
    const { logs } = this.trace;
    return html`<h3>${RUN_FILES_WORDS.logs}</h3>
      <p>${LOG_PURPOSE}</p>
      <div class="logs">
        ${
          logs.length > BUTTONS_MAX
            ? html`<label
                  >${RUN_FILES_WORDS.machine}
                  <select
                    .value=${live(String(this.machine))}
                    @change=${(event: Event) =>
                      (this.machine = Number((event.target as HTMLSelectElement).value))}
                  >
                    ${logs.map(
                      ({ machine }) =>
                        html`<option value=${machine} ?selected=${machine === this.machine}>
                          ${machineName(this.trace, machine)}
                        </option>`,
                    )}
                  </select></label
                >${this.#logButton(Math.min(this.machine, logs.length))}`
            : logs.map(({ machine }) => this.#logButton(machine))
        }
      </div>`;
  }

  #logButton(machine: number) {
    const label = logOf(this.trace.nameOf(machine));
    return html`<button type="button" @click=${() => this.#write('log', label, machine - 1)}>
      <machine-mark machine=${machine}></machine-mark>${label}
    </button>`;
  }

  #progress() {
    if (!this.writing) return nothing;
    const { label, portion, stop } = this.writing;
    return html`<div class="writing">
      <p>${writtenSoFar(label, portion)}</p>
      <progress aria-label=${writingFile(label)} max="1" .value=${portion}></progress>
      <button type="button" @click=${() => stop.abort()}>${RUN_FILES_WORDS.stop}</button>
    </div>`;
  }

  /** The stretch that somebody has chosen to look at; where the diagram follows the run by itself, nobody has. */
  get #looked(): TimeWindow | undefined {
    const { window, follows = false } = this.traceFocus?.state ?? {};
    return follows ? undefined : window;
  }

  get #window(): TimeWindow | undefined {
    return this.ofStretch ? this.#looked : undefined;
  }

  #count(): number {
    const window = this.#window;
    const { trace } = this;
    if (this.#counted?.trace !== trace || this.#counted.window !== window)
      this.#counted = { trace, window, events: countEvents(trace, window) };
    return this.#counted.events;
  }

  /** Another one that is still being written makes way. */
  async #write(format: WriteFormat, label: string, file = 0): Promise<void> {
    this.writing?.stop.abort();
    const stop = new AbortController();
    this.writing = { label, stop, portion: 0 };
    this.said = { text: '', failed: false };
    const isMine = (): boolean => this.writing?.stop === stop;
    try {
      const written = await traceHomeOf(this).write(this.trace, format, file, {
        revision: this.revision,
        window: this.#window,
        signal: stop.signal,
        onProgress: portion => {
          if (isMine()) this.writing = { label, stop, portion };
        },
      });
      saveBlob(written.name, written.content);
      this.said = { text: [savedFile(written.name), ...written.notes].join(' '), failed: false };
    } catch (error) {
      if (!isMine()) return;
      this.said = stop.signal.aborted
        ? { text: stoppedWriting(label), failed: false }
        : { text: notWritten(label, sentence(error)), failed: true };
    } finally {
      if (isMine()) this.writing = undefined;
    }
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

declare global {
  interface HTMLElementTagNameMap {
    'run-files': RunFiles;
  }
}
