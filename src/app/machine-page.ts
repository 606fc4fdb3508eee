// Composition root of the machine view: a page, in a frame or a tab, that hosts one machine of its room.
import * as v from 'valibot';
import { DEFAULT_ROOM, SEATS_MAX } from '../engine/settings.ts';
import { openBrowserMesh } from '../network/browser-mesh.ts';
import { MachinePage } from '../laboratory/machine-page.ts';
import '../ui/machine/machine-view.ts';
import { pageScheduler } from './real-time.ts';
import type { Mount } from './view.ts';

const querySchema = v.object({
  room: v.fallback(v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)), DEFAULT_ROOM),
  seat: v.fallback(
    v.optional(
      v.pipe(v.string(), v.decimal(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(SEATS_MAX)),
    ),
    undefined,
  ),
  place: v.fallback(v.picklist(['frame', 'tab']), 'tab'),
});

export const mountMachine: Mount = (root, query) => {
  const { room, seat, place } = v.parse(querySchema, Object.fromEntries(new URLSearchParams(query)));
  const scheduler = pageScheduler();
  const page = new MachinePage({
    room,
    place,
    scheduler,
    openMesh: openBrowserMesh,
    keepAwake: () => holdLock(`lamplight/${room}/awake`),
    ...(seat !== undefined && { machine: seat }),
  });

  const tellHidden = (): void => {
    page.hidden = document.hidden;
  };
  tellHidden();
  document.addEventListener('visibilitychange', tellHidden);

  const view = document.createElement('machine-view');
  view.page = page;
  view.compact = place === 'frame';
  root.append(view);

  const unsubscribe = page.subscribe(() => {
    const { machine } = page.state;
    document.title =
      machine === undefined ? 'Lamplight: a machine without a seat' : `Machine ${machine} – Lamplight`;
  });

  return () => {
    unsubscribe();
    document.removeEventListener('visibilitychange', tellHidden);
    page.close();
    scheduler.close();
  };
};

/** A page that holds a Web Lock is not frozen. Several may share it; where there are no locks, nothing is held. */
function holdLock(name: string): () => void {
  const { locks } = navigator as { locks?: LockManager };
  const release = new AbortController();
  const released = new Promise<void>(resolve => release.signal.addEventListener('abort', () => resolve()));
  // Requesting fails where the page is on its way out; then there is nothing to keep awake.
  locks?.request(name, { mode: 'shared' }, () => released).catch(() => release.abort());
  return () => release.abort();
}
