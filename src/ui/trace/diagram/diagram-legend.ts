// The legend of the diagram: each mark as it is drawn, with its meaning; only what may be seen just now.
import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { reset } from '../../parts/styles/shared.styles.ts';
import { CIRCLE, cornersOf } from './mark-paths.ts';
import { legendItems, type LegendFor, type LegendItem } from './scene-legend.ts';

@customElement('diagram-legend')
export class DiagramLegend extends LitElement {
  static override styles = [
    reset,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 2px var(--space-4);
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
      li {
        display: inline-flex;
        align-items: center;
        gap: 5px;
      }
      svg {
        width: 22px;
        height: 18px;
        overflow: visible;
      }
      .filled {
        fill: var(--ink-soft);
      }
      .outlined {
        fill: var(--sheet);
        stroke: var(--ink-soft);
        stroke-width: 1.75;
      }
      .faded {
        opacity: 0.45;
        stroke-width: 1.25;
      }
      .line {
        fill: none;
        stroke: var(--ink-soft);
        stroke-width: 1.75;
      }
      .wait {
        stroke-dasharray: 1.5 2.5;
      }
      .cut {
        stroke: var(--ink);
      }
      .violation {
        stroke: var(--problem);
        stroke-width: 3.5;
      }
      .ring {
        fill: none;
        stroke: var(--amber);
        stroke-width: 2.5;
      }
      .send {
        opacity: 0.62;
      }
      .internal {
        opacity: 0.3;
      }
    `,
  ];

  @property({ attribute: false }) for: LegendFor = { chosen: false, cut: false, bars: false };

  override render() {
    return html`<ul aria-label="What the marks mean">
      ${legendItems(this.for).map(
        item =>
          html`<li><svg viewBox="-11 -9 22 18" aria-hidden="true">${sampleOf(item)}</svg>${item.text}</li>`,
      )}
    </ul>`;
  }
}

function sampleOf({ sample }: LegendItem) {
  switch (sample.kind) {
    case 'line':
      return svg`<path class="line ${sample.role}" d=${sample.role === 'cut' ? 'M0 -8V8' : 'M-9 0H9'} />`;
    case 'ring':
      return svg`<circle class="filled" r="3.5" /><circle class="ring" r="6.5" />`;
    case 'bar':
      return svg`<path class="filled" d="M-6 3h12v5h-12Z" /><path class="filled send" d="M-6 -2h12v5h-12Z" />
        <path class="filled internal" d="M-6 -7h12v5h-12Z" />`;
    case 'mark': {
      const look =
        sample.standing === 'future'
          ? 'outlined'
          : sample.standing === 'concurrent'
            ? 'outlined faded'
            : 'filled';
      const radius = sample.shape === 'arrival' ? 4.2 : 5.5;
      const corners = cornersOf(sample.shape);
      if (!corners) return svg`<circle class=${look} r=${radius * CIRCLE} />`;
      return svg`<path class=${look}
        d="M${corners.map(([x, y]) => `${x * radius} ${y * radius}`).join('L')}Z" />`;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'diagram-legend': DiagramLegend;
  }
}
