// What the site lets in and out: each page of the built site is under its content policy and keeps to it, asks nobody but
// its own server for anything, and shows names that are markup as names.
import { FIRST_SIGHT } from '../src/words/trial.ts';
import { test as bare, type BrowserContext, type Page } from '@playwright/test';
import { strangeLogs } from '../src/testing/strange-logs.ts';
import { poorSentence } from '../src/words/certificate.ts';
import { NOTEBOOK_BUTTONS } from '../src/words/notebook.ts';
import { PLACE_WORDS, READING_BUTTONS } from '../src/words/reading.ts';
import { TRACE_TABS, TRACE_TABS_NAME } from '../src/words/trace-tabs.ts';
import { ECHO, TRIAL } from './support/in-box.ts';
import { expect, test as base } from './support/laboratory.ts';
import { RAW_BOX } from './support/raw-box.ts';
import { OpenPage, traceOf, upload } from './support/open-page.ts';

interface Watch {
  /** `directive: what` of each violation of the policy, in any page or frame. */
  readonly violations: string[];
  /** Whatever was asked for, by any page, frame or worker. */
  readonly requests: string[];
}

/** What another page may post: nothing like it, of no known kind, and of a known kind but wrong. */
const JUNK = ['junk', { kind: 'junk' }, { kind: 'hello', page: '../..' }];
const POLICY = 'meta[http-equiv="Content-Security-Policy"]';

