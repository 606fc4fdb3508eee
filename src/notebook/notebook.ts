// The notebook: what is shown of its trials, what is computed for it and what is remembered of it. Views look at it
// through its door.
import { Store } from '../core/store.ts';
import { COVER_LENGTH_MAX, NO_COVER, type CoverField } from './cover.ts';
import type { NotebookSample } from './sample.ts';
import { REPLICATES, type Replicates } from './replicates.ts';
import { FIRST_SEED, studies, trialOf } from './studies.ts';
import { NOTEBOOK_RULE, NOTEBOOK_TRIALS } from './trials.ts';
import { TIMESTAMP_RULES, type TimestampRule, type Trial } from '../core/trial.ts';
import type { NotebookCalculator } from './calculator.ts';
import type { NotebookMemory } from './memory.ts';
import {
  keyOf,
  ownTrialKey,
  parseRecord,
  REMARK_LENGTH_MAX,
  trialOfRecord,
  type NotebookRecord,
} from './records.ts';
import { RecordKeeper } from './keeper.ts';
import {
  OWN_TRIALS_MAX,
  WHOLE,
  type NotebookDoor,
  type NotebookEntry,
  type NotebookState,
  type RemovedTrial,
} from './state.ts';

export interface NotebookOptions {
  /** Owned from now on. */
  readonly calculator: NotebookCalculator;
  /** Owned once it is open; where it cannot be opened, nothing is remembered. */
  readonly memory: Promise<NotebookMemory>;
  /** A name that nobody else has, for a trial of one's own. */
  readonly identify: () => string;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
  /** Runs of each trial; fewer for tests. */
  readonly runs?: number;
}

const RULES_IN_ORDER = [NOTEBOOK_RULE, ...TIMESTAMP_RULES.filter(rule => rule !== NOTEBOOK_RULE)];

export class Notebook implements NotebookDoor {
  readonly #calculator: NotebookCalculator;
  readonly #keeper: RecordKeeper;
  readonly #identify: () => string;
  readonly #runs: number;
  readonly #now: () => number;
  readonly #store: Store<NotebookState>;
  /** When each of a person's own trials was added. */
  readonly #addedAtMs = new Map<string, number>();
  #closed = false;

