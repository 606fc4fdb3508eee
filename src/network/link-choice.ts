// What may link the machines of a run, as a person chooses it. By itself, so that a page that only offers the choice does not load what
// links machines.
export const LINK_CHOICES = ['auto', 'webrtc', 'broadcast', 'relay', 'broker'] as const;
/**
 * auto: WebRTC, and BroadcastChannel for each pair where WebRTC does not work. relay: through a server inside the trial page. broker:
 * through an MQTT broker that the person names.
 */
export type LinkChoice = (typeof LINK_CHOICES)[number];

export const SERVER_LINKS = ['relay', 'broker'] as const;
export type ServerLink = (typeof SERVER_LINKS)[number];
export type PairwiseLink = Exclude<LinkChoice, ServerLink>;

/** Whether everything goes through a server, so that a machine has one connection and not one for each other machine. */
export function isServerLink(choice: LinkChoice): choice is ServerLink {
  return choice === 'relay' || choice === 'broker';
}
