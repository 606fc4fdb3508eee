// What every form does alike, over its table of fields: shows a field with what is wrong beside it, hands on each change as
// a whole new draft, starts on Enter, and leads to the first problem.
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { DraftOf, NameIn, ParsedDraft, ShownFields } from '../../address/fields.ts';
import { fixBeforeRunning } from '../../words/form-problems.ts';
import './choice-field.ts';
import type { FieldChangeEvent } from './events.ts';
import './number-field.ts';
import { showFirstProblem } from './show-problem.ts';
import './text-field.ts';

export interface FormOptions<Table extends ShownFields> {
  readonly fields: Table;
  readonly parsed: () => ParsedDraft<DraftOf<Table>, unknown>;
  /** The fields cannot be changed for now. */
  readonly resting: () => boolean;
  /** The owner of the draft is to take this one over. */
  readonly change: (draft: DraftOf<Table>) => void;
  /** Enter in a field, and the button of the form. Called only where nothing is wrong and nothing rests. */
  readonly go: () => void;
}

export class FormController<Table extends ShownFields> {
  readonly #host: LitElement;
  readonly #options: FormOptions<Table>;

  constructor(host: LitElement, options: FormOptions<Table>) {
    this.#host = host;
    this.#options = options;
  }

  /** One field of the table; `max` and `change` where they depend on others. */
  field(
    name: NameIn<Table>,
    {
      max,
      change = text => this.change({ [name]: text } as Partial<DraftOf<Table>>),
    }: { readonly max?: number; readonly change?: (text: string) => void } = {},
  ): TemplateResult {
    const control = this.#options.fields[name]!.control;
    const text = this.#options.parsed().draft[name] ?? '';
    const problem = this.problemOf(name);
    const resting = this.#options.resting();
    const changed = ({ value }: FieldChangeEvent): void => change(value);
    switch (control.kind) {
      case 'number':
        return html`<number-field
          label=${control.label}
          .value=${text}
          .unit=${control.unit}
          min=${control.min}
          max=${max ?? control.max}
          ?plain=${!control.stepped}
          .problem=${problem}
          ?disabled=${resting}
          @field-change=${changed}
        ></number-field>`;
      case 'choice':
        return html`<choice-field
          label=${control.label}
          ?label-unseen=${control.look === 'without label'}
          ?stacked=${control.look === 'stacked'}
          .value=${text}
          .choices=${control.choices}
          .note=${control.choices.find(choice => choice.value === text)?.note ?? ''}
          .problem=${problem}
          ?disabled=${resting}
          @field-change=${changed}
        ></choice-field>`;
      case 'text':
        return html`<text-field
          label=${control.label}
          unit=${control.unit}
          note=${control.note}
          ?wide=${control.wide}
          .value=${text}
          .problem=${problem}
          ?disabled=${resting}
          @field-change=${changed}
        ></text-field>`;
    }
  }

  /** What is wrong with a field, or with what is named like one; empty when nothing is. */
  problemOf(name: string): string {
    return this.#options.parsed().problems.find(({ field }) => field === name)?.message ?? '';
  }

  /** For `keydown` of the form: a form does not see the inputs inside these elements by itself. */
  readonly press = (event: KeyboardEvent): void => {
    const [field] = event.composedPath();
    const isText = field instanceof HTMLInputElement && field.type === 'text';
    if (event.key === 'Enter' && isText) this.go();
  };

  /** Does what the form is for, unless something is wrong. */
  readonly go = (): void => {
    const { parsed, resting, go } = this.#options;
    if (parsed().problems.length === 0 && !resting()) go();
  };

  change(change: Partial<DraftOf<Table>>): void {
    this.#options.change({ ...this.#options.parsed().draft, ...change });
  }

  /** How many problems there are, as a way to the first of them; nothing where there are none. */
  wayToProblem(words = fixBeforeRunning): TemplateResult | typeof nothing {
    const { problems } = this.#options.parsed();
    if (problems.length === 0) return nothing;
    return html`<button class="link" type="button" @click=${() => showFirstProblem(this.#host.renderRoot)}>
      ${words(problems.length)}
    </button>`;
  }
}
