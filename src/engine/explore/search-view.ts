// A state of a search as laws see it: put together where they look, and it says what they looked at.
import { History, type World } from '../../core/program/law.ts';
import { UntrackedError, type Tracked } from './parts.ts';
import type { Search } from './search.ts';

export class SearchView implements World {
  looksAtMessages = false;
  untracked: UntrackedError | undefined;
  readonly machines: World['machines'];
  readonly #search: Search;
  readonly #tuple: Uint32Array;
  readonly #n: number;
  readonly #tracked: Tracked;

  constructor(search: Search, tuple: Uint32Array, n: number, tracked: Tracked) {
    this.#search = search;
    this.#tuple = tuple;
    this.#n = n;
    this.#tracked = tracked;
    const machines: World['machines'][number][] = [];
    for (let seat = 0; seat < n; seat++)
      machines.push({ id: seat + 1, state: search.parts.machineOf(seat, tuple[seat]!).state as object });
    this.machines = machines;
  }

  get messages(): World['messages'] {
    this.looksAtMessages = true;
    const { parts } = this.#search;
    const ids = Array.from({ length: this.#n }, (_, i) => i);
    return ids.flatMap(from =>
      ids.flatMap(to =>
        parts.lettersIn(this.#tuple[this.#search.channelAt(from, to)]!).map(letter => {
          const { message: kind, body } = parts.letterOf(letter);
          return { from: from + 1, to: to + 1, kind, body };
        }),
      ),
    );
  }

  get history(): History {
    if (!this.#tracked.history) this.untracked = new UntrackedError('history');
    const machines = this.machines.map((_, seat) => this.#search.parts.machineOf(seat, this.#tuple[seat]!));
    return new History(machines.flatMap(({ outputs }) => outputs));
  }
}
