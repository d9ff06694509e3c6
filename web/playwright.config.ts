import {defineConfig} from '@playwright/test'

const width = 1280

export default defineConfig({
  testDir: 'e2e', globalSetup: './e2e/server.ts', fullyParallel: true, workers: Number(process.env.GONGSHU_WORKERS ?? 2), timeout: 120_000, forbidOnly: true,
  reporter: process.env.GONGSHU_REPORT ? [['json', {outputFile: process.env.GONGSHU_REPORT}]] : 'list', outputDir: '../build/web/e2e',
  expect: {timeout: 10_000},
  use: {
    viewport: {width, height: 860}, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: 'light',
    launchOptions: {
      executablePath: process.env.GONGSHU_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
})
