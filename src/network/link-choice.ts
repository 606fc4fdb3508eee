// What may link the machines of a run, as a person chooses it. By itself, so that a page that only offers the choice does not load what
// links machines.
export const LINK_CHOICES = ['auto', 'webrtc', 'broadcast'] as const;
/** auto: WebRTC, and BroadcastChannel for each pair where WebRTC does not work. */
export type LinkChoice = (typeof LINK_CHOICES)[number];
