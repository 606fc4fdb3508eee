// Several things are arranged over one signaling (a mesh, its WebRTC links): each has a topic, and a port to one machine.
import * as v from 'valibot';
import type { MachineId } from '../core/message.ts';
import type { Signaling, Unsubscribe } from './link.ts';

const envelopeSchema = v.object({ topic: v.string(), content: v.unknown() });

export interface SignalingPort {
  post(content: unknown): void;
  /** The signaling itself stays open. */
  close: Unsubscribe;
}

export function openSignalingPort(
  signaling: Signaling,
  topic: string,
  remote: MachineId,
  onContent: (content: unknown) => void,
): SignalingPort {
  return {
    post: content => signaling.send(remote, { topic, content }),
    close: signaling.subscribe((from, signal) => {
      if (from !== remote) return;
      const parsed = v.safeParse(envelopeSchema, signal, { abortEarly: true });
      if (parsed.success && parsed.output.topic === topic) onContent(parsed.output.content);
    }),
  };
}
