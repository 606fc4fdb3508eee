// A state of a search as laws see it: put together where they look, and it says what they looked at.
import { History, type World } from '../../core/program/law.ts';
import { channelAt, UntrackedError, type Parts, type Tracked } from './parts.ts';

export class SearchView implements World {
  looksAtMessages = false;
  untracked: UntrackedError | undefined;
  readonly machines: World['machines'];
  readonly #parts: Parts;
  readonly #tuple: Uint32Array;
  readonly #n: number;
  readonly #tracked: Tracked;

  constructor(parts: Parts, tuple: Uint32Array, n: number, tracked: Tracked) {
    this.#parts = parts;
    this.#tuple = tuple;
    this.#n = n;
    this.#tracked = tracked;
    const machines: World['machines'][number][] = [];
    for (let seat = 0; seat < n; seat++)
      machines.push({ id: seat + 1, state: parts.machineOf(seat, tuple[seat]!).state as object });
    this.machines = machines;
  }

  get messages(): World['messages'] {
    this.looksAtMessages = true;
    const parts = this.#parts;
    const ids = Array.from({ length: this.#n }, (_, i) => i);
    return ids.flatMap(from =>
      ids.flatMap(to =>
        parts.lettersIn(this.#tuple[channelAt(this.#n, from, to)]!).map(letter => {
          const { message: kind, body } = parts.letterOf(letter);
          return { from: from + 1, to: to + 1, kind, body };
        }),
      ),
    );
  }

  get history(): History {
    if (!this.#tracked.history) this.untracked = new UntrackedError('history');
    const machines = this.machines.map((_, seat) => this.#parts.machineOf(seat, this.#tuple[seat]!));
    return new History(machines.flatMap(({ outputs }) => outputs));
  }
}
