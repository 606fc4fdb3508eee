// The library: an ES module that Node and bundlers import, and the command line on top of it, with their few dependencies
// inside.
import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'dist-lib',
    emptyOutDir: true,
    minify: false,
    lib: {
      entry: { lamplight: 'src/index.ts', 'lamplight-cli': 'src/bin/lamplight.ts' },
      formats: ['es'],
    },
    rolldownOptions: { external: [/^node:/] },
  },
});
