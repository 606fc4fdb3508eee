// The list of programs to choose from: one's own, those that ship with their slips, and those to start from.
import { html, nothing } from 'lit';
import { SHIPPED_TEXTS } from '../../programs/texts.ts';
import { PROGRAM_WORDS } from '../../words/program-view.ts';
import { PROGRAM_PAGES } from '../../words/programs.ts';
import type { ProgramsState } from './programs-state.ts';

const STARTING: readonly string[] = ['empty', 'echo'];

export function programSelect({ draft, own }: ProgramsState, chosen: (event: Event) => void) {
  const value = draft.own === undefined ? draft.program : `own ${draft.own}`;
  const option = (name: string, label: string) =>
    html`<option value=${name} .selected=${name === value}>${label}</option>`;
  const mine = own.map(({ id, name }) =>
    option(`own ${id}`, `${name === '' ? PROGRAM_WORDS.unnamed : name} (${PROGRAM_WORDS.ownCopy})`),
  );
  const isNew = draft.own !== undefined && own.every(({ id }) => id !== draft.own);
  return html`<select @change=${chosen}>
    ${isNew ? option(value, PROGRAM_WORDS.ownCopy) : nothing}
    <optgroup label=${PROGRAM_WORDS.shipped}>
      ${Object.keys(SHIPPED_TEXTS)
        .filter(name => !STARTING.includes(name))
        .flatMap(name => {
          const { title = name, slips = {} } = PROGRAM_PAGES[name] ?? {};
          return [
            option(name, title),
            ...Object.entries(slips).map(([slip, words]) =>
              option(`${name}:${slip}`, `${title}, ${words.name}`),
            ),
          ];
        })}
    </optgroup>
    <optgroup label=${PROGRAM_WORDS.begin}>
      ${STARTING.map(name => option(name, PROGRAM_PAGES[name]?.title ?? name))}
    </optgroup>
    ${mine.length > 0 ? html`<optgroup label=${PROGRAM_WORDS.own}>${mine}</optgroup>` : nothing}
  </select>`;
}

/** What a value of the list stands for. */
export function wishFrom(value: string): { readonly program: string } | { readonly own: string } {
  return value.startsWith('own ') ? { own: value.slice(4) } : { program: value };
}
