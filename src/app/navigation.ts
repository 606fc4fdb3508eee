// The ways to the views, the same on every page.
import type { NavigationLink } from '../ui/parts/lamplight-page.ts';

const VIEWS = [
  { view: 'trial', label: 'Trial' },
  { view: 'sweep', label: 'Sweep' },
  { view: 'notebook', label: 'Notebook' },
  { view: 'open', label: 'Open a log' },
] as const;

/** All views that a person goes to by choice, in this order, with the current one marked. */
export function navigation(current: (typeof VIEWS)[number]['view']): readonly NavigationLink[] {
  return VIEWS.map(({ view, label }) => ({ href: `#/${view}`, label, current: view === current }));
}
