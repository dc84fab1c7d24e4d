import { defineConfig } from 'vite'

/** The pages. In development `/api` goes to the server that `npm start` runs. */
export default defineConfig({
  root: 'web',
  base: '/',
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // The oldest browsers still common in offices: Chromium 108 (国产双核浏览器的新内核).
    target: ['chrome108', 'safari16', 'firefox115'],
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      // antd marks its files for server components, which means nothing here; a thousand such lines hide real warnings.
      checks: { moduleLevelDirective: false } as Record<string, boolean>,
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': `http://127.0.0.1:${process.env.LIANSHU_PORT ?? '4180'}` },
  },
})
