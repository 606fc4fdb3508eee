// A line to another device: texts, each once and in order, over carriers that come and go. What was sent is numbered and kept until
// it is acknowledged, and goes again over each new carrier, so that what a page tells its coordinator outlives a connection.
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import { LinkClosedError, LinkOverflowError } from '../link.ts';
import { randomName } from '../random-name.ts';
import { Inbox } from '../session/inbox.ts';
import { PART_LENGTH_MAX, readLineFrame, writeLineFrame, type LineFrame } from './line-frame.ts';

/** Carries frames to the other device for a while. */
export interface LineCarrier {
  /** Throws LinkOverflowError, and then has sent nothing, or LinkClosedError. */
  post(frame: string): void;
  /** Idempotent. */
  close(): void;
}

/** What comes over one carrier, for its owner to hand on. */
export interface Carried {
  hear(frame: unknown): void;
  lost(reason: string): void;
}

/** What is kept until the other end has it, in UTF-16 units: the line ends at this bound. */
export const LINE_WAITING_MAX = 4 * 1024 * 1024;
/** One text, in UTF-16 units: the line ends where a longer one comes. */
export const LINE_TEXT_MAX = 1024 * 1024;
/** Parts that came before their turn; what is further ahead comes again. */
const EARLY_MAX = 256;
/** What was not acknowledged for so long is sent again, and after twice that time again, up to the longest. */
const RESEND_AFTER_MS = 1000;
const RESEND_AFTER_MAX_MS = 16_000;
const RESEND_EACH = 64;
const ACKNOWLEDGE_AFTER_MS = 100;
const ACKNOWLEDGE_EACH = 32;

/**
 * goodbye: the other end closed it. unknown: the other end does not know it any more. another: somebody else answers. full: the
 * other end did not take what was sent. too-long: it sent a text beyond its bound.
 */
export type LineEnd =
  | { readonly kind: 'goodbye'; readonly reason: string }
  | { readonly kind: 'unknown' | 'another' | 'full' | 'too-long' };

export interface LineOptions {
  /** One that keeps its pace in hidden tabs. */
  readonly scheduler: Scheduler;
  /** The name of the line at the other end, where that has spoken first. */
  readonly peer?: string;
  readonly onText: (text: string) => void;
  /** A carrier carries it: the other end has been heard over it. */
  readonly onCarried: () => void;
  /** Nothing carries it now. */
  readonly onLost: (reason: string) => void;
  /** Nothing comes any more. Called once, and not after {@link Line.close}. */
  readonly onEnded: (end: LineEnd) => void;
  readonly waitingMax?: number;
}

interface Outgoing {
  readonly sequence: number;
  readonly text: string;
  readonly isLast: boolean;
  /** Number of the carrier that took it last. */
  carrier: number;
  sentMs: number;
}

type Part = Extract<LineFrame, { kind: 'part' }>;

