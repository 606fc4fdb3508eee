// The page in which modules are tried on their own, in a real browser: loaded once for all tests of a worker, as loading
// it takes longer than most of what is tried in it. Each test leaves it as it was; after one that fails there is another.
import { expect, test as base, type Page } from '@playwright/test';
import type {} from '../conformance/main.ts';

export const test = base.extend<{ workshop: Page }, { workshopOfWorker: { page: Page; errors: string[] } }>({
  workshopOfWorker: [
    async ({ browser }, use, { project }) => {
      const { baseURL = '', permissions = [] } = project.use;
      const context = await browser.newContext({ baseURL, permissions });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', error => errors.push(String(error)));
      await page.goto('e2e/conformance/index.html');
      await page.waitForFunction(() => 'workshop' in window);
      await use({ page, errors });
      await context.close();
    },
    { scope: 'worker' },
  ],
  workshop: async ({ workshopOfWorker: { page, errors } }, use) => {
    errors.length = 0;
    await use(page);
    expect(errors, 'errors in the page').toEqual([]);
  },
});
export { expect };
