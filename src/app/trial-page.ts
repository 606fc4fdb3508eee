// Composition root of the trial view: the coordinator's page. It keeps draft, address and laboratory in step, and holds
// the frames in which machines live.
import { DEFAULT_ROOM, ENGINES } from '../engine/settings.ts';
import { parseDraft, type Draft, type ParsedDraft } from '../address/draft.ts';
import { randomIdentifier } from '../laboratory/control-channel.ts';
import { simulateInWorker } from '../jobs/runner.ts';
import { readPermalink, writePermalink } from '../address/permalink.ts';
import type { RealScheduler } from '../time/real-scheduler.ts';
import '../ui/trial/trial-view.ts';
import type { TrialView } from '../ui/trial/trial-view.ts';
import { gapReason } from '../words/run-status.ts';
import { liveRunWords, type Activity } from '../words/frame.ts';
import { MachineFrames } from './machine-frames.ts';
import { pageScheduler } from './real-time.ts';
import { RoomLaboratory } from './room-laboratory.ts';
import type { Changed, OpenView, View } from './view.ts';

export const openTrial: OpenView = (query, changed) => new TrialPage(query, changed);

class TrialPage implements View {
  readonly element: TrialView = document.createElement('trial-view');
  readonly title = 'Lamplight: a laboratory for logical clocks';
  readonly #scheduler: RealScheduler = pageScheduler();
  readonly #changed: Changed;
  readonly #laboratory: RoomLaboratory;
  readonly #frames: MachineFrames;
  #query: string;
  #draft: Draft;
  #parsed: ParsedDraft;
  #isShown = false;
  #wentLive = false;
  #endedUnseen = false;

  constructor(query: string, changed: Changed) {
    this.#changed = changed;
    const { draft } = readPermalink(query);
    this.#query = query;
    this.#draft = draft;
    this.#parsed = parseDraft(draft);
    this.#laboratory = new RoomLaboratory({
      room: this.#room,
      scheduler: this.#scheduler,
      simulate: simulateInWorker,
      gapReason,
    });
    this.#frames = new MachineFrames(this.#laboratory, this.element);
    this.#laboratory.subscribe(() => this.#follow());

    const { element } = this;
    element.engines = ENGINES;
    element.laboratory = this.#laboratory;
    element.addEventListener('draft-change', ({ draft }) => this.#redraft(draft));
    element.addEventListener('join-request', () => {
      location.hash = `#/machine?room=${this.#draft.room}`;
    });
    element.addEventListener('own-room-request', () =>
      this.#redraft({ ...this.#draft, room: `room-${randomIdentifier().slice(0, 6)}` }),
    );
    this.take(query);
  }

  get query(): string {
    return this.#query;
  }

  get activity(): Activity | undefined {
    const { phase, elapsedMs } = this.#laboratory.state;
    if (this.#laboratory.isLive) {
      const part = phase === 'running' || phase === 'finishing' ? phase : 'starting';
      return { words: liveRunWords(part, elapsedMs), goesOn: true };
    }
    return this.#endedUnseen ? { words: phase, goesOn: false } : undefined;
  }

  get wouldBeMissed(): boolean {
    return this.#laboratory.isLive;
  }

  /** A run that goes on is left alone: the settings wait in the form, and so does the room. */
  take(query: string): void {
    const { draft, runNow, problems } = readPermalink(query);
    this.#query = query;
    this.element.fragmentProblems = problems;
    this.#draw(draft);
    const { settings } = this.#parsed;
    if (this.#laboratory.isUnderWay) return;
    if (!this.#laboratory.state.trace) this.#laboratory.move(this.#room);
    if (runNow && problems.length === 0 && settings) this.#laboratory.run(settings);
  }

  sighted(isShown: boolean): void {
    this.#isShown = isShown;
    this.#laboratory.sighted(isShown);
    if (isShown) this.#endedUnseen = false;
  }

  close(): void {
    this.#frames.close();
    this.#laboratory.close();
    this.#scheduler.close();
  }

  get #room(): string {
    return this.#parsed.problems.some(({ field }) => field === 'room') ? DEFAULT_ROOM : this.#draft.room;
  }

  #redraft(draft: Draft): void {
    const isOtherRoom = draft.room !== this.#draft.room;
    this.#query = writePermalink(draft);
    this.element.fragmentProblems = [];
    this.#draw(draft);
    if (isOtherRoom) this.#laboratory.move(this.#room);
    this.#changed();
  }

  #draw(draft: Draft): void {
    this.#draft = draft;
    this.#parsed = parseDraft(draft);
    this.element.draft = draft;
    this.#prepare();
  }

  #prepare(): void {
    if (this.#parsed.settings) this.#laboratory.prepare(this.#parsed.settings);
  }

  #follow(): void {
    const isLive = this.#laboratory.isLive;
    if (this.#wentLive && !isLive && !this.#isShown) {
      this.#endedUnseen = true;
      this.#laboratory.sighted(false);
    }
    this.#wentLive = isLive;
    this.#changed();
  }
}
