// How the two machines of a pair find out that both are listening, without timers and whatever order they come in: each
// says hello when it opens, and whoever hears a hello answers. A hello that nobody heard was too early, and then the
// other's hello is still to come. Attempts have names, so that what an earlier attempt (of a page since reloaded, say)
// left on its way is told apart.
import * as v from 'valibot';
import { isOfKind } from './of-kind.ts';
import { randomName } from './random-name.ts';

const ATTEMPT_LENGTH_MAX = 64;
const attemptSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(ATTEMPT_LENGTH_MAX));

const meeting = v.optional(v.pipe(v.number(), v.safeInteger()));
const noteSchema = v.variant('kind', [
  /** "I am listening", to whoever listens too. */
  v.object({ kind: v.literal('hello'), attempt: attemptSchema, meeting }),
  /** "I heard your hello, and am listening." */
  v.object({ kind: v.literal('welcome'), attempt: attemptSchema, to: attemptSchema, meeting }),
  v.object({ kind: v.literal('signal'), attempt: attemptSchema, to: attemptSchema, signal: v.unknown() }),
  /** "I am gone"; it carries how many frames were sent before. */
  v.object({
    kind: v.literal('goodbye'),
    attempt: attemptSchema,
    framesSent: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    /** Another page may come in its place, and go on. */
    mayReturn: v.optional(v.boolean()),
  }),
]);
type Note = v.InferOutput<typeof noteSchema>;
const NOTE_KINDS: ReadonlySet<unknown> = new Set<Note['kind']>(['hello', 'welcome', 'signal', 'goodbye']);

export interface RendezvousOptions {
  /** As {@link ConnectOptions.meeting}: an end that is late for one meeting must not be taken for the one of the next. */
  readonly meeting?: number | undefined;
  /** Posts a note to the other side of the pair: heard by it, in order, if it is listening by then. */
  readonly post: (note: unknown) => void;
  /** Both sides are known to listen. Comes again when the other side begins anew, after `onGone`. */
  readonly onMet: () => void;
  readonly onSignal?: (signal: unknown) => void;
  /** The other side said goodbye, or begins anew, after both had met. */
  readonly onGone: (gone: Gone) => void;
}

export interface Gone {
  /** goodbye: for good. away: another page may come in its place. anew: one has come. */
  readonly why: 'goodbye' | 'away' | 'anew';
  /** What the other side says it had sent before it left. */
  readonly framesSent: number | undefined;
}

export interface Farewell {
  /** So many frames were sent before. */
  readonly framesSent?: number | undefined;
  readonly mayReturn?: boolean;
}

export class Rendezvous {
  readonly #options: RendezvousOptions;
  readonly #own = randomName();
  #other: string | undefined;
  #closed = false;

  constructor(options: RendezvousOptions) {
    this.#options = options;
  }

  get met(): boolean {
    return this.#other !== undefined;
  }

  /** To be called once, when the owner already hands over what it hears. */
  open(): void {
    this.#post({ kind: 'hello', attempt: this.#own, meeting: this.#options.meeting });
  }

  /** Takes anything that came from the other side; says whether it was a note. */
  hear(raw: unknown): boolean {
    const parsed = isOfKind(raw, NOTE_KINDS) && v.safeParse(noteSchema, raw, { abortEarly: true });
    if (!parsed || !parsed.success) return false;
    if (!this.#closed) this.#hear(parsed.output);
    return true;
  }

  /** Only once met: the other side gets it after it knows of the meeting. */
  signal(signal: unknown): void {
    if (this.#other === undefined || this.#closed) return;
    this.#post({ kind: 'signal', attempt: this.#own, to: this.#other, signal });
  }

  /** Says goodbye; nothing is heard any more. Idempotent. */
  close({ framesSent, mayReturn }: Farewell = {}): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#post({ kind: 'goodbye', attempt: this.#own, framesSent, mayReturn });
  }

  #hear(note: Note): void {
    const isInvitation = note.kind === 'hello' || note.kind === 'welcome';
    if (isInvitation && note.meeting !== this.#options.meeting) return;
    switch (note.kind) {
      case 'hello':
        if (note.attempt === this.#other) return;
        if (this.#other !== undefined) this.#lose({ why: 'anew', framesSent: undefined });
        if (this.#closed) return;
        this.#post({
          kind: 'welcome',
          attempt: this.#own,
          to: note.attempt,
          meeting: this.#options.meeting,
        });
        this.#meet(note.attempt);
        return;
      case 'welcome':
        if (note.to === this.#own && this.#other === undefined) this.#meet(note.attempt);
        return;
      case 'signal':
        if (note.to === this.#own && note.attempt === this.#other) this.#options.onSignal?.(note.signal);
        return;
      case 'goodbye':
        if (note.attempt === this.#other)
          this.#lose({ why: note.mayReturn ? 'away' : 'goodbye', framesSent: note.framesSent });
    }
  }

  #meet(other: string): void {
    this.#other = other;
    this.#options.onMet();
  }

  #lose(gone: Gone): void {
    this.#other = undefined;
    this.#options.onGone(gone);
  }

  #post(note: Note): void {
    this.#options.post(note);
  }
}
