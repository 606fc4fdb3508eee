// The parts of the trial's page that are fetched when they are needed: more than half of it, and nobody waits for that to see the stage.
import { html, nothing, type TemplateResult } from 'lit';
import type { DeviceHosting } from './invite-device.ts';
import { TRIAL_PARTS } from '../../words/trial.ts';

export const loadForm = (): Promise<unknown> => import('./trial-form.ts');

/** For a `lazy-part`: what it is called, and what fetches it. */
export const LATER_PARTS = {
  cards: { name: TRIAL_PARTS.cards, load: (): Promise<unknown> => import('./many-cards.ts') },
  charts: { name: TRIAL_PARTS.charts, load: (): Promise<unknown> => import('./run-figures.ts') },
  chosen: { name: TRIAL_PARTS.chosen, load: (): Promise<unknown> => import('../trace/chosen-event.ts') },
  devices: { name: TRIAL_PARTS.devices, load: (): Promise<unknown> => import('./invite-device.ts') },
  outlook: { name: TRIAL_PARTS.outlook, load: (): Promise<unknown> => import('./trial-outlook.ts') },
  problems: {
    name: TRIAL_PARTS.problems,
    load: (): Promise<unknown> => import('../parts/fragment-problems.ts'),
  },
  results: { name: TRIAL_PARTS.results, load: (): Promise<unknown> => import('./run-results.ts') },
  seats: { name: TRIAL_PARTS.seats, load: (): Promise<unknown> => import('./seat-list.ts') },
  settings: { name: TRIAL_PARTS.settings, load: loadForm },
} as const;

/** The place of a part; `content` is made once what it needs is there. */
export function later(part: keyof typeof LATER_PARTS, content: () => TemplateResult) {
  const { name, load } = LATER_PARTS[part];
  return html`<lazy-part .name=${name} .load=${load} .content=${content}></lazy-part>`;
}

/** Where a person invites devices, as long as there is what hosts them. */
export function inviteDevice(hosting: DeviceHosting | undefined) {
  if (!hosting) return nothing;
  const site = location.href.replace(/#.*/, '');
  return later('devices', () => html`<invite-device .hosting=${hosting} site=${site}></invite-device>`);
}

/** What is wrong in the address, in sentences: whoever has such an address sees it, and nobody else needs the element. */
export function addressProblems(problems: readonly string[]) {
  if (problems.length === 0) return nothing;
  const content = () =>
    html`<fragment-problems
      .problems=${problems.map(message => ({ field: 'fragment', message }))}
    ></fragment-problems>`;
  return later('problems', content);
}