async function watch(context: BrowserContext): Promise<Watch> {
  const watched: Watch = { violations: [], requests: [] };
  await context.exposeBinding('tellViolation', (_source, text: string) => watched.violations.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', event => {
      const { tellViolation } = globalThis as unknown as { tellViolation: (text: string) => Promise<void> };
      void tellViolation(`${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  context.on('request', request => watched.requests.push(request.url()));
  return watched;
}

/** Each test ends with: no violation, and nothing asked of anybody but the site. */
const test = base.extend<{ watched: Watch }>({
  watched: [
    async ({ context, baseURL }, use) => {
      const watched = await watch(context);
      await use(watched);
      for (const page of context.pages())
        for (const frame of page.frames()) expect(await frame.locator(POLICY).count(), frame.url()).toBe(1);
      expect(watched.violations).toEqual([]);
      expect(watched.requests.length).toBeGreaterThan(3);
      const { origin } = new URL(baseURL!);
      // A program's box makes files of texts that it has been given.
      const asked = watched.requests.filter(url => !url.startsWith('blob:null/'));
      const foreign = asked.filter(url => new URL(url).origin !== origin);
      expect(foreign, 'asked of others').toEqual([]);
    },
    { auto: true },
  ],
});

test('a live run with three frames, and all that is shown of it', async ({ laboratory, page, context }) => {
  await laboratory.open('rates=6,6,6&seconds=2');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('Running');
  await page.evaluate(junk => {
    const channel = new BroadcastChannel('lamplight/main/room');
    for (let i = 0; i < 100; i++) for (const each of junk) channel.postMessage(each);
    channel.close();
  }, JUNK);
  await laboratory.finished(2);
  await expect(page.locator('run-certificate')).toContainText(
    poorSentence({ kind: 'foreign', count: 100 * JUNK.length }),
  );
  expect(page.frames()).toHaveLength(4);
  await lookThroughTabs(page);
  await page.locator('space-time-diagram canvas').first().hover();
  const machine = await context.newPage();
  await machine.goto('./#/machine?room=main&seat=2');
  await expect(machine.getByRole('heading', { name: 'Machine 2' })).toBeVisible();
});

test('a program in its box, in a page that allows nothing but its own files', async ({ page, baseURL }) => {
  await page.goto('./#/trial');
  const tasks = [
    ['load', { code: ECHO }],
    ['explore', { trial: TRIAL, options: {} }],
  ];
  expect(
    await page.evaluate(`(${RAW_BOX})(${JSON.stringify(baseURL)}, ${JSON.stringify(tasks)})`),
  ).toMatchObject([
    { kind: 'result', result: { kind: 'program' } },
    { kind: 'result', result: { laws: [{ verdict: 'holds' }, { verdict: 'holds' }] } },
  ]);
});

test('a sweep, and a view that does not exist', async ({ page }) => {
  await page.goto('./#/sweep?replicates=1&seconds=5');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.locator('sweep-table tbody tr').first()).toBeVisible();
  await page.goto('./#/no-such-view');
  await expect(page.getByRole('main')).toBeVisible();
});

test('the notebook, and the file that is taken away, which is under a policy of its own', async ({
  page,
  context,
}) => {
  await page.goto('./#/notebook');
  await expect(page.getByText(/runs, computed in this browser/)).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: NOTEBOOK_BUTTONS.saveHtml }).first().click(), // at both ends
  ]);
  const path = test.info().outputPath(file.suggestedFilename());
  await file.saveAs(path);
  const copy = await context.newPage();
  await copy.route('**/taken-away.html', route => route.fulfill({ path, contentType: 'text/html' }));
  await copy.goto('./taken-away.html');
  await expect(copy.locator('figure svg').first()).toBeVisible();
  expect(await copy.locator(POLICY).getAttribute('content')).toContain("default-src 'none'");
});

test('logs with names that are markup and formulas: shown as they are, and nothing comes of them', async ({
  page,
}) => {
  const open = new OpenPage(page);
  const names = ['<img/src=x/onerror=globalThis.owned=1>', '=HYPERLINK("//evil.example","x")'];
  const [first, second] = names.map(name => name.replaceAll('"', "'"));
  const text = '<script>globalThis.owned=1</script><b>bold</b> @SUM(1+1)';
  const log = [
    `${first} {"${first}":1}`,
    `${text}`,
    `${second} {"${second}":1, "${first}":1}`,
    `got ${text}`,
    '',
  ].join('\n');
  await open.goto();
  await open.choose(
    upload('<svg onload=owned=1>.log', `(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)\n\n${log}`),
  );
  await expect(page.locator('opened-run')).toContainText(first!);
  await expect(page.locator('opened-run')).toContainText(second!);
  await lookThroughTabs(page);
  await expectNothingMade(page);
});

test('an address that is markup, and a link to a reading with a machine that is, become words', async ({
  page,
  context,
}) => {
  const markup = '<img src=x onerror=globalThis.owned=1>';
  await page.goto(`./#/trial?${encodeURIComponent(markup)}=1&rates=${encodeURIComponent(markup)}`);
  await expect(page.locator('fragment-problems')).toContainText(markup);
  await expectNothingMade(page);

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const open = new OpenPage(page);
  const logs = strangeLogs(traceOf(7)).map(({ name, text }) => upload(name, text));
  await open.goto();
  await open.choose(...logs);
  const machine = open.reading.getByRole('textbox', { name: PLACE_WORDS.machineOf('machine_2.log') });
  await machine.fill(markup);
  await machine.press('Enter');
  await open.button(READING_BUTTONS.copy).click();
  await expect(open.reading.getByText(/^Link copied/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = new OpenPage(await context.newPage());
  await other.page.goto(link);
  await other.choose(...logs);
  await other.accept();
  await expect(other.page.locator('opened-run')).toContainText(markup);
  await lookThroughTabs(other.page);
  await expectNothingMade(other.page);
});

/** Each way to look at a trace beside its stage. */
async function lookThroughTabs(page: Page): Promise<void> {
  const tabs = page.getByRole('tablist', { name: TRACE_TABS_NAME });
  for (const name of Object.values(TRACE_TABS)) {
    await tabs.getByRole('tab', { name, exact: true }).click();
    await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible();
  }
}

/** No script ran, and no element anywhere is one that only the hostile names could have made. */
async function expectNothingMade(page: Page): Promise<void> {
  const made = await page.evaluate(() => {
    const found: string[] = 'owned' in globalThis ? ['a script ran'] : [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll('*')) {
        const hostile = element.matches('img, body script, [onerror], [onload]');
        if (hostile || element.shadowRoot?.querySelector('script')) found.push(element.outerHTML);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  });
  expect(made).toEqual([]);
}

bare(
  'the policy is in force: inline script, inline style and foreign addresses are refused',
  async ({ page, context }) => {
    const { violations } = await watch(context);
    await page.goto('./#/trial');
    await page.getByRole('button', { name: FIRST_SIGHT.run }).waitFor();
    expect(await page.locator('head > :first-child').getAttribute('http-equiv')).toBe(
      'Content-Security-Policy',
    );
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.owned = 1';
      const image = document.createElement('img');
      image.src = 'https://foreign.example/pixel.png';
      const styled = document.createElement('p');
      styled.setAttribute('style', 'color: red');
      const frame = document.createElement('iframe');
      frame.src = 'https://foreign.example/';
      const link = document.createElement('base');
      link.href = 'https://foreign.example/';
      document.body.append(script, image, styled, frame);
      document.head.append(link);
      setTimeout('globalThis.owned = 2');
      return fetch('https://foreign.example/').catch(() => undefined);
    });
    const directives = [
      'script-src-elem',
      'img-src',
      'style-src-attr',
      'frame-src',
      'base-uri',
      'script-src',
      'connect-src',
    ];
    for (const directive of directives)
      await expect
        .poll(() => violations.some(text => text.startsWith(`${directive}:`)), { message: directive })
        .toBe(true);
    expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false);
  },
);
