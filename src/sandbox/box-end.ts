// Why a box was ended before it had done what it was asked for, as facts; `words` makes sentences of them.
import type { ProgramCall } from './box-message.ts';

export type BoxEnd =
  /** Nothing was heard for so long; `call` is what did not come back, where that is known. */
  | { readonly kind: 'silent'; readonly quietMs: number; readonly call?: ProgramCall }
  /** The worker did not start, or died. */
  | { readonly kind: 'not-open' }
  | { readonly kind: 'died'; readonly message: string }
  /** What came is nothing that a box says. */
  | { readonly kind: 'not-understood' }
  /** More messages than any job makes. */
  | { readonly kind: 'flood'; readonly messages: number };
