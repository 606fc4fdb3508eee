// What was found out about one text of a program and is kept for the next time it is opened: its passport.
import * as v from 'valibot';
import { passportSchema } from '../../engine/passport-schema.ts';
import type { Passport } from '../../engine/passport.ts';

export interface TextFindings {
  readonly passport: Passport;
}

export const NO_FINDINGS: TextFindings = { passport: [] };

const schema = v.object({ passport: v.fallback(passportSchema, []) });

/** Parses anything; what is damaged is as if nothing had been found out. */
export function parseFindings(value: unknown): TextFindings {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : NO_FINDINGS;
}
