// Reads a QR code with the camera, which is asked for only when a person presses the button: with what the browser has for it, or
// else with a library that is fetched then.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { SCANNER, SCANNER_PROBLEMS } from '../../words/joining.ts';
import { CodeReadEvent } from './code-read-event.ts';
import { buttons, reset } from './styles/shared.styles.ts';

type Problem = keyof typeof SCANNER_PROBLEMS;
type FindCode = (video: HTMLVideoElement) => Promise<string | undefined>;

/** Of the browser's own reader, as far as it is used here. */
interface CodeDetector {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}
type MakeDetector = new (options: { readonly formats: readonly string[] }) => CodeDetector;

/** Often enough for a hand that holds a phone. */
const LOOK_EVERY_MS = 150;
/** Pixels of the longer side: more are slower and read no better. */
const LOOKED_AT_MAX = 960;

/** @fires code-read - with the text of a code that was seen */
@customElement('code-scanner')
export class CodeScanner extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      video {
        display: block;
        width: 100%;
        max-width: 320px;
        margin-bottom: var(--space-2);
        border-radius: var(--radius);
        background: var(--sunken);
      }
      p {
        margin-top: var(--space-2);
        color: var(--problem);
        font-size: var(--size-note);
      }
    `,
  ];

  @state() private stream: MediaStream | undefined;
  @state() private problem: Problem | undefined;
  @query('video') private video: HTMLVideoElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override updated(): void {
    if (this.video && this.video.srcObject !== (this.stream ?? null))
      this.video.srcObject = this.stream ?? null;
  }

  override render() {
    const { stream, problem } = this;
    return html`${stream ? html`<video autoplay muted playsinline aria-label=${SCANNER.picture}></video>` : nothing}
      <button type="button" @click=${() => (stream ? this.#stop() : void this.#start())}>
        ${stream ? SCANNER.stop : SCANNER.scan}
      </button>
      ${problem ? html`<p role="alert">${SCANNER_PROBLEMS[problem]}</p>` : nothing}`;
  }

  async #start(): Promise<void> {
    this.problem = undefined;
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    if (!mediaDevices) {
      this.problem = 'insecure';
      return;
    }
    try {
      const findCode = await loadReader();
      const stream = await mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (!this.isConnected) for (const track of stream.getTracks()) track.stop();
      else {
        this.stream = stream;
        this.#lookSoon(findCode);
      }
    } catch (error) {
      this.problem = !(error instanceof DOMException)
        ? 'not-loaded'
        : error.name === 'NotAllowedError'
          ? 'refused'
          : 'missing';
    }
  }

  #stop(): void {
    clearTimeout(this.#timer);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
  }

  #lookSoon(findCode: FindCode): void {
    this.#timer = setTimeout(() => void this.#look(findCode), LOOK_EVERY_MS);
  }

  async #look(findCode: FindCode): Promise<void> {
    const { video } = this;
    const text = video && video.videoWidth > 0 ? await findCode(video).catch(() => undefined) : undefined; // the next picture may do
    if (!this.stream) return;
    if (text === undefined) this.#lookSoon(findCode);
    else {
      this.#stop();
      this.dispatchEvent(new CodeReadEvent(text));
    }
  }
}

async function loadReader(): Promise<FindCode> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: MakeDetector };
  if (BarcodeDetector) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async video => (await detector.detect(video))[0]?.rawValue;
  }
  const { default: jsQr } = await import('jsqr');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  return async video => {
    const scale = Math.min(1, LOOKED_AT_MAX / Math.max(video.videoWidth, video.videoHeight));
    const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
    [canvas.width, canvas.height] = [width, height];
    context.drawImage(video, 0, 0, width, height);
    return jsQr(context.getImageData(0, 0, width, height).data, width, height)?.data;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'code-scanner': CodeScanner;
  }
}
