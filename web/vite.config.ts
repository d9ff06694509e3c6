/// <reference types="vitest/config" />
import vue from '@vitejs/plugin-vue'
import {ElementPlusResolver} from 'unplugin-vue-components/resolvers'
import components from 'unplugin-vue-components/vite'
import {fileURLToPath} from 'node:url'
import {defineConfig} from 'vite'
import {packsPlugin} from './packs_plugin'

/** Where `npm run dev` and `npm run preview` find a node: a server of `gongshu demo` or `gongshu serve`. */
const node = process.env.GONGSHU_URL ?? 'http://127.0.0.1:8600'
const proxy = Object.fromEntries(['/api', '/docs', '/static', '/errors.json', '/openapi', '/readyz', '/metrics'].map((path) => [path, node]))

/** What the node sends with its pages (src/http/exchange.cpp); the preview server sends it too, so that the tests meet it. */
const policy = "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
  + "form-action 'self'; frame-ancestors 'none'"

export default defineConfig({
  plugins: [vue(), packsPlugin(), components({dts: false, dirs: [], resolvers: [ElementPlusResolver({importStyle: process.env.VITEST ? false : 'css'})]})],
  resolve: {alias: [
    {find: '@', replacement: fileURLToPath(new URL('./src', import.meta.url))},
    {find: /^fflate$/, replacement: fileURLToPath(new URL('./src/blocks/zip.ts', import.meta.url))},
  ]},
  define: {__VUE_OPTIONS_API__: true, __VUE_PROD_DEVTOOLS__: false, __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false},
  build: {
    outDir: '../build/web/dist', emptyOutDir: true, target: 'es2022', manifest: 'manifest.json', assetsInlineLimit: 0, chunkSizeWarningLimit: 1200,
    modulePreload: {polyfill: false},
    rollupOptions: {
      input: {console: 'index.html', portal: 'portal.html'},
    },
  },
  optimizeDeps: {include: ['element-plus/es', 'element-plus/es/components/*/style/css', '@element-plus/icons-vue', '@tanstack/vue-virtual', 'vue-i18n']},
  server: {proxy},
  preview: {proxy, headers: {'Content-Security-Policy': policy}},
  test: {environment: 'happy-dom', include: ['src/**/*.test.ts'], testTimeout: 60_000},
})
