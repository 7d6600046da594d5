// Runs the model in a page, from the built packages, as a bundler of a user would see them.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { bundleForBrowser } from '../bundle.js';
import { traceOfModel } from '../model.js';

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => existsSync(path));

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

async function textOfPage(script: string): Promise<string> {
  const html = `<!doctype html><meta charset="utf-8"><body><script type="module">${script}</script>`;
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: String(executablePath),
    args: [...args, ...quiet],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
    await page.waitForFunction('document.title === "done"');
    return (await page.locator('body').textContent()) ?? '';
  } finally {
    await browser.close();
    server.close();
  }
}

test.skipIf(executablePath === undefined)(
  'a model gives the same trace in a browser as in Node (needs Chromium or Chrome to be installed)',
  async () => {
    const script = await bundleForBrowser(join(import.meta.dirname, 'page.ts'), { format: 'esm' });
    expect((await textOfPage(script)).split('\n')).toEqual(await traceOfModel());
  },
);
