// What the tests of the page that opens logs have in common: logs as programs write them, and the page in a person's terms.
import type { Locator, Page } from '@playwright/test';
import type { Trace } from '../../src/core/trace.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { READING_BUTTONS } from '../../src/words/reading.ts';
import { expect } from './laboratory.ts';
import { DROP_HERE, SOURCE_WORDS } from '../../src/words/open-words.ts';
import { PATTERN_WORDS } from '../../src/words/pattern.ts';

export interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export function upload(name: string, text: string | Buffer): Upload {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}

export function traceOf(seed: number, durationSeconds = 20): Trace {
  return simulate({ rates: [5, 1, 5], durationSeconds, seed });
}

/** What a student's program writes, one file for each machine: the day and time, the clock in brackets, a sentence. */
export function proseLogs(trace: Trace, run: string): Upload[] {
  return trace.logs.map(({ machine, eventCount }) => {
    const lines = Array.from({ length: eventCount }, (_, index) => {
      const event = trace.event(machine, index);
      const time = new Date(Date.UTC(2026, 2, 2, 10) + event.atMs).toISOString();
      const what =
        event.kind === 'receive'
          ? `Received a message with logical time ${event.message!.timestamp}. Current queue length is ${event.queue}.`
          : event.kind === 'send'
            ? `Sent a message to ${event.messages.length > 1 ? 'both other machines' : `machine ${event.messages[0]!.to}`}.`
            : 'Internal event occurred.';
      return `${time.slice(0, 10)} ${time.slice(11, 23).replace('.', ',')} : (Logical Clock Time ${event.clock}) ${what}`;
    });
    const head = `2026-03-02 10:00:00,000 : Clock rate: ${trace.trial.rates[machine - 1]}`;
    return upload(`${run}_machine_${machine}.log`, `${[head, ...lines].join('\n')}\n`);
  });
}

export const ODD_PATTERN = String.raw`(?<time>\S+) (?<event>\w+) q=(?<queue>\d+) lc=(?<clock>\d+)`;

/** A log of no known kind, with a line that is no event. */
export function oddLog(lines = 30): Upload {
  const events = Array.from(
    { length: lines },
    (_, i) => `12:00:${String(i % 60).padStart(2, '0')} ${['SEND', 'INTERNAL'][i % 2]} q=0 lc=${i + 1}`,
  );
  return upload('vm_1.txt', `${[...events, 'goodbye'].join('\n')}\n`);
}

export class OpenPage {
  constructor(readonly page: Page) {}

  async goto(query = ''): Promise<void> {
    await this.page.goto(`./#/open${query === '' ? '' : `?${query}`}`);
    await expect(this.page.getByRole('button', { name: SOURCE_WORDS.files })).toBeVisible();
  }

  async choose(...files: readonly Upload[]): Promise<void> {
    await this.page.locator('input#files').setInputFiles([...files]);
  }

  /** As a person lets go of them over the page. */
  async drop(
    files: readonly { readonly name: string; readonly text: string }[],
    text?: string,
  ): Promise<void> {
    const data = await this.page.evaluateHandle(
      ({ files, text }) => {
        const data = new DataTransfer();
        for (const file of files) data.items.add(new File([file.text], file.name));
        if (text !== undefined) data.setData('text/plain', text);
        return data;
      },
      { files, text },
    );
    const main = this.page.getByRole('main');
    await main.dispatchEvent('dragenter', { dataTransfer: data });
    await main.dispatchEvent('dragover', { dataTransfer: data });
    await expect(this.page.getByText(DROP_HERE)).toBeVisible();
    await main.dispatchEvent('drop', { dataTransfer: data });
    await expect(this.page.getByText(DROP_HERE)).toBeHidden();
  }

  get status(): Locator {
    return this.page.locator('open-status').getByRole('status');
  }

  get runs(): Locator {
    return this.page.getByRole('radio');
  }

  get accounts(): Locator {
    return this.page.locator('file-accounts');
  }

  get skipped(): Locator {
    return this.page.locator('skipped-lines');
  }

  get pattern(): Locator {
    return this.page.getByRole('textbox', { name: PATTERN_WORDS.label });
  }

  get preview(): Locator {
    return this.page.locator('pattern-import');
  }

  /** "Is this right?": how logs whose form was found out are read. */
  get reading(): Locator {
    return this.page.locator('reading-page');
  }

  async accept(): Promise<void> {
    await this.button(READING_BUTTONS.accept).click();
    await expect(this.reading).toBeHidden();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A column of the summary, a number for each machine. */
  async summary(at: number): Promise<number[]> {
    const cells = this.page.locator(`open-view summary-table tbody tr > :nth-child(${at})`);
    await cells.first().waitFor(); // a long run is added up in a worker
    return (await cells.allInnerTexts()).map(text => Number(text.replace(/,/g, '')));
  }
}
