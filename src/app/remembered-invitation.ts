// The invitation of a trial's page, kept in the storage of its tab alone: after a reload, devices find it by the link that they have.
import * as v from 'valibot';
import type { Invitation } from '../laboratory/devices/device-host.ts';
import { tryStorage } from './try-storage.ts';

const KEY = 'lamplight/invitation';
const schema = v.object({
  room: v.string(),
  brokers: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(16)),
  key: v.string(),
});

export function rememberInvitation(room: string, { brokers, key }: Invitation): void {
  tryStorage(() => sessionStorage.setItem(KEY, JSON.stringify({ room, brokers, key })));
}

export function forgetInvitation(): void {
  tryStorage(() => sessionStorage.removeItem(KEY));
}

/** Undefined where there is none for this room. */
export function rememberedInvitation(room: string): Invitation | undefined {
  const text = tryStorage(() => sessionStorage.getItem(KEY));
  if (typeof text !== 'string') return undefined;
  try {
    const parsed = v.safeParse(schema, JSON.parse(text));
    return parsed.success && parsed.output.room === room ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
