// Runs the audit of a trace beside the page on behalf of an element, one at a time, and can be stopped.
import type { LitElement, ReactiveController } from 'lit';
import type { AuditReport } from '../../../analysis/audit/audit-report.ts';
import type { Trace } from '../../../core/trace.ts';
import { traceHomeOf } from '../trace-home-request.ts';

export type AuditState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly report: AuditReport; readonly revision: number };

export class AuditController implements ReactiveController {
  #trace: Trace | undefined;
  #state: AuditState = { kind: 'idle' };
  #open: AbortController | undefined;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  /** Of the trace that was named last. */
  get state(): AuditState {
    return this.#state;
  }

  /** Names the trace that the host shows; what is known of another one is let go. */
  show(trace: Trace): void {
    if (trace === this.#trace) return;
    this.#trace = trace;
    this.#end();
    this.#state = { kind: 'idle' };
  }

  /** Begins anew, from the trace as it is now. */
  start(revision: number): void {
    const trace = this.#trace;
    if (!trace) return;
    this.#end();
    const open = new AbortController();
    this.#open = open;
    this.#change({ kind: 'working' });
    void traceHomeOf(this.host)
      .study(trace, { kind: 'audit' }, { signal: open.signal, revision })
      .then(
        report => this.#settle(open, { kind: 'done', report, revision }),
        (error: unknown) =>
          this.#settle(open, {
            kind: 'failed',
            reason: error instanceof Error ? error.message : String(error),
          }),
      );
  }

  stop(): void {
    this.#end();
    this.#change({ kind: 'stopped' });
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  /** A report stays; work that nobody will see ends, and begins again when the host comes back. */
  hostDisconnected(): void {
    this.#end();
    if (this.#state.kind === 'working') this.#state = { kind: 'idle' };
  }

  #end(): void {
    this.#open?.abort();
    this.#open = undefined;
  }

  /** An answer that nobody waits for any more changes nothing. */
  #settle(open: AbortController, state: AuditState): void {
    if (this.#open !== open) return;
    this.#open = undefined;
    this.#change(state);
  }

  #change(state: AuditState): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}
