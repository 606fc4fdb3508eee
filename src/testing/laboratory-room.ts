// A room with a laboratory and machines' pages, whole, in one Node process: real BroadcastChannels and links, in virtual
// time that passes while a test waits for something.
import { trialFrom, type TrialInput } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import type { Place, Settings } from '../engine/settings.ts';
import type { LaboratoryState } from '../laboratory/laboratory-state.ts';
import { Laboratory } from '../laboratory/laboratory.ts';
import { MachinePage, type OpenMesh } from '../laboratory/machine-page.ts';
import { openBrowserMesh } from '../network/browser-mesh.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { gapReason } from '../words/run-status.ts';
import { Body } from './mortal-page.ts';

/** The mesh of a page, over Node's BroadcastChannel. */
export const openMesh: OpenMesh = options => openBrowserMesh({ ...options, choice: 'broadcast' });

interface Door<State> {
  readonly state: State;
  subscribe(listener: () => void): () => void;
}

const STEP_MS = 20;

/** A room of its own. Whoever makes it closes it. */
export function makeRoom() {
  const toClose: (() => void)[] = [];
  const room = `test-${crypto.randomUUID()}`.slice(0, 30);
  const scheduler = new VirtualScheduler();
  const openLaboratory = (on: Scheduler = scheduler) => {
    const laboratory = new Laboratory({
      room,
      scheduler: on,
      simulate: trial => Promise.resolve(simulate(trial)),
      gapReason,
    });
    toClose.push(() => laboratory.close());
    return laboratory;
  };
  const openPage = (machine?: number, place: 'frame' | 'tab' = 'tab', open = openMesh) =>
    openMortal(machine, place, open).page;
  const openMortal = (
    machine?: number,
    place: 'frame' | 'tab' = 'tab',
    open = openMesh,
    onError?: (error: unknown) => void,
  ) => {
    const body = new Body(onError);
    let page: MachinePage | undefined;
    body.run(() => {
      page = new MachinePage({
        room,
        place,
        scheduler: body.schedulerOn(scheduler),
        openMesh: open,
        keepAwake: () => () => undefined,
        ...(machine !== undefined && { machine }),
      });
    });
    toClose.push(() => page!.close());
    return { page: page!, body };
  };
  const step = async (): Promise<void> => {
    scheduler.runUntil(scheduler.nowMs() + STEP_MS);
    await new Promise(resolve => setImmediate(resolve));
  };
  /** Resolves with the first state for which the condition holds, seen after each step of time. */
  const until = async <State>(door: Door<State>, condition: (state: State) => boolean): Promise<State> => {
    while (!condition(door.state)) await step();
    return door.state;
  };
  const pass = async (milliseconds: number): Promise<void> => {
    for (const endMs = scheduler.nowMs() + milliseconds; scheduler.nowMs() < endMs;) await step();
  };
  const close = (): void => toClose.splice(0).forEach(each => each());
  return { room, scheduler, close, openLaboratory, openPage, openMortal, until, pass };
}

export function settingsOf(room: string, trial: TrialInput, place: Place = 'tabs'): Settings {
  return { trial: trialFrom(trial), engine: 'live', link: 'broadcast', place, room };
}

export const ended = ({ phase }: LaboratoryState) => ['finished', 'stopped', 'failed'].includes(phase);
