// The heads of a table's columns: what a column is called, and its unit.
import { html, nothing } from 'lit';

export interface ColumnHead {
  readonly head: string;
  /** Left out, or empty, where what is counted has none. */
  readonly unit?: string | undefined;
}

export function columnHeads(heads: readonly ColumnHead[]) {
  return heads.map(
    ({ head, unit }) => html`<th scope="col">${head} ${unit ? html`<small>${unit}</small>` : nothing}</th>`,
  );
}
