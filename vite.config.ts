// One build for the laboratory: relative paths, so that it works under any sub-path of a static server.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';
import { defineConfig } from 'vitest/config';
import { showAddressed, staticHead } from './src/app/static-head.ts';
import { programBox } from './vite.box.config.ts';

interface ModuleGraph {
  getModuleInfo(
    id: string,
  ): { readonly importers: readonly string[]; readonly importedIds: readonly string[] } | null;
}

/** Whether `id` is loaded together with the module whose path ends like `entry`, however many imports lie between. */
function isLoadedBy(id: string, entry: string, graph: ModuleGraph, seen = new Set<string>()): boolean {
  if (id.endsWith(entry)) return true;
  seen.add(id);
  // Among the importers are those that load it later.
  const importers = (graph.getModuleInfo(id)?.importers ?? []).filter(importer =>
    graph.getModuleInfo(importer)?.importedIds.includes(id),
  );
  return importers.some(importer => !seen.has(importer) && isLoadedBy(importer, entry, graph, seen));
}

/**
 * The first page loads few files, each of which compresses better than a handful of small ones: what the frame of all views has, what
 * machines' pages load as well (apart, what only they and the trial have: cards, logs), what other views load as well, and what is the
 * trial's alone, or that of parts that come later.
 */
function sharedChunk(id: string, graph: ModuleGraph): string | null {
  if (/\/src\/app\/(main|[a-z]+-page)\.ts$/.test(id)) return null; // which begin a file each
  const isOf = (page: string): boolean => isLoadedBy(id, `/src/app/${page}.ts`, graph);
  const isOfFrame = isOf('main');
  if (!isOfFrame && !isOf('trial-page')) return null;
  if (isOf('frame')) return isOfFrame || isOf('programs-page') ? 'shared' : 'machines';
  // The view of programs has its fields from there, and none of what else the trial's view has.
  if (isOfFrame || isOf('programs-page')) return 'page';
  return ['open-page', 'sweep-page', 'notebook-page'].some(isOf) ? 'views' : 'trial';
}

/**
 * Puts head, first picture and styles of the page into index.html, and names the trial's files beside them: they are fetched while
 * the first script is still on its way, and not one after the other. The one style sheet and the one script that stand in the page
 * itself are allowed by their hashes (`contentPolicy`).
 */
function firstView(): Plugin {
  return {
    name: 'first-view',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        if (!html.includes(STATIC_HEAD)) return html; // the document of a frame
        const chunks = Object.values(bundle).filter(file => file.type === 'chunk');
        const files = new Set<string>();
        const add = (name: string | undefined): void => {
          const chunk = chunks.find(({ fileName }) => fileName === name);
          if (!chunk || files.has(chunk.fileName)) return;
          files.add(chunk.fileName);
          chunk.imports.forEach(add);
        };
        add(chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('src/app/trial-page.ts'))?.fileName);
        const shown = `${staticHead()}\n<script>(${showAddressed.toString()})(document, location.hash)</script>`;
        return {
          html: withStyles(
            html.replace(STATIC_HEAD, () => shown),
            bundle,
          ),
          tags: [...files]
            .filter(file => !html.includes(file))
            .map(file => ({
              tag: 'link',
              attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
              injectTo: 'head' as const,
            })),
        };
      },
    },
  };
}

const STATIC_HEAD = '<!-- static head -->';

/** The style sheet of the page in the page, and no file of its own: a picture that waits for one comes a round trip later. */
function withStyles(html: string, bundle: Rolldown.OutputBundle): string {
  return html.replace(/<link rel="stylesheet"[^>]* href="\.\/([^"]+)">/, (link, name: string) => {
    const file = bundle[name];
    if (file?.type !== 'asset') return link; // the development server has none
    Reflect.deleteProperty(bundle, name);
    for (const chunk of Object.values(bundle))
      if (chunk.type === 'chunk') chunk.viteMetadata?.importedCss.delete(name);
    return `<style>${String(file.source).trim()}</style>`;
  });
}

/**
 * What a page of the site may do, as a meta tag, since a static server lets nobody choose headers. Only in the built
 * pages: the development server reloads modules by inline scripts. `docs/decisions/0033` has the reason for each line.
 */
const CONTENT_POLICY = (html: string): string =>
  [
    "default-src 'none'",
    `script-src ${["'self'", ...hashesOf(html, 'script')].join(' ')}`,
    `style-src ${["'self'", ...hashesOf(html, 'style')].join(' ')}`,
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
  ].join('; ');

/** Of what stands in the page itself: nothing else of that kind is allowed but files of the site. */
function hashesOf(html: string, element: 'script' | 'style'): string[] {
  return [...html.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'))].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}

/** Before all else in the head but its encoding: what stands before a policy is not under it. */
function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: html => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_POLICY(html) },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}

const OFFLINE_WORKER = 'offline-worker.js';

/** Names all files of the site in the worker that keeps them, with hashes, once everything else has been written. */
function offlineFiles(): Plugin {
  return {
    name: 'offline-files',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler: (_, bundle) => {
        const worker = bundle[OFFLINE_WORKER];
        if (worker?.type !== 'chunk') return; // the bundle of a worker
        const built = Object.values(bundle)
          .filter(({ fileName }) => fileName !== OFFLINE_WORKER)
          .map(file => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const);
        const copied = readdirSync('public').map(name => [name, readFileSync(`public/${name}`)] as const);
        const files = [...built, ...copied]
          .map(([name, content]) => [name, `sha256-${createHash('sha256').update(content).digest('base64')}`])
          .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
        const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
        if (!worker.code.includes('SITE_FILES')) throw new Error('the worker asks for no files');
        worker.code = worker.code.replace('SITE_FILES', () => JSON.stringify({ version, files }));
      },
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [firstView(), contentPolicy(), programBox(), offlineFiles()],
  resolve: {
    // The package's main entry expects Node's globals; its own browser bundle does not.
    alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }],
  },
  worker: { format: 'es' },
  // Only workers import it, where the development server does not look: found later, it would reload the pages that are open.
  optimizeDeps: { include: ['mqtt'] },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 300,
    modulePreload: {
      polyfill: false, // every browser that can run this knows it
      // What has been loaded, or is small, need not be named on every page.
      resolveDependencies: (_file, dependencies) => dependencies.filter(file => file.includes('views-')),
    },
    rolldownOptions: {
      input: ['index.html', 'frame.html', 'src/app/offline/offline-worker.ts'],
      output: {
        // A worker is found again by its name, and may only be in charge of what is beside and below it.
        entryFileNames: ({ name }) =>
          name === 'offline-worker' ? OFFLINE_WORKER : 'assets/[name]-[hash].js',
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: sharedChunk, debugName: 'shared' }],
        },
      },
    },
  },
  server: { strictPort: false },
  test: {
    include: ['src/**/*.{test,properties,conformance}.ts'],
    environment: 'node',
    // One after the other in the same threads: no module has state that could reach from one file into another.
    pool: 'threads',
    isolate: false,
    testTimeout: 30_000, // properties take their time on a busy machine, and so do hooks
    hookTimeout: 30_000,
  },
});
