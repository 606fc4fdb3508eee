// What can befall the pages of a run: their connections are cut underneath, and their processes are killed.
import type { BrowserContext, Page } from '@playwright/test';

interface Held {
  readonly peers: RTCPeerConnection[];
  isRefused: boolean;
}

/** Keeps hold of the peer connections of every page, which pages keep to themselves. */
export async function holdConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const held: Held = { peers: [], isRefused: false };
    const Real = RTCPeerConnection;
    Object.assign(globalThis, {
      held,
      RTCPeerConnection: class extends Real {
        constructor(configuration?: RTCConfiguration) {
          if (held.isRefused) throw new Error('No connection for the moment.');
          super(configuration);
          held.peers.push(this);
        }
      },
    });
  });
}

/** Closes the connections of one machine underneath: its own page is told nothing. Says how many there were. */
export function cut(tab: Pick<Page, 'evaluate'>, isRefused = false): Promise<number> {
  return tab.evaluate(refuse => {
    const { held } = globalThis as unknown as { held: Held };
    held.isRefused = refuse;
    const open = held.peers.filter(({ connectionState }) => connectionState === 'connected');
    for (const peer of open) peer.close();
    return open.length;
  }, isRefused);
}

/** Connections may be opened again. */
export function allowConnections(tab: Page): Promise<void> {
  return tab.evaluate(() => {
    (globalThis as unknown as { held: Held }).held.isRefused = false;
  });
}

/** Whether nothing of what was opened along the way is left. */
export function areAllClosed(tab: Page): Promise<boolean> {
  return tab.evaluate(() =>
    (globalThis as unknown as { held: Held }).held.peers.every(
      ({ connectionState }) => connectionState === 'closed',
    ),
  );
}

/** Kills the process of a page: it says no goodbye. */
export async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // The answer never comes, as whoever would give it is dead.
  session.send('Page.crash').catch(() => session.detach().catch(() => undefined));
  await crashed;
}
