// Names that nobody else has and nobody can guess: of attempts to meet, and of sessions.

/** 32 hexadecimal digits. Works on pages without a secure context too. */
export function randomName(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return [...words].map(word => word.toString(16).padStart(8, '0')).join('');
}
