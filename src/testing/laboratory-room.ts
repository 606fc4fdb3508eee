// A room with a laboratory and machines' pages, whole, in one Node process: real BroadcastChannels and links, in virtual
// time that passes while a test waits for something.
import { onTestFinished } from 'vitest';
import { trialFrom, type TrialInput } from '../core/trial.ts';
import { seededTrial, type SeededProgramTrial } from '../engine/run-program.ts';
import { simulate } from '../engine/simulate.ts';
import type { Place, Settings } from '../engine/settings.ts';
import type { LaboratoryState } from '../laboratory/laboratory-state.ts';
import { LIVE_PROGRAMS } from '../laboratory/live-programs.ts';
import { Laboratory, type LaboratoryOptions } from '../laboratory/laboratory.ts';
import { LIVE_RUNS } from '../laboratory/live-runs.ts';
import type { Locks } from '../laboratory/locks.ts';
import { MemoryRunStorage } from './memory-run-storage.ts';
import { MemoryLocks } from '../laboratory/memory-locks.ts';
import { MachinePage, type OpenMesh } from '../laboratory/machine-page.ts';
import { hostingBy } from '../laboratory/program-hosting.ts';
import { openBroadcastChannel } from '../network/broadcast/broadcast-channels.ts';
import { BroadcastSignaling } from '../network/broadcast/broadcast-signaling.ts';
import { BroadcastTransport } from '../network/broadcast/broadcast-transport.ts';
import { connectMesh } from '../network/mesh.ts';
import type { OpenPairChannel } from '../network/pair-channel.ts';
import { sessionCodec } from '../network/session/session-frame.ts';
import { assert } from '../core/assert.ts';
import { programIn } from '../programs/shipped.ts';
import { isServerLink } from '../network/link-choice.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { gapReason } from '../words/run-status.ts';
import { openHere } from './program-here.ts';
import { Body } from './mortal-page.ts';

/** Opens meshes over these channels: all that a page hears and says goes through them. */
export function meshesOver(openChannel: OpenPairChannel): OpenMesh {
  return async ({ room, run, self, choice, ...options }) => {
    assert(!isServerLink(choice), 'these meshes are pairwise');
    const place = { room, run, self };
    const signaling = new BroadcastSignaling({ ...place, machines: options.machines }, openChannel);
    const broadcast = () => new BroadcastTransport(place, sessionCodec, openChannel);
    const mesh = await connectMesh({ ...options, choice, run, self, signaling, transports: { broadcast } });
    const close = (): void => {
      mesh.close();
      signaling.close();
    };
    const suspend = (): void => {
      mesh.suspend();
      signaling.close();
    };
    return { ...mesh, close, suspend };
  };
}

export const openMesh = meshesOver(openBroadcastChannel);

interface Door<State> {
  readonly state: State;
  subscribe(listener: () => void): () => void;
}

const STEP_MS = 20;

/** A room of its own, closed when its test is over at the latest. `locks`: as all its pages have them, or each has its own. */
export function makeRoom(locks: Locks = new MemoryLocks(true)) {
  const toClose: (() => void)[] = [];
  const room = `test-${crypto.randomUUID()}`.slice(0, 30);
  const scheduler = new VirtualScheduler();
  const storage = new MemoryRunStorage();
  const openLaboratory = (
    body = new Body(),
    loadLiveRuns: LaboratoryOptions['loadLiveRuns'] = () => Promise.resolve(LIVE_RUNS),
  ) => {
    const laboratory = new Laboratory({
      room,
      scheduler: body.schedulerOn(scheduler),
      locks: body.locksOn(locks),
      openStorage: () => Promise.resolve(storage),
      simulate: trial => Promise.resolve(simulate(trial)),
      loadLiveRuns,
      gapReason,
    });
    toClose.push(() => laboratory.close());
    return laboratory;
  };
  /** A laboratory whose page may die. */
  const openMortalLaboratory = (liveRuns = LIVE_RUNS) => {
    const body = new Body();
    let laboratory: Laboratory | undefined;
    body.run(() => {
      laboratory = openLaboratory(body, () => Promise.resolve(liveRuns));
    });
    return { laboratory: laboratory!, body };
  };
  const openPage = (machine?: number, place: 'frame' | 'tab' = 'tab', open?: OpenMesh) =>
    openMortal(machine, place, open).page;
  const openMortal = (
    machine?: number,
    place: 'frame' | 'tab' = 'tab',
    open?: OpenMesh,
    onError?: (error: unknown) => void,
    isAmnesic = false,
  ) => {
    const body = new Body(onError);
    let page: MachinePage | undefined;
    body.run(() => {
      page = new MachinePage({
        room,
        place,
        scheduler: body.schedulerOn(scheduler),
        openMesh: open ?? meshesOver(body.openChannel),
        isAmnesic,
        locks: body.locksOn(locks),
        openStorage: () => Promise.resolve(storage),
        openProgram: hostingBy(openHere),
        ...(machine !== undefined && { machine }),
      });
    });
    toClose.push(() => page!.close());
    return { page: page!, body };
  };
  /** A laboratory for runs of programs. */
  const openProgramLaboratory = (body?: Body) => openLaboratory(body, () => Promise.resolve(LIVE_PROGRAMS));
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
  onTestFinished(close);
  return {
    room,
    scheduler,
    storage,
    close,
    openLaboratory,
    openMortalLaboratory,
    openProgramLaboratory,
    openPage,
    openMortal,
    until,
    pass,
  };
}

export function settingsOf(room: string, trial: TrialInput, place: Place = 'tabs'): Settings {
  return { trial: trialFrom(trial), engine: 'live', link: 'broadcast', place, room };
}

/** Of a run of a program, whose text this is, in tabs. */
export function liveSettings(room: string, code: string, input: SeededProgramTrial): Settings {
  const program = programIn(code);
  const script = input.script ?? program.trial?.script;
  const { timed, trial } = seededTrial(program, { ...input, ...(script && { script }) });
  return {
    trial: timed,
    program: { name: program.name, code, trial },
    engine: 'live',
    link: 'broadcast',
    place: 'tabs',
    room,
  };
}

export const ended = ({ phase }: LaboratoryState) => ['finished', 'stopped', 'failed'].includes(phase);
