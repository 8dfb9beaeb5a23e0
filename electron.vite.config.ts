// Builds out/main (the Electron shell with the core and its workers), out/preload and out/renderer (for both shells).
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { cpSync, existsSync, globSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const root = import.meta.dirname

/** Every worker of the core is an entry of its own, beside the main entry: the core looks for it there. */
function workerEntries(): Record<string, string> {
  const files = globSync('src/core/**/*.worker.ts', { cwd: root })
  return Object.fromEntries(files.map((file) => [basename(file, '.ts'), resolve(root, file)]))
}

/** The entity engine reads its weights from a `model` folder beside the one that its code is in. */
function copyModel(): Plugin {
  const model = resolve(root, 'src/core/entities/model')
  return {
    name: 'copy-entity-model',
    writeBundle({ dir }) {
      if (dir && existsSync(model)) cpSync(model, join(dir, '..', 'model'), { recursive: true })
    },
  }
}

export default defineConfig({
  main: {
    plugins: [copyModel()],
    build: {
      target: 'node24',
      rollupOptions: {
        input: { index: resolve(root, 'src/main/index.ts'), ...workerEntries() },
        // Chunks lie beside the entries, so that `new URL('./x.worker.js', import.meta.url)` is right in any of them.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve(root, 'src/preload/index.ts') },
        // A sandboxed preload script can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      target: 'chrome120',
      minify: true,
      // It is read from this disk, not over a network.
      chunkSizeWarningLimit: 4_000,
      // `assets/` belongs to the library.
      assetsDir: 'bundle',
      // The Content-Security-Policy allows no data: fonts and styles, and no inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: resolve(root, 'src/renderer/index.html') } },
    },
  },
})
