// The legend of the diagram: each mark as it is drawn, with its meaning; only what may be seen just now.
import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LEGEND_NAME } from '../../../words/diagram.ts';
import { reset } from '../../parts/styles/shared.styles.ts';
import { CIRCLE, cornersOf, PATTERNS } from './scene-style.ts';
import {
  legendItems,
  RELATION_RADIUS,
  RELATION_SHAPES,
  type LegendFor,
  type LegendItem,
} from './scene-legend.ts';
import { sizeOf, type MarkShape } from './scene.ts';

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
        stroke-width: 1.5;
      }
      .faded {
        opacity: 0.8;
      }
      .line {
        fill: none;
        stroke: var(--ink-soft);
        stroke-width: 1.75;
      }
      .wait {
        stroke-dasharray: 1.5 2.5;
      }
      .copy {
        stroke-dasharray: 6 3;
      }
      .cut {
        stroke: var(--ink);
      }
      .violation {
        stroke: var(--problem);
        stroke-width: 3.5;
      }
      .lost {
        stroke: var(--problem);
        stroke-width: 2;
      }
      .marked {
        stroke: var(--problem);
        stroke-width: 2;
      }
      .through {
        stroke-dasharray: 2 4;
      }
      .found {
        stroke: var(--amber);
        stroke-width: 4;
      }
      .note {
        stroke: var(--amber);
        stroke-width: 2;
      }
      .tone.calm {
        opacity: 0.08;
      }
      .tone.waiting {
        fill: var(--amber);
        opacity: 0.2;
      }
      .tone.inside {
        fill: var(--machine-1);
        opacity: 0.17;
      }
      .tone.done {
        opacity: 0.16;
      }
      .edge.calm {
        stroke-width: 1;
      }
      .edge.waiting {
        stroke: var(--amber-text);
        stroke-width: 2.5;
        stroke-dasharray: 3 2;
      }
      .edge.inside {
        stroke: var(--machine-1);
        stroke-width: 3.5;
      }
      .edge.done {
        stroke-width: 2;
      }
      .stopped {
        opacity: 0.32;
      }
      .partition {
        opacity: 0.12;
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

  @property({ attribute: false }) for: LegendFor = { chosen: false, cut: false, bars: false, faults: false };

  override render() {
    return html`<ul aria-label=${LEGEND_NAME}>
      ${legendItems(this.for).map(
        item =>
          html`<li>
            ${item.sample.kind === 'sign' ? nothing : html`<svg viewBox="-11 -9 22 18" aria-hidden="true">${sampleOf(item)}</svg>`}${item.text}
          </li>`,
      )}
    </ul>`;
  }
}

function sampleOf({ sample }: LegendItem) {
  switch (sample.kind) {
    case 'band':
      return svg`<path class="filled ${sample.shape}" d="M-9 -6h18v12h-18Z" />`;
    case 'line':
      if (sample.role === 'lost')
        return svg`<path class="line lost" d="M-4.5 -4.5L4.5 4.5M-4.5 4.5L4.5 -4.5" />`;
      if (sample.role === 'marked') return svg`<path class="line marked" d="M-7 -7H7V7H-7Z" />`;
      return svg`<path class="line ${sample.role}" d=${sample.role === 'cut' ? 'M0 -8V8' : 'M-9 0H9'} />`;
    case 'arrow':
      return svg`<path class="line" stroke-dasharray=${PATTERNS[sample.pattern]!.join(' ')} d="M-11 0H11" />`;
    case 'tone':
      return svg`<path class="filled tone ${sample.tone}" d="M-9 -6h18v12h-18Z" /><path
        class="line edge ${sample.tone}" d="M-9 6H9" />`;
    case 'sign':
      return nothing;
    case 'ring':
      return svg`<circle class="filled" r="3.5" /><circle class="ring" r="6.5" />`;
    case 'bar':
      return svg`<path class="filled" d="M-6 3h12v5h-12Z" /><path class="filled send" d="M-6 -2h12v5h-12Z" />
        <path class="filled internal" d="M-6 -7h12v5h-12Z" />`;
    case 'mark':
      return markOf(sample.shape, 'filled', sample.shape === 'arrival' ? 4.2 : 5.5, 0);
    case 'relation': {
      const { standing } = sample;
      const look = standing === 'future' ? 'outlined' : standing === 'concurrent' ? 'filled faded' : 'filled';
      return RELATION_SHAPES.map(([x, shape]) => markOf(shape, look, RELATION_RADIUS * sizeOf(standing), x));
    }
  }
}

function markOf(shape: MarkShape, look: string, radius: number, x: number) {
  const corners = cornersOf(shape);
  if (!corners) return svg`<circle class=${look} cx=${x} r=${radius * CIRCLE} />`;
  const path = corners.map(([dx, dy]) => `${x + dx * radius} ${dy * radius}`).join('L');
  return svg`<path class=${look} d="M${path}Z" />`;
}

declare global {
  interface HTMLElementTagNameMap {
    'diagram-legend': DiagramLegend;
  }
}
