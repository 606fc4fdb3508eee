// The parts that all views share, each on its own in a real browser: what it shows, what it says of a change, and its keys.
import fc from 'fast-check';
import type { Locator, Page } from '@playwright/test';
import { stepName } from '../../src/words/forms.ts';
import { CLOSE, loadingPart, partNotLoaded, TRY_AGAIN } from '../../src/words/frame.ts';
import { HELP_TITLE } from '../../src/words/help.ts';
import { PAGE_BUTTONS } from '../../src/words/pages.ts';
import { expect, test } from '../support/workshop.ts';

/** Puts an element of src/ui/parts, with these properties, where the last one was. */
async function mount(
  page: Page,
  tag: keyof HTMLElementTagNameMap,
  properties: Readonly<Record<string, unknown>>,
): Promise<Locator> {
  await page.evaluate(
    async ([tag, properties]) => {
      await import(/* @vite-ignore */ `/src/ui/parts/${tag}.ts`);
      const element = Object.assign(document.createElement(tag), properties);
      const said: unknown[] = [];
      for (const name of ['field-change', 'page-turn'])
        element.addEventListener(name, event => said.push(Object.assign({ value: null, page: null }, event)));
      const stage = document.createElement('main');
      Object.assign(stage, { said });
      stage.append(element);
      document.querySelector('main')?.remove();
      document.body.append(stage);
    },
    [tag, properties] as const,
  );
  return page.locator(tag);
}

/** What the element has said so far: a text, or the page to be turned to. */
function said(page: Page): Promise<unknown[]> {
  return page.evaluate(() => {
    const { said } = document.querySelector('main') as unknown as {
      said: { value: string | null; page: number | null }[];
    };
    return said.map(({ value, page }) => value ?? page);
  });
}

test.describe('number-field', () => {
  const LENGTH = { label: 'Length', value: '59', unit: 's', min: 1, max: 60 };

  test('what is typed is kept as it is and said at each keystroke', async ({ workshop }) => {
    const field = await mount(workshop, 'number-field', LENGTH);
    const input = field.getByRole('spinbutton', { name: 'Length' });
    await expect(input).toHaveAttribute('aria-valuetext', '59 s');
    await input.fill('');
    await input.pressSequentially('4x');
    await expect(input).toHaveValue('4x');
    await expect(input).not.toHaveAttribute('aria-valuenow');
    expect(await said(workshop)).toEqual(['', '4', '4x']);
  });

  test('keys and buttons step as far as the ends, where a button rests', async ({ workshop }) => {
    const field = await mount(workshop, 'number-field', LENGTH);
    const input = field.getByRole('spinbutton');
    const [less, more] = [
      field.getByRole('button', { name: stepName(-1, 'Length') }),
      field.getByRole('button', { name: stepName(1, 'Length') }),
    ];
    await more.click();
    await expect(more).toBeDisabled();
    await input.press('ArrowUp');
    for (let i = 0; i < 6; i++) await input.press('PageDown');
    await expect(less).toBeDisabled();
    await input.press('ArrowUp');
    expect(await said(workshop)).toEqual(['60', '60', '50', '40', '30', '20', '10', '1', '2']);
  });

  test('from whatever text, a step leads to a whole number between the ends', async ({ workshop }) => {
    await mount(workshop, 'number-field', LENGTH);
    const texts = fc.sample(fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)), {
      numRuns: 100,
      seed: 20_261_125,
    });
    const after = await workshop.evaluate(async texts => {
      const field = document.querySelector('number-field')!;
      const values: string[] = [];
      for (const text of texts)
        for (const key of ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown']) {
          field.value = text;
          await field.updateComplete;
          field.shadowRoot!.querySelector('input')!.dispatchEvent(new KeyboardEvent('keydown', { key }));
          values.push(field.value);
        }
      return values;
    }, texts);
    expect(after).toHaveLength(400);
    for (const value of after) {
      expect(value).toBe(String(parseInt(value, 10)));
      expect(Number(value)).toBeGreaterThanOrEqual(1);
      expect(Number(value)).toBeLessThanOrEqual(60);
    }
  });

  test('what is wrong describes the field', async ({ workshop }) => {
    const field = await mount(workshop, 'number-field', { ...LENGTH, problem: 'At most 60 s.' });
    await expect(field.getByRole('spinbutton')).toHaveAccessibleDescription('At most 60 s.');
    await expect(field.getByRole('spinbutton')).toHaveAttribute('aria-invalid', 'true');
  });
});

test.describe('choice-field', () => {
  const choices = ['red', 'green', 'blue'].map(value => ({ value, label: value.toUpperCase() }));

  test('arrow keys choose and go round', async ({ workshop }) => {
    const field = await mount(workshop, 'choice-field', { label: 'Colour', value: 'green', choices });
    await expect(field.getByRole('radiogroup', { name: 'Colour' })).toBeVisible();
    await field.getByRole('radio', { name: 'GREEN' }).press('ArrowRight');
    await field.getByRole('radio', { name: 'BLUE' }).press('ArrowRight');
    await expect(field.getByRole('radio', { name: 'RED' })).toBeChecked();
    expect(await said(workshop)).toEqual(['blue', 'red']);
  });

  test('a value that is none of the choices leaves all unchosen, and its problem is said', async ({
    workshop,
  }) => {
    const problem = 'Choose a colour.';
    const field = await mount(workshop, 'choice-field', { label: 'Colour', value: 'pink', choices, problem });
    await expect(field.getByRole('radio', { checked: true })).toHaveCount(0);
    await expect(field.getByRole('radiogroup')).toHaveAccessibleDescription(problem);
    await field.getByRole('radio', { name: 'BLUE' }).check();
    expect(await said(workshop)).toEqual(['blue']);
  });

  test('where nothing can be changed, no choice can be made', async ({ workshop }) => {
    const field = await mount(workshop, 'choice-field', { value: 'red', choices, disabled: true });
    for (const radio of await field.getByRole('radio').all()) await expect(radio).toBeDisabled();
  });
});

