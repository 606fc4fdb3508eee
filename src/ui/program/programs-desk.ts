// The view of programs behind its door: which text, whether it can be run, the trial, and what is worked on. It holds one box with
// the text that is shown; another text is another box.
import {
  DEFAULT_PROGRAMS_DRAFT,
  draftOfTrial,
  EMPTY_TRIAL_DRAFT,
  LINKED_TEXT_MAX,
  ownTrialDraft,
  parseProgramTrial,
  PROGRAM_TEXT_MAX,
  PROGRAM_TRIAL_FIELDS,
  readProgramsAddress,
  shownTrialDraft,
  writeProgramsAddress,
  type ParsedProgramTrial,
  type ProgramsDraft,
  type ProgramTrialDraft,
} from '../../address/programs.ts';
import { packBytes, unpackBytes } from '../../core/address-bytes.ts';
import { Store } from '../../core/store.ts';
import { withLiveRun } from '../../engine/passport.ts';
import type { RunLawReport } from '../../engine/run-laws.ts';
import type { OwnProgram, OwnPrograms } from '../../history/own-programs.ts';
import { shippedText } from '../../programs/texts.ts';
import type { ProgramShape } from '../../sandbox/box-jobs.ts';
import { PROGRAM_FIELD_PROBLEMS } from '../../words/program-view.ts';
import type { LiveLaboratory, ProgramsLive } from './programs-live.ts';
import { nameIn, withName } from './program-name.ts';
import type { ProgramBoxDoor, ProgramsState } from './programs-state.ts';
import { ProgramsWork } from './programs-work.ts';
import { chosenIn, linkedRun, showRun } from './shown-runs.ts';
import { keptFindings, NO_FINDINGS, parseFindings, type TextFindings } from './text-findings.ts';
import { trialProblem } from './trial-problem.ts';

/** Nothing is typed for so long: then the text is checked and saved. */
const REST_MS = 500;

export interface ProgramsDeskOptions {
  readonly openBox: () => ProgramBoxDoor;
  /** Rejects where the browser allows none. Owned from now on. */
  readonly programs: Promise<OwnPrograms>;
  /** Rejects where what it needs could not be fetched. Owned from now on. */
  readonly openLaboratory: () => Promise<LiveLaboratory>;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** Calls back once, later; returns what prevents it. */
  readonly after: (ms: number, task: () => void) => () => void;
}

export class ProgramsDesk {
  readonly store: Store<ProgramsState>;
  readonly work: ProgramsWork;
  readonly #options: ProgramsDeskOptions;
  #cancelRest: (() => void) | undefined;
  #turn = 0;
  #live: ProgramsLive | undefined;
  #isClosed = false;

  constructor(options: ProgramsDeskOptions) {
    this.#options = options;
    this.store = new Store<ProgramsState>(() => ({
      draft: DEFAULT_PROGRAMS_DRAFT,
      code: '',
      original: '',
      check: { kind: 'checking' },
      shape: undefined,
      stepProblem: undefined,
      parsed: parseProgramTrial(shownTrialDraft(EMPTY_TRIAL_DRAFT, undefined)),
      work: undefined,
      failure: '',
      searched: undefined,
      swept: undefined,
      passport: [],
      liveLaws: undefined,
      shown: undefined,
      shownCode: '',
      hand: undefined,
      branches: [],
      own: [],
      isUnsaved: false,
      cannotSave: false,
      problems: [],
    }));
    this.work = new ProgramsWork(this.store, options.openBox, () => void this.#keepFindings());
  }

  get state(): ProgramsState {
    return this.store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.store.subscribe(listener);
  }

  get query(): string {
    return writeProgramsAddress(this.state.draft);
  }

  /** Shows what an address names. */
  async take(query: string): Promise<void> {
    const turn = ++this.#turn;
    this.#saveNow();
    const { draft, problems } = readProgramsAddress(query);
    const said: string[] = [...problems];
    await this.#loadOwn();
    const linked = draft.text === undefined ? undefined : await unpackText(draft.text);
    if (turn !== this.#turn) return;
    if (draft.text !== undefined && linked === undefined) said.push(PROGRAM_FIELD_PROBLEMS.text);
    const own = this.state.own.find(({ id }) => id === draft.own);
    if (draft.own !== undefined && !own) said.push(PROGRAM_FIELD_PROBLEMS.notHere);
    let original = shippedText(draft.program);
    if (original === undefined) {
      said.push(PROGRAM_FIELD_PROBLEMS.program(draft.program));
      original = shippedText(DEFAULT_PROGRAMS_DRAFT.program)!;
    }
    const program = shippedText(draft.program) === undefined ? DEFAULT_PROGRAMS_DRAFT.program : draft.program;
    this.#show(
      {
        ...draft,
        program,
        own: own?.id,
        text: linked === undefined ? undefined : draft.text,
      },
      linked ?? own?.code ?? original,
      original,
      { problems: said, asks: linked !== undefined && !this.#isKnown(linked, original) },
    );
  }

  /** One that ships (with its slip), or one's own, by its id. The trial is its own again. */
  choose(choice: { readonly program: string } | { readonly own: string }): void {
    this.#turn += 1;
    this.#saveNow();
    const own = 'own' in choice ? this.state.own.find(({ id }) => id === choice.own) : undefined;
    const program = 'own' in choice ? (own?.from ?? DEFAULT_PROGRAMS_DRAFT.program) : choice.program;
    const original = shippedText(program) ?? shippedText(DEFAULT_PROGRAMS_DRAFT.program)!;
    const { live, place, link } = this.state.draft;
    const draft = { ...DEFAULT_PROGRAMS_DRAFT, live, place, link, program, own: own?.id };
    this.#show(draft, own?.code ?? original, original);
  }

  /** A text from a file: a program of one's own. */
  bring(code: string): void {
    this.choose({ program: 'empty' });
    this.edit(code);
  }

  /** A person has changed the text. */
  edit(code: string): void {
    if (code === this.state.code) return;
    this.work.cancel();
    const { draft } = this.state;
    const own = draft.own ?? this.#options.newId();
    this.store.change({
      code,
      isUnsaved: true,
      ...NO_FINDINGS,
      draft: { ...draft, own, text: undefined, run: undefined },
      ...(this.state.check.kind !== 'checking' && { check: { kind: 'checking' } }),
    });
    this.#cancelRest?.();
    this.#cancelRest = this.#options.after(REST_MS, () => {
      this.#saveNow();
      void this.#load();
    });
  }

