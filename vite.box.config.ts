// Makes box.html, in which programs of strangers are run: one page with nothing to fetch, in the build and from the development
// server alike. It holds a frame without an origin, and in that, as text, the worker that does the work (src/sandbox).
import { createHash } from 'node:crypto';
import { build, type Plugin, type Rolldown } from 'vite';
import { KEPT_NAMES, TAKEN_NAMES } from './src/sandbox/kept-names.ts';

const BOX_PAGE = 'box.html';

/** In the frame without an origin: starts the worker, hands it its port, and tells when it dies. */
const STARTER = `addEventListener('message', ({ data, ports: [control, port] }) => {
  const text = document.getElementById('inside').textContent;
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  worker.onerror = event => {
    event.preventDefault();
    control.postMessage(String(event.message).slice(0, 1000));
  };
  worker.postMessage(data, [port]);
}, { once: true });`;

/** Everything else is refused: network, storage of files, frames, styles, and code from texts. */
const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(STARTER).digest('base64')}' blob:`,
  'worker-src blob:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * One classic script, which takes the names of the language before a program could give them other meanings. It is strict, so that no
 * program learns of the functions that call it.
 */
async function workerText(): Promise<string> {
  const built = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      write: false,
      rolldownOptions: {
        input: 'src/sandbox/inside/inside-worker.ts',
        output: {
          format: 'iife',
          intro: `'use strict'; const { ${[...KEPT_NAMES, ...TAKEN_NAMES].join(', ')} } = globalThis;`,
        },
      },
    },
  })) as Rolldown.RolldownOutput;
  return built.output[0].code;
}

const inAttribute = (html: string): string => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const inScript = (text: string): string =>
  text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');

async function boxPage(): Promise<string> {
  const policy = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  const inner = `<!doctype html>${policy}<script type="text/plain" id="inside">${inScript(await workerText())}</script><script>${STARTER}</script>`;
  return `<!doctype html>${policy}<title>Lamplight: a box for a program</title><iframe sandbox="allow-scripts" srcdoc="${inAttribute(inner)}"></iframe>\n`;
}

export function programBox(): Plugin {
  return {
    name: 'program-box',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: BOX_PAGE, source: await boxPage() });
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (!new URL(request.url ?? '/', 'http://localhost').pathname.endsWith(`/${BOX_PAGE}`)) return next();
        boxPage().then(
          html => response.setHeader('content-type', 'text/html; charset=utf-8').end(html),
          (error: unknown) => next(error),
        );
      });
    },
  };
}
