// A place in the trace as a word in a sentence that can be pressed to go there.
import { css, html } from 'lit';
import type { EventPlace } from '../../core/trace-order.ts';

export function placeButton(place: EventPlace, words: unknown, choose: (place: EventPlace) => void) {
  return html`<button type="button" class="place" @click=${() => choose(place)}>${words}</button>`;
}

export const placeButtons = css`
  button.place {
    display: inline;
    min-height: 0;
    padding: 0 1px;
    border: 0;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    text-decoration: underline dotted;
    text-decoration-color: var(--edge);
    text-underline-offset: 3px;
    cursor: pointer;
  }
  button.place:hover:not(:disabled) {
    background: var(--sunken);
    color: var(--amber-text);
    text-decoration: underline;
  }
`;
