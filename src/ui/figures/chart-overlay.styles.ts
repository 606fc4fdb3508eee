// A band for the stretch that is shown, a line where somebody points, a ring around the chosen event.
import { css } from 'lit';

export const chartOverlay = css`
  :host {
    position: absolute;
    inset: 0;
    overflow: hidden;
    touch-action: pan-y; /* a finger that goes sideways chooses a stretch */
    user-select: none;
    cursor: crosshair;
  }
  div {
    position: absolute;
    pointer-events: none;
  }
  .band {
    background: color-mix(in srgb, var(--amber) 13%, transparent);
    border-inline: 1px solid var(--amber-strong);
  }
  .band span {
    position: absolute;
    top: 2px;
    inset-inline-start: 6px;
    color: var(--amber-text);
    font-size: var(--size-small);
    line-height: 1.25;
  }
  .band span.after {
    inset-inline-start: calc(100% + 6px);
  }
  .band span.before {
    inset-inline: auto calc(100% + 6px);
    text-align: end;
  }
  .band.choosing {
    background: color-mix(in srgb, var(--amber) 24%, transparent);
  }
  .later {
    background: color-mix(in srgb, var(--sheet) 72%, transparent);
  }
  .now {
    width: 2px;
    margin-inline-start: -1px;
    background: var(--amber);
  }
  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
    pointer-events: none;
  }
  svg path {
    stroke: var(--sheet);
    stroke-width: 3px;
    paint-order: stroke;
  }
  .pointer {
    width: 1px;
    background: var(--ink-soft);
  }
  .moment {
    width: 2px;
    margin-inline-start: -1px;
    background: var(--amber-strong);
  }
  .chosen {
    width: 19px;
    height: 19px;
    margin: -9.5px 0 0 -9.5px;
    border: 2.5px solid var(--amber-strong);
    border-radius: 50%;
  }
`;
