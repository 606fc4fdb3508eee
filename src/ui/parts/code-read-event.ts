// A code that the camera has seen.
import { ViewEvent } from './view-event.ts';

export class CodeReadEvent extends ViewEvent {
  static readonly type = 'code-read';
  constructor(readonly text: string) {
    super(CodeReadEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'code-read': CodeReadEvent;
  }
}
