// What the end-to-end tests do with a laboratory, in a person's terms; and a page that fails its test on any error.
import { expect, test as base, type BrowserContext, type Download, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { LinkReport } from '../../src/laboratory/laboratory-state.ts';
import { SETTINGS_BAR, SETTINGS_TITLE } from '../../src/words/forms.ts';
import { COPY } from '../../src/words/frame.ts';
import { FIRST_SIGHT } from '../../src/words/trial.ts';

/** The end of a run may take its length and then some. */
export function timeoutFor(seconds: number): number {
  return (seconds + 30) * 1000;
}

export const test = base.extend<{ context: BrowserContext; laboratory: Laboratory }>({
  context: async ({ context }, use) => {
    const errors: string[] = [];
    context.on('weberror', error => errors.push(error.error().stack ?? String(error.error())));
    context.on('console', message => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await use(context);
    expect(errors, 'errors in the pages').toEqual([]);
  },
  laboratory: async ({ page }, use) => {
    await use(new Laboratory(page));
  },
});
export { expect };

export class Laboratory {
  constructor(readonly page: Page) {}

  async open(query = ''): Promise<void> {
    await this.page.goto(`./#/trial${query === '' ? '' : `?${query}`}`);
    await expect(this.button(query === '' ? FIRST_SIGHT.run : 'Run')).toBeVisible();
  }

  /** As {@link open}, with the form of its settings. */
  async openWithForm(query = ''): Promise<void> {
    await this.open(query);
    await this.showForm();
  }

  /** Shows the form of the settings, which has its own button to run them. */
  async showForm(): Promise<void> {
    await this.button(SETTINGS_BAR.change).click();
    await expect(this.page.getByRole('heading', { name: SETTINGS_TITLE })).toBeVisible();
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Opens the tabs that the trial page names, one for each of these machines. */
  async openTabs(machines: readonly number[]): Promise<void> {
    for (const machine of machines) {
      const [tab] = await Promise.all([
        this.page.context().waitForEvent('page'),
        // One that can continue has a second link, to start without its memory.
        this.page
          .getByRole('link', { name: new RegExp(`machine ${machine}\\b`, 'i') })
          .first()
          .click(),
      ]);
      await expect(tab.getByRole('heading', { name: `Machine ${machine}` })).toBeVisible();
    }
  }

  get status() {
    return this.page.locator('run-status').getByRole('status');
  }

  /** Beside the status: links, events, what is lost. */
  get facts() {
    return this.page.locator('run-status .facts');
  }

  /** Under the status: what is wrong, a sentence each. */
  get problems() {
    return this.page.locator('run-status li');
  }

  async finished(seconds: number): Promise<void> {
    await expect(this.status).toContainText('Finished', { timeout: timeoutFor(seconds) });
  }

  /** A column of the summary table, a number for each machine. */
  async column(name: string): Promise<number[]> {
    const table = this.page.locator('summary-table table:visible');
    await table.locator('thead th').first().waitFor(); // a long run is added up in a worker
    const names = await table.locator('thead th').allInnerTexts();
    const at = names.findIndex(text => text.replace(/\s+/g, ' ').trim().startsWith(name));
    expect(at, `column "${name}" among ${names.join(', ')}`).toBeGreaterThan(0);
    const rows = await table.locator('tbody tr').all();
    return Promise.all(
      rows.map(async row => Number((await row.locator('th, td').nth(at).innerText()).replace(/[\s,]/g, ''))),
    );
  }

  async download(button: string | RegExp): Promise<{ name: string; text: string }> {
    const [download]: [Download, unknown] = await Promise.all([
      this.page.waitForEvent('download'),
      this.button(button).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  /** Both ends of every link, as the machines report them. */
  async links(): Promise<LinkReport[]> {
    return this.page.evaluate(() => {
      const view = document.querySelector('trial-view')!;
      return view.laboratory.state.seats.flatMap(({ links }) => [...links]);
    });
  }

  async linkKinds(): Promise<string[]> {
    return (await this.links()).map(({ kind, state }) => `${kind} ${state}`);
  }
}

/** Needs the permissions for the clipboard. */
export async function copiedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: COPY.no, exact: true }).click();
  await expect(page.getByRole('button', { name: COPY.yes, exact: true })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}
