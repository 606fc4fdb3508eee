// The key of a room, as it is in an invitation: 32 random bytes and a check, so that one that was cut off or mistyped is told at once.
const KEY_BYTES = 32;
const CHECK_BYTES = 2;
/** Of a key as text. */
export const ROOM_KEY_LENGTH = 46;

/** A new key as text: 46 characters of base64url. Works on pages without a secure context too. */
export function newRoomKey(): string {
  return roomKeyText(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
}

export function roomKeyText(key: Uint8Array): string {
  return toBase64Url(new Uint8Array([...key, ...checkOf(key)]));
}

/** The 32 bytes of a key; undefined where the text is not one, or not whole. */
export function readRoomKey(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length !== ROOM_KEY_LENGTH || !/^[\w-]+$/.test(text)) return undefined;
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));
  const key = bytes.slice(0, KEY_BYTES);
  const check = bytes.subarray(KEY_BYTES, KEY_BYTES + CHECK_BYTES);
  return checkOf(key).every((byte, i) => byte === check[i]) && roomKeyText(key) === text ? key : undefined;
}

/** Tells any one letter that is another; not attacks. */
function checkOf(key: Uint8Array): readonly number[] {
  const sum = key.reduce((before, byte) => (before * 257 + byte) % 65_521, 1);
  return [sum >> 8, sum & 255];
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
