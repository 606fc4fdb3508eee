// The little that SVG and HTML have in common when they are written as text.

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that means itself, as content and in attributes. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, sign => ENTITIES[sign]!);
}

/** As short as a hundredth allows. */
export function shortNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}
