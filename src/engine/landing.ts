// When the messages of a live run arrive at the latest. By itself, because the coordinator's page waits for them and carries none.

/**
 * In milliseconds after the end of the trial. What would arrive later arrives then: after every last tick, which is all that counts, and so
 * that nobody waits for a delay of minutes.
 */
export const LANDING_MS = 1000;
