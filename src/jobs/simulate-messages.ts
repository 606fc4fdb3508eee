// What a page and the worker that simulates for it tell each other.
import type { PackedTrace } from '../core/packed-trace.ts';
import type { Trial } from '../core/trial.ts';

export interface SimulateRequest {
  readonly trial: Trial;
}

export type SimulateReply =
  | { readonly kind: 'progress'; readonly ticksDone: number; readonly ticks: number }
  | { readonly kind: 'trace'; readonly trace: PackedTrace }
  | { readonly kind: 'failed'; readonly reason: string };
