// Keeps a run that goes on in the browser's storage, so that another page can take it up; forgets it when it is over.
import type { Settings } from '../engine/settings.ts';
import type { MachineId } from '../core/message.ts';
import type { RunStorage } from './run-storage.ts';
import { parseStoredLog, parseStoredRun, writeStoredRun, type StoredRun } from './stored-run.ts';

export interface RunToResume {
  readonly run: StoredRun;
  readonly startMs: number;
  /** By machine: what was taken of its log. */
  readonly logs: readonly (readonly unknown[])[];
}

export interface RunKeeperOptions {
  /** Undefined where nothing can be stored. */
  readonly storage: RunStorage | undefined;
  readonly room: string;
  readonly run: string;
  /** From now on the run ends with this page. Called once. */
  readonly onRefused: (reason: string) => void;
}

interface WaitingLog {
  /** So many entries come before them. */
  readonly position: number;
  readonly entries: unknown[];
  readonly onKept: (() => void)[];
}

export class RunKeeper {
  readonly #options: RunKeeperOptions;
  #storage: RunStorage | undefined;
  /** By machine. Bound: what its page keeps until it is told that it is stored. */
  readonly #waiting = new Map<MachineId, WaitingLog>();
  #isStoring = false;

  constructor(options: RunKeeperOptions) {
    this.#options = options;
    this.#storage = options.storage;
  }

  /** Whether what it is given is stored. */
  get isKeeping(): boolean {
    return this.#storage !== undefined;
  }

  save(run: StoredRun): void {
    void this.#write(storage => storage.putRun(this.#options.room, writeStoredRun(run)));
  }

  /**
   * Calls back once entries are stored, before which there are `position`; at once where nothing can be. What comes while something
   * is being stored is stored together, next: slow storage gets larger records, and not ever more of them.
   */
  keepLog(machine: MachineId, position: number, entries: readonly unknown[], onKept: () => void): void {
    if (!this.#storage || entries.length === 0) return onKept();
    const waiting = this.#waiting.get(machine) ?? { position, entries: [], onKept: [] };
    this.#waiting.set(machine, waiting);
    for (const entry of entries) waiting.entries.push(entry);
    waiting.onKept.push(onKept);
    if (!this.#isStoring) void this.#storeLogs();
  }

  /** The run is over. */
  forget(): void {
    void this.#write(async storage => {
      await storage.removeRun(this.#options.room);
      await storage.forget(this.#options.run);
    });
  }

  async #storeLogs(): Promise<void> {
    this.#isStoring = true;
    while (this.#waiting.size > 0) {
      const logs = [...this.#waiting];
      this.#waiting.clear();
      await this.#write(async storage => {
        await Promise.all(
          logs.map(([machine, { position, entries }]) =>
            storage.append(
              { run: this.#options.run, writer: 'trial', machine },
              { position, value: entries },
            ),
          ),
        );
      });
      for (const [, { onKept }] of logs) for (const tell of onKept) tell();
    }
    this.#isStoring = false;
  }

  /** A failure makes the run end with this page, and nothing else. */
  async #write(write: (storage: RunStorage) => Promise<void>): Promise<void> {
    const storage = this.#storage;
    if (!storage) return;
    try {
      await write(storage);
    } catch (error) {
      if (!this.#storage) return;
      this.#storage = undefined;
      this.#options.onRefused(error instanceof Error ? error.message : String(error));
    }
  }
}

export type FoundRun =
  | { readonly kind: 'none' }
  /** Its machines were still being set up: it can only be set up anew. */
  | { readonly kind: 'not-started'; readonly settings: Settings }
  | ({ readonly kind: 'started' } & RunToResume);

/** The run that goes on in a room and that no page coordinates. Tidies up what older runs left. */
export async function findRun(storage: RunStorage, room: string, nowMs: number): Promise<FoundRun> {
  await storage.tidy(stored => parseStoredRun(stored, nowMs)?.run);
  const run = parseStoredRun(await storage.runOf(room), nowMs);
  if (!run) return { kind: 'none' };
  const { startMs } = run;
  if (startMs === undefined) return { kind: 'not-started', settings: run.settings };
  const logs = await Promise.all(
    run.machines.map(async ({ machine }) =>
      parseStoredLog(
        await storage.read({ run: run.run, writer: 'trial', machine }),
        run.settings.program !== undefined,
      ),
    ),
  );
  return { kind: 'started', run, startMs, logs };
}
