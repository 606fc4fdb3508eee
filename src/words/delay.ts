// The delay of messages in words.
import type { MessageDelayInput } from '../core/message-delay.ts';

/** A delay in words, its unit with it. */
export function delayWords(delay: MessageDelayInput | undefined): string {
  switch (delay?.kind) {
    case undefined:
    case 'none':
      return 'none';
    case 'fixed':
      return `fixed ${delay.delayMs} ms`;
    case 'uniform':
      return `uniform ${delay.minMs}-${delay.maxMs} ms`;
    case 'exponential':
      return `exponential ${delay.meanMs} ms`;
    case 'log-normal':
      return `log-normal ${delay.medianMs} ms x ${delay.spreadFactor}`;
  }
}
