// How far the page of a machine on another device has come on its way into a room: plain data for its view.
import type { CodeRefusal } from '../../network/line/join-code.ts';
import type { ServerState } from '../../network/server/server-connection.ts';
import type { LineLoss } from '../../network/webrtc/line-peer.ts';

/** What goes on between this device and the trial's page. */
export type JoiningState =
  /** It waits for a code: `isLost`: it was joined before, and its line has no connection. */
  | { readonly kind: 'code-wanted'; readonly isLost: boolean; readonly refusal: JoinRefusal | undefined }
  | { readonly kind: 'reading' }
  /** Its answer is to be shown to the trial's page. */
  | { readonly kind: 'answer'; readonly answer: string }
  /** It knocks over a broker: `isAnswered`: the trial's page is there, and the line is being opened. */
  | {
      readonly kind: 'calling';
      readonly server: ServerState;
      readonly isLost: boolean;
      readonly isAnswered: boolean;
      readonly problem: CallProblem | undefined;
    }
  | { readonly kind: 'joined' };

export type JoinRefusal =
  | { readonly kind: 'code'; readonly why: CodeRefusal | 'other-room' }
  | { readonly kind: 'connection'; readonly loss: LineLoss }
  /** The trial's page has turned it away or was closed; `reason` is a sentence, or nothing. */
  | { readonly kind: 'left'; readonly reason: string };

export type CallProblem =
  /** The key is not one, or not whole. */
  | { readonly kind: 'bad-key' }
  /** `reason` is a sentence: an address is none, or nothing can be sealed here. */
  | { readonly kind: 'no-broker'; readonly reason: string }
  /** Nobody with this key is there. */
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'full' }
  | { readonly kind: 'connection'; readonly loss: LineLoss };

export interface JoiningDoor {
  readonly state: JoiningState;
  subscribe(listener: () => void): () => void;
  /** A code that a person pasted or scanned; only where it joins by code. */
  takeCode?(text: string): Promise<void>;
}
