// Presents what the page shows: puts the stage over the page, in full screen where the browser allows it, and takes it away again.
import type { PageTool } from '../ui/parts/page-tool-event.ts';
import type { LamplightPage } from '../ui/parts/lamplight-page.ts';
import '../ui/trace/present-stage.ts';

export class Presenter {
  #stage: HTMLElement | undefined;
  #focused: Element | null = null;

  constructor(private readonly frame: LamplightPage) {
    // Escape ends full screen without a word to the page.
    document.addEventListener('fullscreenchange', () => {
      if (!document.fullscreenElement) this.end();
    });
  }

  present(tool: PageTool): void {
    if (this.#stage) return;
    this.#focused = document.activeElement;
    const stage = document.createElement('present-stage');
    stage.tool = tool;
    stage.addEventListener('present-end', () => this.end());
    this.#stage = stage;
    this.frame.inert = true; // what is beneath is not in reach of keys and screen readers
    document.body.append(stage);
    // Without it, or where the browser refuses, the stage still fills the page.
    void document.documentElement.requestFullscreen?.().catch(() => undefined);
  }

  end(): void {
    this.#stage?.remove();
    this.#stage = undefined;
    this.frame.inert = false;
    if (this.#focused instanceof HTMLElement) this.#focused.focus();
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
  }
}
