// A Chromium driven by raw DevTools calls over a pipe. Playwright keeps every page visible and never throttled; here a
// tab in the background is as hidden as a person's.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { findBrowser } from '../../scripts/find-browser.mjs';

interface Reply {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

export interface RawTab {
  /** The value of an expression in the page; promises are awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Resolves once the expression is truthy, looked at every 100 ms; rejects when the page says it never will be. */
  until(expression: string): Promise<void>;
  /** A DevTools command to this tab. */
  call(method: string, parameters?: object): Promise<Record<string, unknown>>;
  /** Brings the tab to the front; the one that was there is hidden. */
  activate(): Promise<void>;
  close(): Promise<void>;
}

export class RawChromium {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (e: Error) => void }
  >();
  #id = 0;
  #rest = '';

  constructor() {
    const browser = findBrowser();
    if (!browser) throw new Error('There is no Chromium on this machine.');
    this.#folder = mkdtempSync(join(tmpdir(), 'lamplight-browser-'));
    this.#process = spawn(
      browser,
      [
        '--headless=new',
        '--no-sandbox',
        '--remote-debugging-pipe',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--allow-loopback-in-peer-connection',
        '--use-fake-ui-for-media-stream',
        '--window-size=1360,900',
        `--user-data-dir=${this.#folder}`,
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    (this.#process.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk));
    this.#process.on('exit', () => this.#abandon());
  }

  /** Grants what exposes host candidates to WebRTC in a network that is only this machine. */
  async grant(origin: string): Promise<void> {
    await this.#call('Browser.grantPermissions', { origin, permissions: ['audioCapture', 'videoCapture'] });
  }

  /** Processor seconds of each process of the browser so far, by the process's number. */
  async cpuSeconds(): Promise<ReadonlyMap<number, number>> {
    const { processInfo } = await this.#call('SystemInfo.getProcessInfo', {});
    return new Map(
      (processInfo as { readonly id: number; readonly cpuTime: number }[]).map(({ id, cpuTime }) => [
        id,
        cpuTime,
      ]),
    );
  }

  async openTab(url: string): Promise<RawTab> {
    const { targetId } = await this.#call('Target.createTarget', { url });
    const { sessionId } = await this.#call('Target.attachToTarget', { targetId, flatten: true });
    const evaluate = async (expression: string): Promise<unknown> => {
      const answer = await this.#call(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true },
        sessionId as string,
      );
      if (answer['exceptionDetails'])
        throw new Error(`The page threw: ${JSON.stringify(answer['exceptionDetails'])}`);
      return (answer['result'] as { value?: unknown }).value;
    };
    return {
      evaluate,
      call: (method, parameters = {}) => this.#call(method, parameters, sessionId as string),
      until: async expression => {
        // The page's own timers may be throttled, so the looking is done from here.
        while (!(await evaluate(expression))) await new Promise(resolve => setTimeout(resolve, 100));
      },
      activate: async () => void (await this.#call('Target.activateTarget', { targetId })),
      close: async () => void (await this.#call('Target.closeTarget', { targetId })),
    };
  }

  async close(): Promise<void> {
    const exited = new Promise(resolve => this.#process.once('exit', resolve));
    await this.#call('Browser.close', {});
    await exited;
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  #call(method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#id;
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #read(chunk: string): void {
    const parts = (this.#rest + chunk).split('\0');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      const reply = JSON.parse(part) as Reply;
      const waiting = reply.id === undefined ? undefined : this.#waiting.get(reply.id);
      if (!waiting) continue;
      this.#waiting.delete(reply.id!);
      if (reply.error) waiting.reject(new Error(reply.error.message));
      else waiting.resolve(reply.result ?? {});
    }
  }

  #abandon(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('The browser has ended.'));
    this.#waiting.clear();
  }
}
