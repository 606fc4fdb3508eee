// Has a box of the page's do what a test asks for, one thing after the other, and tells what came of each.
import type { Page } from '@playwright/test';
import type { BoxJobs } from '../../src/sandbox/box-jobs.ts';
import type * as Side from '../../src/sandbox/program-box.ts';

export type Asked = { [Name in keyof BoxJobs]: readonly [Name, BoxJobs[Name]['request']] }[keyof BoxJobs];

export interface Told {
  readonly result?: unknown;
  readonly error?: string;
  readonly progress: number;
}

/** Loads a text first. A step that does not come back is ended after a second. */
export async function inBox(page: Page, code: string, ...asked: readonly Asked[]): Promise<readonly Told[]> {
  return page.evaluate(
    async ([code, asked]) => {
      const { ProgramBox } = (await import(
        /* @vite-ignore */ '/src/sandbox/program-box.ts' as string
      )) as typeof Side;
      const box = new ProgramBox({ quietMs: 1000 });
      const told: { result?: unknown; error?: string; progress: number }[] = [];
      for (const [name, request] of [['load', { code }] as const, ...asked]) {
        let progress = 0;
        const onProgress = (): void => void (progress += 1);
        try {
          const result = await box.run(name as keyof BoxJobs, request as never, { onProgress });
          told.push({ result, progress });
        } catch (error) {
          told.push({ error: String(error), progress });
        }
      }
      box.close();
      if (document.querySelector('iframe')) throw new Error('a frame is left');
      return told;
    },
    [code, asked as readonly unknown[] as readonly [string, unknown][]] as const,
  );
}

export { ECHO } from '../../src/testing/echo-program.ts';
export const TRIAL = { machines: 2, script: [['call']] } as const;