  constructor({
    calculator,
    memory,
    identify,
    now = () => performance.now(),
    runs = REPLICATES,
  }: NotebookOptions) {
    this.#identify = identify;
    this.#calculator = calculator;
    this.#runs = runs;
    this.#now = now;
    this.#store = new Store<NotebookState>(() => ({
      rule: NOTEBOOK_RULE,
      entries: NOTEBOOK_TRIALS.map(published => ({
        ...freshEntry(`trial-${published.number}`, trialOf(published)),
        published,
      })),
      studies: new Map(),
      studiesComplete: false,
      designs: undefined,
      cover: NO_COVER,
      remark: '',
      memory: { kind: 'opening' },
      runs: 0,
      computedMs: undefined,
      failure: undefined,
    }));
    this.#keeper = new RecordKeeper(memory, {
      parse: value => parseRecord(value),
      after: (ms, task) => {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
      onState: state => this.#change({ memory: state }),
      onRecord: record => this.#take(record),
      onRemoved: key => this.#forget(key),
    });
    void this.#computeAll();
  }

  get state(): NotebookState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  chooseRule(rule: TimestampRule): void {
    if (rule !== this.#store.state.rule) this.#write({ kind: 'rule', rule });
  }

  chooseSample(id: string, seed: number): void {
    this.#write({ kind: 'sample', about: id, seed });
  }

  writeCover(field: CoverField, text: string): void {
    const record = parseRecord({ kind: 'cover', field, text: text.slice(0, COVER_LENGTH_MAX) });
    if (record) this.#write(record);
  }

  writeRemark(about: string, text: string): void {
    this.#write({ kind: 'remark', about, text: text.slice(0, REMARK_LENGTH_MAX) });
  }

  addTrial({ rates, dieSides, durationSeconds }: Trial): void {
    const id = `own-${this.#identify().slice(0, 8)}`;
    const addedAtMs = Date.now();
    this.#write({ kind: 'own-trial', id, addedAtMs, rates, dieSides, durationSeconds });
  }

  removeTrial(id: string): RemovedTrial | undefined {
    const addedAtMs = this.#addedAtMs.get(id);
    const entry = this.#entry(id);
    if (addedAtMs === undefined || !entry) return undefined;
    this.#forget(ownTrialKey(id));
    this.#keeper.remove([ownTrialKey(id), `remark:${id}`, `sample:${id}`]);
    return { entry, addedAtMs };
  }

  bringBack({ entry, addedAtMs }: RemovedTrial): void {
    const { id, trial, remark, sampleSeed } = entry;
    const { rates, dieSides, durationSeconds } = trial;
    this.#write({ kind: 'own-trial', id, addedAtMs, rates, dieSides, durationSeconds });
    if (!this.#addedAtMs.has(id)) return; // there is no room for it any more
    if (remark !== '') this.writeRemark(id, remark);
    if (sampleSeed !== FIRST_SEED) this.chooseSample(id, sampleSeed);
  }

  close(): void {
    this.#closed = true;
    this.#store.close();
    this.#calculator.close();
    this.#keeper.close();
  }

  #write(record: NotebookRecord): void {
    this.#take(record);
    this.#keeper.put(keyOf(record), record);
  }

  /** Makes a record true of the state, whether a person has just written it, it was remembered, or another tab says so. */
  #take(record: NotebookRecord): void {
    switch (record.kind) {
      case 'rule':
        this.#change({ rule: record.rule });
        return;
      case 'designs':
        this.#change({ designs: record.comparison });
        return;
      case 'cover':
        this.#change({ cover: { ...this.#store.state.cover, [record.field]: record.text } });
        return;
      case 'remark':
        if (record.about === WHOLE) this.#change({ remark: record.text });
        else this.#changeEntry(record.about, { remark: record.text });
        return;
      case 'sample':
        this.#changeEntry(record.about, { sampleSeed: record.seed });
        void this.#guard(this.#computeSamples(record.about));
        return;
      case 'own-trial':
        this.#add(record);
    }
  }

  #add(record: Extract<NotebookRecord, { kind: 'own-trial' }>): void {
    const trial = trialOfRecord(record);
    const { id, addedAtMs } = record;
    if (!trial || this.#addedAtMs.has(id) || this.#addedAtMs.size >= OWN_TRIALS_MAX) return;
    this.#addedAtMs.set(id, addedAtMs);
    const addedAt = ({ id }: NotebookEntry): number => this.#addedAtMs.get(id) ?? 0;
    this.#change({
      entries: [...this.#store.state.entries, freshEntry(id, trial)].sort((a, b) => addedAt(a) - addedAt(b)),
    });
    void this.#guard(this.#computeEntry(id));
  }

  /** Makes it true of the state that nothing stands under this key. */
  #forget(key: string): void {
    const { entries } = this.#store.state;
    const gone = entries.find(({ id }) => ownTrialKey(id) === key && this.#addedAtMs.has(id));
    if (!gone) return;
    this.#addedAtMs.delete(gone.id);
    this.#change({ entries: entries.filter(entry => entry !== gone) });
  }

  /** First what is seen first. */
  async #computeAll(): Promise<void> {
    const startMs = this.#now();
    const ids = this.#store.state.entries.map(({ id }) => id);
    const [first, second] = RULES_IN_ORDER;
    const trials = (rule: TimestampRule): Promise<unknown>[] => [
      ...ids.map(id => this.#computeSample(id, rule)),
      ...ids.map(id => this.#computeReplicates(id, rule)),
    ];
    await this.#guard(
      Promise.all([...trials(first!), ...trials(second!), this.#computeStudies()]).then(() =>
        this.#change({ computedMs: this.#now() - startMs }),
      ),
    );
  }

  async #computeStudies(): Promise<void> {
    await Promise.all(
      studies().map(async ({ key, trial }) => {
        const replicates = await this.#calculator.replicates(trial, this.#runs, false);
        this.#change({
          studies: new Map([...this.#store.state.studies, [key, replicates]]),
          runs: this.#store.state.runs + replicates.runs,
        });
      }),
    );
    this.#change({ studiesComplete: true });
  }

  async #computeEntry(id: string): Promise<void> {
    await this.#computeSamples(id);
    await Promise.all(RULES_IN_ORDER.map(rule => this.#computeReplicates(id, rule)));
  }

  async #computeSamples(id: string): Promise<void> {
    await Promise.all(RULES_IN_ORDER.map(rule => this.#computeSample(id, rule)));
  }

  async #computeSample(id: string, rule: TimestampRule): Promise<void> {
    const entry = this.#entry(id);
    if (!entry) return;
    const seed = entry.sampleSeed;
    const sample: NotebookSample = await this.#calculator.sample({ ...entry.trial, seed, rule });
    const now = this.#entry(id);
    if (now?.sampleSeed === seed) this.#changeEntry(id, { samples: { ...now.samples, [rule]: sample } });
  }

  async #computeReplicates(id: string, rule: TimestampRule): Promise<void> {
    const entry = this.#entry(id);
    if (!entry) return;
    const replicates: Replicates = await this.#calculator.replicates(
      { ...entry.trial, rule },
      this.#runs,
      true,
    );
    const now = this.#entry(id);
    if (!now) return;
    this.#changeEntry(id, { replicates: { ...now.replicates, [rule]: replicates } });
    this.#change({ runs: this.#store.state.runs + replicates.runs });
  }

  /** A failure is said, once; nothing else stops. */
  async #guard(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#change({ failure: error instanceof Error ? error.message : String(error) });
    }
  }

  #entry(id: string): NotebookEntry | undefined {
    return this.#store.state.entries.find(entry => entry.id === id);
  }

  #changeEntry(id: string, change: Partial<NotebookEntry>): void {
    this.#change({
      entries: this.#store.state.entries.map(entry => (entry.id === id ? { ...entry, ...change } : entry)),
    });
  }

  #change(change: Partial<NotebookState>): void {
    if (this.#closed) return;
    this.#store.change(change);
  }
}

function freshEntry(id: string, trial: Trial): NotebookEntry {
  return {
    id,
    published: undefined,
    trial,
    sampleSeed: FIRST_SEED,
    remark: '',
    samples: {},
    replicates: {},
  };
}
