// One build for the laboratory: relative paths, so that it works under any sub-path of a static server.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  resolve: {
    // The package's main entry expects Node's globals; its own browser bundle does not.
    alias: [{ find: /^simple-peer$/, replacement: 'simple-peer/simplepeer.min.js' }],
  },
  worker: { format: 'es' },
  // Every browser that can run this knows modulepreload.
  build: { target: 'es2022', chunkSizeWarningLimit: 300, modulePreload: { polyfill: false } },
  server: { strictPort: false },
  test: {
    include: ['src/**/*.{test,properties,conformance}.ts'],
    environment: 'node',
  },
});
