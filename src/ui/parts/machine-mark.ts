// A machine's mark. It is an ornament to the machine's name or number, which always stands beside it as text.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MachineId } from '../../core/message.ts';
import { lookOf, SHAPES } from './machine-looks.ts';
import { styled } from './styled.ts';

/** Sized by the font: 0.75 em, or what `--mark-size` says. */
@customElement('machine-mark')
export class MachineMark extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      vertical-align: -0.04em;
    }
    svg {
      width: var(--mark-size, 0.75em);
      height: var(--mark-size, 0.75em);
    }
  `;

  @property({ type: Number }) machine: MachineId = 1;

  override render() {
    const { colorToken, shape } = lookOf(this.machine);
    return html`<svg viewBox="0 0 16 16" aria-hidden="true">
      <path d=${SHAPES[shape]} style=${styled(`fill: var(${colorToken})`)} />
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'machine-mark': MachineMark;
  }
}