export class Line {
  readonly name = randomName();
  readonly #options: LineOptions;
  readonly #inbox = new Inbox<Part>({ earlyMax: EARLY_MAX });
  #peer: string | undefined;
  #carrier: LineCarrier | undefined;
  #carriers = 0;
  #isHeard = false;
  #isOver = false;
  /** Oldest first. Bound: `waitingMax` units of text. */
  #waiting: Outgoing[] = [];
  #waitingLength = 0;
  #lastSequence = 0;
  /** The parts of a text whose end is still to come. Bound: LINE_TEXT_MAX. */
  #parts: string[] = [];
  #partsLength = 0;
  #owed = 0;
  #cancelAcknowledge: Cancel | undefined;
  #cancelResend: Cancel | undefined;
  #resendAfterMs = RESEND_AFTER_MS;
  #rejected = 0;
  #resent = 0;
  #goodbye: Extract<LineFrame, { kind: 'goodbye' }> | undefined;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#peer = options.peer;
  }

  get peer(): string | undefined {
    return this.#peer;
  }

  /** Whether something carries it, as far as this end knows. */
  get isCarried(): boolean {
    return this.#carrier !== undefined && this.#isHeard;
  }

  /** Units of text that the other end may not have. */
  get waiting(): number {
    return this.#waitingLength;
  }

  /** How many carriers there have been. */
  get carriers(): number {
    return this.#carriers;
  }

  /** What came and was no frame of this line. */
  get rejected(): number {
    return this.#rejected;
  }

  /** Parts that were sent again. */
  get resent(): number {
    return this.#resent;
  }

  /** Does nothing once the line is over: farewells may come late. */
  send(text: string): void {
    if (this.#isOver) return;
    const { waitingMax = LINE_WAITING_MAX } = this.#options;
    if (this.#waitingLength + text.length > waitingMax || text.length > LINE_TEXT_MAX) {
      this.#end({ kind: 'full' });
      return;
    }
    for (let start = 0; start === 0 || start < text.length; start += PART_LENGTH_MAX) {
      const part: Outgoing = {
        sequence: ++this.#lastSequence,
        text: text.slice(start, start + PART_LENGTH_MAX),
        isLast: start + PART_LENGTH_MAX >= text.length,
        carrier: 0,
        sentMs: 0,
      };
      this.#waiting.push(part);
      if (this.#isHeard && this.#waiting.at(-2)?.carrier !== 0) this.#transmit(part);
    }
    this.#waitingLength += text.length;
    this.#watch();
  }

  /** Takes a fresh carrier in the place of the one before, which it closes. */
  attach(carrier: LineCarrier): Carried {
    const before = this.#carrier;
    this.#carrier = carrier;
    this.#carriers += 1;
    this.#isHeard = false;
    this.#resendAfterMs = RESEND_AFTER_MS;
    before?.close();
    if (this.#isOver) carrier.close();
    else this.#hello();
    this.#watch();
    return {
      hear: frame => this.#hear(frame, carrier),
      lost: reason => {
        if (this.#carrier === carrier) this.#lose(reason);
      },
    };
  }

  /** Says goodbye where it can; nothing is heard any more. Idempotent. */
  close(reason = ''): void {
    if (this.#isOver) return;
    this.#post({ kind: 'goodbye', line: this.name, sequence: this.#lastSequence, reason });
    this.#letGo();
  }

  /** The carrier goes on to carry something else: gives it back unclosed. */
  release(): LineCarrier | undefined {
    const carrier = this.#carrier;
    this.#carrier = undefined;
    this.#letGo();
    return carrier;
  }

  #hear(raw: unknown, carrier: LineCarrier): void {
    if (this.#isOver) return;
    const frame = readLineFrame(raw);
    if (!frame) {
      this.#rejected += 1;
      return;
    }
    if (frame.kind === 'unknown') {
      if (frame.line === this.name) this.#end({ kind: 'unknown' });
      else this.#rejected += 1;
      return;
    }
    if (frame.line !== (this.#peer ??= frame.kind === 'hello' ? frame.line : undefined)) {
      if (frame.kind === 'hello' && carrier === this.#carrier) this.#end({ kind: 'another' });
      else this.#rejected += 1;
      return;
    }
    switch (frame.kind) {
      case 'hello':
        this.#acknowledged(frame.got);
        if (carrier === this.#carrier) this.#meet(frame.peer === undefined);
        return;
      case 'got':
        this.#acknowledged(frame.got);
        return;
      case 'goodbye':
        this.#goodbye = frame;
        this.#endIfAllHeard();
        return;
      case 'part':
        this.#acknowledged(frame.got);
        this.#take(frame);
    }
  }

  /** The other end has been heard over this carrier; `isStranger`: it has not heard this one. */
  #meet(isStranger: boolean): void {
    if (isStranger || !this.#isHeard) this.#hello();
    if (this.#isHeard || !this.#carrier) return;
    this.#isHeard = true;
    this.#options.onCarried();
    for (const part of [...this.#waiting])
      if (part.carrier !== this.#carriers && !this.#transmit(part)) break;
    this.#watch();
  }

  #take(part: Part): void {
    const taking = this.#inbox.take(part.sequence, part);
    for (let next = this.#inbox.next(); next && !this.#isOver; next = this.#inbox.next()) this.#join(next);
    if (this.#isOver) return;
    this.#owed += 1;
    if (taking === 'duplicate' || this.#owed >= ACKNOWLEDGE_EACH) this.#acknowledge();
    else this.#acknowledgeSoon();
    this.#endIfAllHeard();
  }

  #join({ text, isLast }: Part): void {
    this.#parts.push(text);
    this.#partsLength += text.length;
    if (this.#partsLength > LINE_TEXT_MAX) {
      this.#end({ kind: 'too-long' });
      return;
    }
    if (!isLast) return;
    const whole = this.#parts.join('');
    this.#parts = [];
    this.#partsLength = 0;
    this.#options.onText(whole);
  }

  #endIfAllHeard(): void {
    if (this.#goodbye && this.#inbox.delivered >= this.#goodbye.sequence)
      this.#end({ kind: 'goodbye', reason: this.#goodbye.reason });
  }

  #acknowledged(sequence: number): void {
    let count = 0;
    for (const part of this.#waiting) {
      if (part.sequence > sequence) break;
      this.#waitingLength -= part.text.length;
      count += 1;
    }
    if (count === 0) return;
    this.#waiting.splice(0, count);
    this.#resendAfterMs = RESEND_AFTER_MS;
  }

  #acknowledge(): void {
    this.#owed = 0;
    this.#post({ kind: 'got', line: this.name, got: this.#inbox.delivered });
  }

  #acknowledgeSoon(): void {
    const { scheduler } = this.#options;
    this.#cancelAcknowledge ??= scheduler.at(scheduler.nowMs() + ACKNOWLEDGE_AFTER_MS, () => {
      this.#cancelAcknowledge = undefined;
      if (this.#owed > 0) this.#acknowledge();
    });
  }

  #hello(): void {
    const peer = this.#peer;
    this.#post({
      kind: 'hello',
      line: this.name,
      ...(peer !== undefined && { peer }),
      got: this.#inbox.delivered,
    });
  }

  #transmit(part: Outgoing): boolean {
    const { sequence, isLast, text } = part;
    const got = this.#inbox.delivered;
    if (!this.#post({ kind: 'part', line: this.name, sequence, isLast, text, got })) return false;
    if (part.carrier > 0) this.#resent += 1;
    part.carrier = this.#carriers;
    part.sentMs = this.#options.scheduler.nowMs();
    this.#owed = 0;
    return true;
  }

  /** What nobody answers is said again. */
  #watch(): void {
    const { scheduler } = this.#options;
    const isWaiting = this.#carrier && (!this.#isHeard || this.#waiting.length > 0);
    if (this.#cancelResend || !isWaiting || this.#isOver) return;
    this.#cancelResend = scheduler.at(scheduler.nowMs() + this.#resendAfterMs, () => {
      this.#cancelResend = undefined;
      this.#resend();
      this.#watch();
    });
  }

  #resend(): void {
    if (!this.#isHeard) this.#hello();
    else {
      const nowMs = this.#options.scheduler.nowMs();
      let count = 0;
      for (const part of [...this.#waiting.slice(0, RESEND_EACH)]) {
        const isFresh = part.carrier === this.#carriers && nowMs - part.sentMs < this.#resendAfterMs;
        if (isFresh) continue;
        if (!this.#transmit(part)) break;
        count += 1;
      }
      if (count === 0) return;
    }
    this.#resendAfterMs = Math.min(2 * this.#resendAfterMs, RESEND_AFTER_MAX_MS);
  }

  /** Says whether the carrier took it. */
  #post(frame: LineFrame): boolean {
    if (!this.#carrier) return false;
    try {
      this.#carrier.post(writeLineFrame(frame));
      return true;
    } catch (error) {
      if (error instanceof LinkClosedError) this.#lose(error.message);
      else if (!(error instanceof LinkOverflowError)) throw error;
      return false;
    }
  }

  #lose(reason: string): void {
    const carrier = this.#carrier;
    if (!carrier || this.#isOver) return;
    this.#carrier = undefined;
    this.#isHeard = false;
    carrier.close();
    this.#options.onLost(reason);
  }

  #end(end: LineEnd): void {
    if (this.#isOver) return;
    // One that the other end does not know leaves its carrier to the next line.
    if (end.kind === 'full' || end.kind === 'too-long')
      this.#post({ kind: 'goodbye', line: this.name, sequence: 0, reason: end.kind });
    const carrier = this.#carrier;
    if (end.kind === 'unknown' || end.kind === 'another') {
      this.#isOver = true;
      this.#cancel();
      this.#options.onEnded(end);
      return;
    }
    this.#letGo();
    carrier?.close();
    this.#options.onEnded(end);
  }

  #letGo(): void {
    this.#isOver = true;
    this.#cancel();
    const carrier = this.#carrier;
    this.#carrier = undefined;
    this.#waiting = [];
    this.#waitingLength = 0;
    carrier?.close();
  }

  #cancel(): void {
    this.#cancelAcknowledge?.();
    this.#cancelResend?.();
  }
}
