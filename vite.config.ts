// One build for the laboratory: relative paths, so that it works under any sub-path of a static server.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { staticHead } from './src/app/static-head.ts';

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

/** Whether `id` is loaded together with the module whose path ends like `entry`, however many imports lie between. */
function isLoadedBy(id: string, entry: string, graph: ModuleGraph, seen = new Set<string>()): boolean {
  if (id.endsWith(entry)) return true;
  seen.add(id);
  const importers = graph.getModuleInfo(id)?.importers ?? [];
  return importers.some(importer => !seen.has(importer) && isLoadedBy(importer, entry, graph, seen));
}

/**
 * What machines' pages and the coordinator's both load is one file, and so is what the trial's page and some other view
 * load: each compresses better than a handful of small ones, and the first page names fewer.
 */
function sharedChunk(id: string, graph: ModuleGraph): string | null {
  const isOf = (page: string): boolean => isLoadedBy(id, `src/app/${page}-page.ts`, graph);
  if (!isOf('trial')) return null;
  if (isOf('machine')) return 'shared';
  return ['open', 'sweep', 'notebook'].some(isOf) ? 'views' : null;
}

/**
 * Puts the head of the page into index.html, and the trial's files beside it: they are fetched while the first script
 * is still on its way, and not one after the other. Without a script in the page, so that a content security policy can
 * forbid those.
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
        return {
          html: html.replace(STATIC_HEAD, staticHead()),
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

/**
 * What a page of the site may do, as a meta tag, since a static server lets nobody choose headers. Only in the built
 * pages: the development server reloads modules by inline scripts. `docs/decisions/0033` has the reason for each line.
 */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
].join('; ');

/** Before all else in the head but its encoding: what stands before a policy is not under it. */
function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_POLICY },
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
  plugins: [firstView(), contentPolicy(), offlineFiles()],
  resolve: {
    // The package's main entry expects Node's globals; its own browser bundle does not.
    alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }],
  },
  worker: { format: 'es' },
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
        codeSplitting: { groups: [{ name: sharedChunk, debugName: 'shared' }] },
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
