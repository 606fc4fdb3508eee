// What all transports share: one link to a machine at a time, aborting, closing, and who must be let go of when.
import type { MachineId } from '../core/message.ts';
import { LinkExistsError, TransportClosedError } from './link.ts';
import type { ConnectOptions, Link, Transport } from './link.ts';

/** What became of a dial. Of `opened` and `failed` one comes, once; `ended` comes once, and only after `opened`. */
export interface DialOutcome<Content> {
  opened(link: Link<Content>): void;
  failed(error: Error): void;
  /** The link has ended: the machine can be dialled again. */
  ended(): void;
}

/** One attempt to open a link, and then the hold on what carries that link. */
export interface Dial {
  /** Leaves nothing behind, whether the link is open yet or not. Nothing is reported any more, except `ended`. */
  abandon(): void;
}

export abstract class TransportBase<Content> implements Transport<Content> {
  /** One for each machine with a link that is open or being opened. */
  readonly #calls = new Map<MachineId, { abandon(reason: Error): void }>();
  #closed = false;

  /** Starts to open a link. What goes wrong at once is thrown. */
  protected abstract dial(
    remote: MachineId,
    outcome: DialOutcome<Content>,
    meeting: number | undefined,
  ): Dial;

  connect(remote: MachineId, { signal, meeting }: ConnectOptions): Promise<Link<Content>> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (this.#closed) throw new TransportClosedError('The transport is closed.');
      if (this.#calls.has(remote)) throw new LinkExistsError(`There is a link to machine ${remote} already.`);

      let dial: Dial | undefined;
      const settle = (): void => signal.removeEventListener('abort', onAbort);
      const forget = (): void => {
        settle();
        if (this.#calls.get(remote) === call) this.#calls.delete(remote);
      };
      const call = {
        abandon: (reason: unknown): void => {
          forget();
          reject(reason);
          dial?.abandon();
        },
      };
      const onAbort = (): void => call.abandon(signal.reason);

      this.#calls.set(remote, call);
      signal.addEventListener('abort', onAbort);
      try {
        const outcome: DialOutcome<Content> = {
          opened: link => {
            settle();
            resolve(link);
          },
          failed: error => {
            forget();
            reject(error);
          },
          ended: forget,
        };
        dial = this.dial(remote, outcome, meeting);
      } catch (error) {
        forget();
        throw error;
      }
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const call of [...this.#calls.values()])
      call.abandon(new TransportClosedError('The transport is closed.'));
  }
}
