// Composition root of the trial view: the coordinator's page. It keeps draft, address and laboratory in step, and holds
// the frames and workers in which machines live.
import { joinQueries, partQuery } from '../address/seen-part.ts';
import type { Trace } from '../core/trace.ts';
import { DEFAULT_ROOM } from '../engine/settings.ts';
import {
  parseTrialDraft,
  isSameTrial,
  readTrialAddress,
  writeTrialAddress,
  type ParsedTrialDraft,
  type TrialDraft,
} from '../address/trial.ts';
import { openChannelInWorker } from '../network/broadcast/sieved-channel.ts';
import { randomIdentifier } from '../laboratory/control-channel.ts';
import { browserLocks } from '../laboratory/web-locks.ts';
import { simulateInWorker } from '../jobs/runner.ts';
import type { RoomDeviceHosting } from './device-hosting.ts';
import type { RealScheduler } from '../time/real-scheduler.ts';
import '../ui/trial/trial-view.ts';
import type { TrialView } from '../ui/trial/trial-view.ts';
import { gapReason } from '../words/run-status.ts';
import { liveRunWords, partNotLoaded, TAB_TITLES, type Activity } from '../words/frame.ts';
import { TRIAL_PARTS } from '../words/trial.ts';
import { MachineFrames } from './machine-frames.ts';
import { MachineWorkers } from './machine-workers.ts';
import { pageScheduler } from './real-time.ts';
import { rememberedInvitation } from './remembered-invitation.ts';
import { RoomRelay } from './room-relay.ts';
import { RoomLaboratory } from './room-laboratory.ts';
import { RunEndEvent } from './run-end-event.ts';
import type { TrialSeen } from './trial-seen.ts';
import { readFragment, type Changed, type CopiedLink, type OpenView, type View } from './view.ts';

/** After any of these, something may have been chosen that an address can say. */
const GESTURES = ['pointerdown', 'keydown'] as const;

export const openTrial: OpenView = (query, changed) => new TrialPage(query, changed);

class TrialPage implements View {
  readonly element: TrialView = document.createElement('trial-view');
  readonly title = TAB_TITLES.trial;
  readonly #scheduler: RealScheduler = pageScheduler();
  readonly #changed: Changed;
  readonly #laboratory: RoomLaboratory;
  readonly #frames: MachineFrames;
  readonly #workers: MachineWorkers;
  readonly #relay: RoomRelay;
  /** The room where the address names none: in somebody else's page, which may show several trials, one for each. */
  readonly #ownRoom = readFragment(location.hash).isEmbedded ? `embed-${randomIdentifier()}` : DEFAULT_ROOM;
  /** What was last read or written of the address, without what is seen. */
  #query: string;
  /** As long as nobody has chosen anything, there is none. */
  #seen: TrialSeen | undefined;
  #seenLoading: Promise<TrialSeen> | undefined;
  /** What an address says until its keeper is there. */
  #seenQuery: string;
  #parsed: ParsedTrialDraft;
  /** Of machines on other devices; fetched when a person first wants one. */
  #hosting: RoomDeviceHosting | undefined;
  #isShown = false;
  #wentLive = false;
  #endedUnseen = false;
  /** The last one that was handed to the history. */
  #ended: Trace | undefined;