test('text-field: each keystroke is said, and what is wrong takes the place of the note', async ({
  workshop,
}) => {
  const field = await mount(workshop, 'text-field', { label: 'Die', value: '10', note: 'As in 3-20.' });
  const input = field.getByRole('textbox', { name: 'Die' });
  await expect(input).toHaveAccessibleDescription('As in 3-20.');
  await input.press('End');
  await input.pressSequentially('-x');
  expect(await said(workshop)).toEqual(['10-', '10-x']);
  await field.evaluate(element => Object.assign(element, { problem: 'Not a range.' }));
  await expect(input).toHaveAccessibleDescription('Not a range.');
  await expect(field.getByText('As in 3-20.')).toHaveCount(0);
});

test.describe('page-turner', () => {
  test('one page has no buttons, and still says what is in sight', async ({ workshop }) => {
    const turner = await mount(workshop, 'page-turner', {
      label: 'Pages',
      text: '1–7 of 7',
      page: 0,
      pages: 1,
    });
    await expect(turner.getByRole('status')).toHaveText('1–7 of 7');
    await expect(turner.getByRole('button')).toHaveCount(0);
  });

  test('wherever one is, the buttons lead to other pages that there are, and rest at the ends', async ({
    workshop,
  }) => {
    for (const pages of [2, 3, 5])
      for (let page = 0; page < pages; page++) {
        const turner = await mount(workshop, 'page-turner', { label: 'Pages', page, pages });
        await expect(turner.getByRole('navigation', { name: 'Pages' })).toBeVisible();
        const { first, previous, next, last } = PAGE_BUTTONS;
        const leads = [
          [first, 0],
          [previous, page - 1],
          [next, page + 1],
          [last, pages - 1],
        ] as const;
        for (const [name, to] of leads) {
          const button = turner.getByRole('button', { name, exact: true });
          const ahead = name === next || name === last;
          if (ahead ? page === pages - 1 : page === 0) await expect(button).toBeDisabled();
          else {
            await button.click();
            expect((await said(workshop)).at(-1)).toBe(to);
          }
        }
      }
  });
});

test('status-line: the sentence is heard, the facts and the bar are seen', async ({ workshop }) => {
  const line = await mount(workshop, 'status-line', {
    sentence: 'Reading 3 files',
    facts: ['2 of 3', '5 MB'],
    label: 'Read so far',
    max: 3,
    value: 2,
  });
  await expect(line.getByRole('status')).toHaveText('Reading 3 files');
  await expect(line.getByRole('status')).toHaveAttribute('aria-live', 'polite');
  await expect(line.getByText('2 of 3 · 5 MB')).toBeVisible();
  await expect(line.getByRole('progressbar', { name: 'Read so far' })).toHaveJSProperty('value', 2);
  await line.evaluate(element => Object.assign(element, { quiet: true }));
  await expect(line.getByRole('status')).toHaveAttribute('aria-live', 'off');
});

test.describe('lazy-part', () => {
  test('it says that it is loading, then that it is not to be had, and shows what came the second time', async ({
    workshop,
  }) => {
    await workshop.evaluate(async () => {
      const path = '/src/ui/parts/lazy-part.ts';
      await import(/* @vite-ignore */ path);
      const ends: ((isThere: boolean) => void)[] = [];
      const part = Object.assign(document.createElement('lazy-part'), {
        name: 'The diagram',
        load: () =>
          new Promise<void>((resolve, reject) =>
            ends.push(isThere => (isThere ? resolve() : reject(new Error('There is no such file.')))),
          ),
        content: () => Object.assign(document.createElement('b'), { textContent: 'Here it is' }) as unknown,
      });
      const stage = Object.assign(document.createElement('main'), { ends });
      stage.append(part);
      document.querySelector('main')?.remove();
      document.body.append(stage);
    });
    const end = (isThere: boolean): Promise<void> =>
      workshop.evaluate(isThere => {
        const { ends } = document.querySelector('main') as unknown as { ends: ((is: boolean) => void)[] };
        ends.shift()!(isThere);
      }, isThere);
    const part = workshop.locator('lazy-part');
    await expect(part.getByRole('status')).toHaveText(loadingPart('The diagram'));
    await end(false);
    await expect(part.getByRole('alert')).toContainText(partNotLoaded('The diagram'));
    await part.getByRole('button', { name: TRY_AGAIN }).click();
    await expect(part.getByRole('status')).toHaveText(loadingPart('The diagram'));
    await end(true);
    await expect(part.getByText('Here it is')).toBeVisible();
    await expect(part.getByRole('alert')).toHaveCount(0);
  });
});

test('help-dialog: it opens at its heading, and Escape or its button closes it', async ({ workshop }) => {
  const help = await mount(workshop, 'help-dialog', {});
  const dialog = help.getByRole('dialog', { name: HELP_TITLE });
  for (const close of [
    () => workshop.keyboard.press('Escape'),
    () => dialog.getByRole('button', { name: CLOSE }).click(),
  ]) {
    await expect(dialog).toBeHidden();
    await workshop.evaluate(() => document.querySelector('help-dialog')!.open());
    await expect(dialog.getByRole('heading', { name: HELP_TITLE })).toBeFocused();
    await close();
    await expect(dialog).toBeHidden();
  }
});
