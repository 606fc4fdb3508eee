// How far the page of a machine is in a run, as its view and its coordinator are told.
import type { PageFact, SeatPhase } from './laboratory-state.ts';

/** connecting → ready → running → done. trouble: it cannot go on. over: the run has ended; `missed`, without this machine. */
export type Stage = 'connecting' | 'ready' | 'running' | 'done' | 'trouble' | 'over' | 'missed';

export function phaseOfStage(stage: Stage): SeatPhase {
  switch (stage) {
    case 'connecting':
    case 'ready':
    case 'running':
    case 'done':
      return stage;
    case 'missed':
      return 'lost';
    case 'trouble':
    case 'over':
      return 'seated';
  }
}

export function factOfStage(stage: Stage, ticks: number, trouble: string): PageFact {
  switch (stage) {
    case 'connecting':
    case 'ready':
    case 'running':
      return { kind: stage };
    case 'done':
    case 'missed':
      return { kind: stage, ticks };
    case 'trouble':
      return { kind: 'trouble', reason: trouble };
    case 'over':
      return { kind: 'seated' };
  }
}
