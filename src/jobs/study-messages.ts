// What the page and a worker that studies traces say to each other, and how the worker answers.
import { unpackTrace, type PackedTrace } from '../core/packed-trace.ts';
import type { Trace } from '../core/trace.ts';
import { doStudy, type StudyRequest, type StudyResult } from './study.ts';

/** hold: the trace that the questions from now on are about; the one before is let go. */
export type StudyMessage =
  | { readonly kind: 'hold'; readonly trace: PackedTrace }
  | { readonly kind: 'study'; readonly id: number; readonly request: StudyRequest };

export type StudyReply =
  | { readonly kind: 'result'; readonly id: number; readonly result: StudyResult }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };

/** The worker's side. Every study is answered exactly once, with a result or a sentence. */
export class StudyServant {
  #trace: Trace | undefined;

  constructor(private readonly reply: (reply: StudyReply) => void) {}

  take(message: StudyMessage): void {
    if (message.kind === 'hold') {
      this.#trace = unpackTrace(message.trace);
      return;
    }
    const { id, request } = message;
    try {
      if (!this.#trace) throw new Error('There is no trace to study.');
      this.reply({ kind: 'result', id, result: doStudy(this.#trace, request) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.reply({ kind: 'failed', id, reason });
    }
  }
}
