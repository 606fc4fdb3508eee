// Composition root of the trial view: the coordinator's page. It keeps draft, address and laboratory in step, and holds
// the frames in which machines live.
import { DEFAULT_ROOM } from '../engine/settings.ts';
import { parseDraft, type Draft, type DraftProblem } from '../address/draft.ts';
import { ENGINES } from '../engine/settings.ts';
import { randomIdentifier } from '../laboratory/control-channel.ts';
import { simulateInWorker } from '../jobs/simulate-in-worker.ts';
import { Laboratory } from '../laboratory/laboratory.ts';
import { readPermalink, writePermalink } from '../address/permalink.ts';
import { gapReason } from '../words/run-status.ts';
import type { RealScheduler } from '../time/real-scheduler.ts';
import '../ui/parts/lamplight-page.ts';
import '../ui/trial/trial-view.ts';
import type { TrialView } from '../ui/trial/trial-view.ts';
import { MachineFrames } from './machine-frames.ts';
import { navigation } from './navigation.ts';
import { pageScheduler } from './real-time.ts';
import type { Mount } from './view.ts';

export const mountTrial: Mount = (root, query) => {
  const page = new TrialPage(root, query);
  return () => page.close();
};

class TrialPage {
  readonly #scheduler: RealScheduler = pageScheduler();
  readonly #view: TrialView = document.createElement('trial-view');
  #draft: Draft;
  #fragmentProblems: readonly DraftProblem[];
  #laboratory: Laboratory;
  #frames: MachineFrames;

  constructor(root: HTMLElement, query: string) {
    const { draft, runNow, problems } = readPermalink(query);
    this.#draft = draft;
    this.#fragmentProblems = problems;
    document.title = 'Lamplight: a laboratory for logical clocks';

    this.#view.engines = ENGINES;
    const frame = document.createElement('lamplight-page');
    frame.navigation = navigation('trial');
    frame.append(this.#view);
    root.append(frame);

    this.#view.addEventListener('draft-change', ({ draft }) => this.#redraft(draft));
    this.#view.addEventListener('join-request', () => {
      location.hash = `#/machine?room=${this.#draft.room}`;
    });
    this.#view.addEventListener('own-room-request', () =>
      this.#redraft({ ...this.#draft, room: `room-${randomIdentifier().slice(0, 6)}` }),
    );

    this.#laboratory = this.#openLaboratory();
    this.#frames = new MachineFrames(this.#laboratory, this.#room, this.#view);
    this.#show();
    if (runNow && problems.length === 0) this.#run();
  }

  close(): void {
    this.#frames.close();
    this.#laboratory.close();
    this.#scheduler.close();
  }

  get #room(): string {
    return parseDraft(this.#draft).problems.some(({ field }) => field === 'room')
      ? DEFAULT_ROOM
      : this.#draft.room;
  }

  #openLaboratory(): Laboratory {
    return new Laboratory({
      room: this.#room,
      scheduler: this.#scheduler,
      simulate: simulateInWorker,
      gapReason,
    });
  }

  #redraft(draft: Draft): void {
    const room = this.#room;
    this.#draft = draft;
    this.#fragmentProblems = [];
    history.replaceState(null, '', `#/trial?${writePermalink(draft)}`);
    if (this.#room !== room) this.#moveRoom();
    this.#show();
  }

  #moveRoom(): void {
    this.#frames.close();
    this.#laboratory.close();
    this.#laboratory = this.#openLaboratory();
    this.#frames = new MachineFrames(this.#laboratory, this.#room, this.#view);
  }

  #run(): void {
    const { settings } = parseDraft(this.#draft);
    if (settings) this.#laboratory.run(settings);
  }

  #show(): void {
    const { settings } = parseDraft(this.#draft);
    if (settings) {
      const { engine, place, trial } = settings;
      // Machines of a virtual run need no seats, and no frames to sit in.
      this.#laboratory.prepare({ rates: engine === 'live' ? trial.rates : [], place });
    }
    this.#view.laboratory = this.#laboratory;
    this.#view.draft = this.#draft;
    this.#view.fragmentProblems = this.#fragmentProblems;
  }
}
