// How the page writes the blocks of a document: paragraphs, tables, and figures with their numbers beside them.
import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Block, DocumentTable, FigureWithTable } from '../../notebook/document/document.ts';
import { DOCUMENT_SIZE, figureHeight, figureSvg } from '../../formats/figure/figure-svg.ts';
import '../parts/machine-mark.ts';
import { AS_A_TABLE } from '../../words/notebook.ts';
import { styled } from '../parts/styled.ts';

export function blocksTemplate(blocks: readonly Block[]): readonly TemplateResult[] {
  return blocks.map(block => {
    switch (block.kind) {
      case 'paragraph':
        return html`<p>${block.lead ? html`<strong>${block.lead}</strong>` : nothing} ${block.text}</p>`;
      case 'list':
        return html`<ul>
          ${block.items.map(item => html`<li>${item}</li>`)}
        </ul>`;
      case 'table':
        return tableTemplate(block.table);
      case 'figures':
        return figuresTemplate(block.figures);
      case 'remark':
        return html`<blockquote>${block.text}</blockquote>`;
    }
  });
}

/** With `onHead`, each row's name is a button that calls it with the number of the row, from 0. */
export function tableTemplate(
  { caption, columns, groups }: DocumentTable,
  onHead?: (row: number) => void,
): TemplateResult {
  const grouped = groups.length > 1;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${caption}>
    <table>
      <caption>
        <span class="stays">${caption}</span>
      </caption>
      <thead>
        <tr>
          ${columns.map(column => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      ${groups.map(
        ({ title, rows }) =>
          html`<tbody>
            ${
              grouped
                ? html`<tr class="group">
                    <th scope="rowgroup" colspan=${columns.length}><span class="stays">${title}</span></th>
                  </tr>`
                : nothing
            }
            ${rows.map(
              ({ head, machine, cells }, row) =>
                html`<tr>
                  <th scope="row">
                    ${machine === undefined ? nothing : html`<machine-mark machine=${machine}></machine-mark>`}
                    ${
                      onHead
                        ? html`<button type="button" class="jump" @click=${() => onHead(row)}>
                            ${head}
                          </button>`
                        : head
                    }
                  </th>
                  ${cells.map(cell => html`<td>${cell}</td>`)}
                </tr>`,
            )}
          </tbody>`,
      )}
    </table>
  </div>`;
}

/** Two figures side by side, or below each other where there is no room. */
export function figuresTemplate(figures: readonly FigureWithTable[]): TemplateResult {
  return html`<div class="figures">
    ${figures.map(
      ({ figure, table }) =>
        html`<figure>
          <div class="figure">${unsafeHTML(figureSvg(figure))}</div>
          <details>
            <summary>${AS_A_TABLE}<span class="unseen">: ${figure.title}</span></summary>
            ${tableTemplate(table)}
          </details>
        </figure>`,
    )}
  </div>`;
}

/** Keeps the place of two figures of so many machines. */
export function pendingFiguresTemplate(machines: number): TemplateResult {
  const ratio = `${DOCUMENT_SIZE.width} / ${figureHeight(machines)}`;
  return html`<div class="figures" aria-hidden="true">
    ${[0, 1].map(
      () =>
        html`<figure>
          <div class="figure pending" style=${styled(`aspect-ratio: ${ratio}`)}></div>
          <details><summary>${AS_A_TABLE}</summary></details>
        </figure>`,
    )}
  </div>`;
}
