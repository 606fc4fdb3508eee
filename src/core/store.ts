// State that others follow: what a laboratory, a desk, a notebook or a focus has behind its door. Plain data, and a new
// object on every change.

export class Store<State extends object> {
  readonly #describe: () => State;
  readonly #listeners = new Set<() => void>();
  #state: State | undefined;

  /** `describe` makes the first state, and another one whenever somebody asks after {@link renew}. */
  constructor(describe: () => State) {
    this.#describe = describe;
  }

  get state(): State {
    this.#state ??= this.#describe();
    return this.#state;
  }

  /** Calls back after every change of `state`; returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Nobody hears of it where it changes nothing. */
  change(change: Partial<State>): void {
    const { state } = this;
    if ((Object.keys(change) as (keyof State)[]).every(key => state[key] === change[key])) return;
    this.#state = { ...state, ...change };
    this.#tell();
  }

  /** For a state that is a description of something else: it has changed, and is described anew when asked for. */
  renew(): void {
    this.#state = undefined;
    this.#tell();
  }

  /** Nobody hears of any change from now on. */
  close(): void {
    this.#listeners.clear();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