  constructor(query: string, changed: Changed) {
    this.#changed = changed;
    const { own, seen } = partQuery(query);
    this.#query = own;
    this.#seenQuery = seen;
    const { parsed, runNow, play } = readTrialAddress(own);
    this.#parsed = parsed;
    this.#laboratory = new RoomLaboratory({
      room: this.#room,
      scheduler: this.#scheduler,
      locks: browserLocks(),
      openRoomChannel: openChannelInWorker,
      openStorage: async () => (await import('../laboratory/indexed-run-storage.ts')).openIndexedRunStorage(),
      simulate: simulateInWorker,
      loadLiveRuns: async () => (await import('../laboratory/live-runs.ts')).LIVE_RUNS,
      gapReason,
    });
    this.#frames = new MachineFrames(this.#laboratory, this.element);
    this.#workers = new MachineWorkers(this.#laboratory);
    this.#relay = new RoomRelay(this.#laboratory);
    this.#laboratory.subscribe(() => this.#follow());

    const { element } = this;
    element.laboratory = this.#laboratory;
    element.addEventListener('draft-change', ({ draft }) => this.#redraft(draft));
    element.addEventListener('join-request', () => {
      location.hash = `#/machine?room=${this.#parsed.draft.room}`;
    });
    element.addEventListener('own-room-request', () =>
      this.#redraft({ ...this.#parsed.draft, room: `room-${randomIdentifier().slice(0, 6)}` }),
    );
    element.addEventListener('invite-request', () => void this.#invite());
    for (const gesture of GESTURES) document.addEventListener(gesture, this.#expectChoice);
    if (rememberedInvitation(this.#room)) void this.#host(); // devices with its link look for this page
    this.#take(parsed, runNow, play);
    this.#bring(seen);
  }

  get query(): string {
    return this.#seen ? this.#seen.query : joinQueries(this.#query, this.#seenQuery);
  }

  async link(): Promise<CopiedLink> {
    return (await this.#keepSeen()).link();
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
    if (!this.#laboratory.isLive) return false;
    const { outlivesPage, seats } = this.#laboratory.state;
    // A frame or a worker goes with this page; what its machine did not store is lost.
    return !outlivesPage || seats.some(({ place, fragility }) => place !== 'tab' && fragility !== undefined);
  }

  /** A run that goes on is left alone: the settings wait in the form, and so does the room. */
  take(query: string): void {
    const { own, seen } = partQuery(query);
    this.#query = own;
    const { parsed, runNow, play } = readTrialAddress(own);
    // The run that the address names is there already: it would come out the same.
    const isThere = !play && isSameTrial(this.#laboratory.state.trace, parsed);
    this.#take(parsed, runNow && !isThere, play);
    this.#bring(seen);
  }

  sighted(isShown: boolean): void {
    this.#isShown = isShown;
    this.#laboratory.sighted(isShown);
    if (isShown) this.#endedUnseen = false;
  }

  close(): void {
    for (const gesture of GESTURES) document.removeEventListener(gesture, this.#expectChoice);
    this.#seen?.close();
    this.#frames.close();
    this.#workers.close();
    this.#hosting?.close();
    this.#relay.close();
    this.#laboratory.close();
    this.#scheduler.close();
  }

  readonly #expectChoice = (): void => void this.#keepSeen().catch(() => undefined); // and again at the next one

  /** Fetched once something may be chosen. */
  #keepSeen(): Promise<TrialSeen> {
    this.#seenLoading ??= import('./trial-seen.ts').then(
      ({ TrialSeen }) => {
        for (const gesture of GESTURES) document.removeEventListener(gesture, this.#expectChoice);
        const { element } = this;
        this.#seen = new TrialSeen({
          element,
          state: () => this.#laboratory.state,
          parsed: () => this.#parsed,
          query: () => this.#query,
          changed: this.#changed,
        });
        return this.#seen;
      },
      (error: unknown) => {
        this.#seenLoading = undefined;
        throw error;
      },
    );
    return this.#seenLoading;
  }

  async #invite(): Promise<void> {
    const { element } = this;
    if (element.hosting) {
      element.hosting = undefined; // devices stay
      return;
    }
    const hosting = await this.#host();
    if (hosting) element.hosting = hosting;
    else element.seenProblems = [partNotLoaded(TRIAL_PARTS.devices)];
  }

  /** Undefined where it could not be fetched. */
  async #host(): Promise<RoomDeviceHosting | undefined> {
    const loaded = await import('./device-hosting.ts').catch(() => undefined);
    return (this.#hosting ??= loaded && new loaded.RoomDeviceHosting(this.#laboratory, this.#scheduler));
  }

  #bring(seen: string): void {
    this.#seenQuery = seen;
    this.element.holdsStill = seen !== '';
    if (seen === '' && !this.#seen) return;
    void this.#keepSeen().then(
      keeper => keeper.bring(seen),
      () => {
        this.element.seenProblems = [partNotLoaded(TRIAL_PARTS.problems)];
      },
    );
  }

  get #room(): string {
    const { draft, problems } = this.#parsed;
    return draft.room === DEFAULT_ROOM || problems.some(({ field }) => field === 'room')
      ? this.#ownRoom
      : draft.room;
  }

  #take(parsed: ParsedTrialDraft, runNow: boolean, play: boolean): void {
    this.#draw(parsed);
    if (this.#laboratory.isUnderWay) return;
    if (!this.#laboratory.state.trace) this.#laboratory.move(this.#room);
    if (runNow) this.element.start({ plays: play });
  }

  #redraft(draft: TrialDraft): void {
    const isOtherRoom = draft.room !== this.#parsed.draft.room;
    this.#query = writeTrialAddress(draft);
    this.#seen?.bring(''); // what an address said was of another trial
    this.#draw(parseTrialDraft(draft));
    if (isOtherRoom) this.#laboratory.move(this.#room);
    this.#changed();
  }

  /** Parsed once for each change: the form, the stage, the frames and the run all have this one. */
  #draw(parsed: ParsedTrialDraft): void {
    this.#parsed = parsed;
    const settings = parsed.settings && { ...parsed.settings, room: this.#room };
    this.element.parsed = { ...parsed, settings };
    if (settings) this.#laboratory.prepare(settings);
  }

  #follow(): void {
    const isLive = this.#laboratory.isLive;
    if (this.#wentLive && !isLive && !this.#isShown) {
      this.#endedUnseen = true;
      this.#laboratory.sighted(false);
    }
    this.#wentLive = isLive;
    this.#keepRun();
    this.#changed();
  }

  /** Whatever happened in a run that is over is kept, however it ended. */
  #keepRun(): void {
    const { phase, trace } = this.#laboratory.state;
    const isEnd = phase === 'finished' || phase === 'stopped' || phase === 'failed';
    if (!isEnd || !trace || trace.eventCount === 0 || trace === this.#ended) return;
    this.#ended = trace;
    this.element.dispatchEvent(
      new RunEndEvent({ trace, came: 'run', ended: phase, name: undefined, files: [] }),
    );
  }
}
