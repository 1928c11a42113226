// For the tests: a real Chromium that is offline, and notes what a page complains about or asks for.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const found = (process.env.CHROMIUM ? [process.env.CHROMIUM] : usual).find((path) => existsSync(path));

/** What `skip` takes: false when there is a browser, else the word why. */
export const withoutBrowser = found ? false : 'no Chromium: install it or name one by CHROMIUM=/path';

export const openBrowser = () => chromium.launch({ executablePath: found, args: ['--no-sandbox'] });

/** A page, what it said to the console as errors, and every request that left it (files, data and blobs do not). */
export async function openPage(browser, { offline = true, ...options } = {}) {
  const context = await browser.newContext({ offline, ...options });
  const page = await context.newPage();
  const errors = [];
  const requests = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => /^(file|data|blob):/.test(request.url()) || requests.push(request.url()));
  return { page, errors, requests, close: () => context.close() };
}
