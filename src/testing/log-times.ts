// For tests: one moment in each of the forms in which programs write times.

export const TIME_FORMS = [
  'epoch s',
  'epoch ms',
  'epoch us',
  'epoch ns',
  'whole s',
  'iso',
  'iso blank',
  'iso comma',
  'slashes',
  'colon',
  'month-day',
  'named month',
  'of day',
  'of day short',
  'relative s',
  'relative ms',
] as const;
export type TimeForm = (typeof TIME_FORMS)[number];

/** `atMs` is what is left of the time in the form. */
export function writeTime(form: TimeForm, startMs: number, eventMs: number): { text: string; atMs: number } {
  const ms = startMs + eventMs;
  const iso = new Date(ms).toISOString();
  const whole = Math.floor(ms);
  const toMs = { atMs: whole - startMs };
  const toSecond = { atMs: Math.floor(ms / 1000) * 1000 - startMs };
  const micros = String(Math.round((ms - Math.floor(ms)) * 1000) % 1000).padStart(3, '0');
  const exact = { atMs: whole + Number(micros) / 1000 - startMs };
  switch (form) {
    case 'epoch s':
      return { text: `${Math.floor(whole / 1000)}.${iso.slice(20, 23)}${micros}`, ...exact };
    case 'epoch ms':
      return { text: String(whole), ...toMs };
    case 'epoch us':
      return { text: `${whole}${micros}`, ...exact };
    case 'epoch ns':
      return { text: `${whole}${micros}000`, ...exact };
    case 'whole s':
      return { text: String(Math.floor(whole / 1000)), ...toSecond };
    case 'iso':
      return { text: iso, ...toMs };
    case 'iso blank':
      return { text: `${iso.slice(0, 10)} ${iso.slice(11, 23)}${micros}`, ...exact };
    case 'iso comma':
      return { text: `${iso.slice(0, 10)} ${iso.slice(11, 19)},${iso.slice(20, 23)}`, ...toMs };
    case 'slashes':
      return { text: `${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 23)}`, ...toMs };
    case 'colon':
      return { text: `${iso.slice(0, 10)}:${iso.slice(11, 23)}`, ...toMs };
    case 'month-day':
      return {
        text: `${iso.slice(5, 10)}_${iso.slice(11, 19).replaceAll(':', '-')}.${iso.slice(20, 23)}${micros}`,
        ...exact,
      };
    case 'named month':
      return { text: `Mar  4 ${iso.slice(11, 23)}`, ...toMs };
    case 'of day':
      return { text: iso.slice(11, 23), ...toMs };
    case 'of day short':
      return { text: iso.slice(11, 19), ...toSecond };
    case 'relative s':
      return { text: (eventMs / 1000).toFixed(3), atMs: Math.round(eventMs) };
    case 'relative ms':
      return { text: String(Math.round(eventMs)), atMs: Math.round(eventMs) };
  }
}
