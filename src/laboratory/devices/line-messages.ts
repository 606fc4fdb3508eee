// What a far device's page and the trial's page tell each other over their line: which channels of the room the device holds, and
// what is posted on them. Each is parsed by these schemas on arrival, whoever sent it.
import * as v from 'valibot';
import { iceServersSchema } from '../../network/ice-servers.ts';

/** Of a device or a page: 16 hexadecimal digits, drawn at random. */
const identifier = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const channel = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31));
/** A run's name, a room's, a pair's and what they are for. */
const name = v.pipe(v.string(), v.maxLength(300));

export const fromDeviceSchema = v.variant('kind', [
  /** The first on each line. `device` is the same for all pages of a browser, `tab` for those that follow each other in one tab. */
  v.object({ kind: v.literal('join'), device: identifier, tab: identifier, page: identifier }),
  v.object({ kind: v.literal('open'), channel, name }),
  v.object({ kind: v.literal('close'), channel }),
  v.object({ kind: v.literal('post'), channel, data: v.unknown() }),
]);
export type FromDevice = v.InferOutput<typeof fromDeviceSchema>;

export const toDeviceSchema = v.variant('kind', [
  v.object({ kind: v.literal('welcome'), room: v.string(), servers: iceServersSchema }),
  v.object({ kind: v.literal('post'), channel, data: v.unknown() }),
]);
export type ToDevice = v.InferOutput<typeof toDeviceSchema>;

/** Undefined where it is none. */
export function readLineText<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): v.InferOutput<Schema> | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text), { abortEarly: true });
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
