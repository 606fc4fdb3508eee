// A text as a picture that a camera reads: dark on white in either theme, because not every reader knows it the other way round.
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { generate } from 'lean-qr';
import { reset } from './styles/shared.styles.ts';

@customElement('qr-code')
export class QrCode extends LitElement {
  static override styles = [
    reset,
    css`
      canvas {
        display: block;
        width: 100%;
        max-width: 360px;
        border-radius: var(--radius);
        background: #fff;
        image-rendering: pixelated;
      }
    `,
  ];

  @property() text = '';
  /** What it is, for those who do not see it. */
  @property() label = '';
  @query('canvas') private canvas!: HTMLCanvasElement;

  override updated(): void {
    generate(this.text).toCanvas(this.canvas, { pad: QUIET_ZONE, on: [0, 0, 0], off: [255, 255, 255] });
  }

  override render() {
    return html`<canvas role="img" aria-label=${this.label}></canvas>`;
  }
}

/** Modules of white around it, as ISO 18004 wants. */
const QUIET_ZONE = 4;

declare global {
  interface HTMLElementTagNameMap {
    'qr-code': QrCode;
  }
}
