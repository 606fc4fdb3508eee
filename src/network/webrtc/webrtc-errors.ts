// What can go wrong with WebRTC, told apart.

/** This program has no WebRTC. */
export class WebRtcUnavailableError extends Error {
  override readonly name = 'WebRtcUnavailableError';
}

/** There is WebRTC, but this link did not come up; the message says why. */
export class WebRtcFailedError extends Error {
  override readonly name = 'WebRtcFailedError';
}
