// One machine's record, told to several listeners in the order given.
import type { Recorder } from '../core/machine.ts';

export function teeRecorder(...recorders: readonly Recorder[]): Recorder {
  return {
    arrival: (...facts) => recorders.forEach(recorder => recorder.arrival(...facts)),
    internal: (...facts) => recorders.forEach(recorder => recorder.internal(...facts)),
    send: (...facts) => recorders.forEach(recorder => recorder.send(...facts)),
    receive: (...facts) => recorders.forEach(recorder => recorder.receive(...facts)),
  };
}