  /** The text that came with a link may be run, or is only to be looked at. */
  answer(isAllowed: boolean): void {
    if (this.state.check.kind !== 'asks' && this.state.check.kind !== 'looks') return;
    if (isAllowed) void this.#load();
    else this.store.change({ check: { kind: 'looks' } });
  }

  changeTrial(shown: ProgramTrialDraft): void {
    const { draft, shape } = this.state;
    const own = ownTrialDraft(shown, shape);
    this.store.change({
      draft: { ...draft, ...own, run: undefined },
      parsed: this.#parsed({ ...draft, ...own }, shape),
    });
  }

  /** Undefined before {@link loadLive}. */
  get live(): ProgramsLive | undefined {
    return this.#live;
  }

  /** Shows the panel of live runs, or puts it away. */
  showLive(isShown: boolean): void {
    const { draft } = this.state;
    this.store.change({ draft: { ...draft, live: isShown ? 'yes' : 'no' } });
  }

  /** Fetches what a live run needs, once; rejects where that fails. A function of its own, so that it can be handed on. */
  readonly loadLive = async (): Promise<void> => {
    const [{ ProgramsLive }] = await Promise.all([import('./programs-live.ts'), import('./program-live.ts')]);
    if (this.#live || this.#isClosed) return;
    const laboratory = await this.#options.openLaboratory();
    this.#live = new ProgramsLive({
      laboratory,
      openBox: this.#options.openBox,
      onEnd: (run, trace) => this.work.showLive(run, trace),
      onLaws: (code, run, verdicts) => {
        this.work.judgeLive(run, verdicts);
        void this.addLiveRun(code, verdicts.laws);
      },
      onFailed: (run, reason) => this.work.judgeLive(run, reason),
    });
    if (this.#isClosed) this.#live.close();
  };

  /** Leaves out what is wrong with the address. */
  leaveOut(): void {
    this.store.change({ problems: [] });
  }

  /** Changes the name in the text, which is its one home. */
  rename(name: string): void {
    this.edit(withName(this.state.code, name));
  }

