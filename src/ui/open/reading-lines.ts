// The original lines with what is read from them: each value marked by a colour and a letter, lines that are ignored struck
// through. A screen reader hears what each value is taken for.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LookLine } from '../../formats/infer/look.ts';
import { LINE_WORDS, READING_TITLES, ROLE_WORDS } from '../../words/reading.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { readingColours } from './reading-colours.styles.ts';

@customElement('reading-lines')
export class ReadingLines extends LitElement {
  static override styles = [
    reset,
    readingColours,
    css`
      .scroll {
        max-height: 420px;
        overflow: auto;
      }
      h3 {
        margin: var(--space-2) 0 2px;
        color: var(--ink-soft);
        font-size: var(--size-small);
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      li {
        display: grid;
        grid-template-columns: 4ch minmax(0, 1fr);
        gap: var(--space-2);
        padding: 2px 0;
        font:
          var(--size-small) / 1.7 ui-monospace,
          monospace;
      }
      .line {
        color: var(--ink-soft);
        text-align: end;
      }
      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      mark {
        -webkit-box-decoration-break: clone;
        box-decoration-break: clone;
      }
      del {
        color: var(--ink-soft);
      }
      .unknown {
        text-decoration: underline wavy var(--problem);
        text-decoration-skip-ink: none;
      }
      .more {
        color: var(--ink-soft);
        font-family: var(--font);
      }
    `,
  ];

  @property({ attribute: false }) lines: readonly LookLine[] = [];

  override render() {
    const files = [...new Set(this.lines.map(({ file }) => file))];
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${READING_TITLES.lines}>
      ${files.map(
        file =>
          html`<h3>${file}</h3>
            <ol>
              ${this.lines.filter(line => line.file === file).map(line => this.#line(line))}
            </ol>`,
      )}
    </div>`;
  }

  #line(line: LookLine) {
    const { kind, leftOut } = line;
    const marked = this.#marked(line);
    return html`<li>
      <span class="line">${line.line}</span>
      <span class="text"
        >${
          kind === 'ignore'
            ? html`<del><span class="unseen">${LINE_WORDS.ignored}</span>${marked}</del>`
            : kind === 'unknown'
              ? html`<span class="unknown"><span class="unseen">${LINE_WORDS.unknown}</span>${marked}</span>`
              : marked
        }${leftOut > 0 ? html`<span class="more">${LINE_WORDS.leftOut(leftOut)}</span>` : nothing}</span
      >
    </li>`;
  }

  #marked({ text, spans, kind }: LookLine) {
    if (kind === 'ignore' || kind === 'unknown') return text;
    let at = 0;
    const parts = spans.map(({ start, end, role }) => {
      const before = text.slice(at, start);
      at = end;
      const { name, letter } = ROLE_WORDS[role];
      return html`${before}<mark class="role ${role}" title=${name}
          ><span class="unseen">${name}: </span
          ><span class="letter" aria-hidden="true">${letter}</span>${text.slice(start, end)}</mark
        >`;
    });
    return html`${parts}${text.slice(at)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reading-lines': ReadingLines;
  }
}