  async remove(id: string): Promise<void> {
    if (this.state.draft.own === id) this.choose({ program: this.state.draft.program });
    this.store.change({ own: this.state.own.filter(each => each.id !== id) });
    try {
      await (await this.#options.programs).remove(id);
    } catch {
      this.store.change({ cannotSave: true }); // it is there again after a reload, and the view says that nothing is stored
    }
  }

  /** The address with the text in it; undefined where that would be too long. `ofAny`: with what was chosen in a run by seed, too. */
  async linkQuery(ofAny = false): Promise<string | undefined> {
    const { code, original } = this.state;
    const draft = { ...this.state.draft, ...this.#runDraft(ofAny) };
    if (code === original) return writeProgramsAddress({ ...draft, own: undefined, text: undefined });
    const text = await packBytes(new TextEncoder().encode(code));
    if (text.length > LINKED_TEXT_MAX) return undefined;
    return writeProgramsAddress({ ...draft, own: undefined, text });
  }

  /** A live run of this text is over: it goes into the text's passport, whatever is shown by now. */
  async addLiveRun(code: string, laws: readonly RunLawReport[]): Promise<void> {
    if (code === this.state.code) this.work.found(passport => withLiveRun(passport, laws));
    else {
      const findings = await this.#findings(code);
      await this.#keep(code, { ...findings, passport: withLiveRun(findings.passport, laws) });
    }
  }

  /** The address that has the run which is shown again, with its text; undefined where its text has been changed since. */
  async runQuery(): Promise<string | undefined> {
    const { shownCode, code, draft } = this.state;
    if (shownCode !== code) return undefined;
    // A text that is too long for an address is known by its id, while this browser has it.
    return (
      (await this.linkQuery(true)) ??
      writeProgramsAddress({ ...draft, ...this.#runDraft(true), text: undefined })
    );
  }

  /** The form has the trial of the run that is shown. */
  takeTrial(): void {
    const { shown, parsed } = this.state;
    if (!shown) return;
    this.changeTrial({ ...parsed.draft, ...draftOfTrial(shown.run.trial) });
    showRun(this.store, shown);
  }

  close(): void {
    this.#isClosed = true;
    this.#live?.close();
    this.#saveNow();
    this.#cancelRest?.();
    this.work.close();
    this.#options.programs.then(
      programs => programs.close(),
      () => undefined, // there was none
    );
  }

  #show(
    draft: ProgramsDraft,
    code: string,
    original: string,
    { problems = [], asks = false }: { readonly problems?: readonly string[]; readonly asks?: boolean } = {},
  ): void {
    this.#cancelRest?.();
    if (this.#live?.code !== code) this.#live?.forget();
    this.work.forget();
    this.store.change({
      draft,
      code,
      original,
      problems,
      check: { kind: asks ? 'asks' : 'checking' },
      shape: undefined,
      stepProblem: undefined,
      parsed: this.#parsed(draft, undefined),
      isUnsaved: false,
    });
    if (!asks) void this.#load();
  }

  async #load(): Promise<void> {
    const { code } = this.state;
    const findings = await this.#findings(code);
    if (code !== this.state.code) return;
    this.store.change(findings);
    const shape = await this.work.load(code);
    if (!shape) return;
    const { draft } = this.state;
    this.store.change({ parsed: this.#parsed(draft, shape) });
    await this.work.afterLoad();
  }

  #parsed(draft: ProgramTrialDraft, shape: ProgramShape | undefined): ParsedProgramTrial {
    const own = Object.fromEntries(
      Object.keys(PROGRAM_TRIAL_FIELDS).map(name => [name, draft[name as keyof ProgramTrialDraft]]),
    ) as ProgramTrialDraft;
    const parsed = parseProgramTrial(shownTrialDraft(own, shape));
    return shape && parsed.settings ? trialProblem(parsed, parsed.settings, shape) : parsed;
  }

  #isKnown(code: string, original: string): boolean {
    return code === original || this.state.own.some(own => own.code === code);
  }

  /** The run that is shown and its trial, where choices say it. */
  #runDraft(ofAny: boolean): Partial<ProgramsDraft> {
    const { shown, parsed, shape } = this.state;
    if (!shown) return {};
    // In virtual time it follows from the trial of the form; only where it is asked for, it is worked out what was chosen.
    const chosen = ofAny ? chosenIn(shown) : shown.chosen;
    if (!chosen) return {};
    const fields = ownTrialDraft({ ...parsed.draft, ...draftOfTrial(chosen.trial) }, shape);
    return { ...fields, run: linkedRun(chosen) };
  }

  /** What earlier visits have found out about a text. */
  async #findings(code: string): Promise<TextFindings> {
    try {
      return parseFindings(await (await this.#options.programs).findings(code));
    } catch {
      return NO_FINDINGS; // without storage there are none, which is said when there is something to store
    }
  }

  #keepFindings(): Promise<void> {
    const { code, passport, branches } = this.state;
    return this.#keep(code, { passport, branches });
  }

  async #keep(code: string, findings: TextFindings): Promise<void> {
    try {
      await (await this.#options.programs).keepFindings(code, keptFindings(findings), this.#options.nowMs());
    } catch {
      this.store.change({ cannotSave: true }); // which the view says
    }
  }

  async #loadOwn(): Promise<void> {
    if (this.state.own.length > 0) return;
    try {
      const own = await (await this.#options.programs).load();
      this.store.change({ own });
    } catch {
      // Without storage there are none, which is said when there is something to store.
    }
  }

  /** What is typed, where it is not saved yet. */
  #saveNow(): void {
    const { isUnsaved, draft, code } = this.state;
    if (!isUnsaved || draft.own === undefined) return;
    const program: OwnProgram = {
      id: draft.own,
      name: nameIn(code),
      from: draft.program,
      code,
      changedAtMs: this.#options.nowMs(),
    };
    this.store.change({ own: [program, ...this.state.own.filter(({ id }) => id !== program.id)] });
    void this.#save(program);
  }

  async #save(program: OwnProgram): Promise<void> {
    try {
      await (await this.#options.programs).keep(program);
      this.store.change({ cannotSave: false, ...(this.state.code === program.code && { isUnsaved: false }) });
    } catch {
      this.store.change({ cannotSave: true }); // which the view says
    }
  }
}

/** Undefined where it is not a text, or too long. */
async function unpackText(packed: string): Promise<string | undefined> {
  const unpacked = await unpackBytes(packed, PROGRAM_TEXT_MAX);
  return unpacked.kind === 'bytes' ? new TextDecoder().decode(unpacked.bytes) : undefined;
}
