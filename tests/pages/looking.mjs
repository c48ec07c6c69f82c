// What every look at a page asks: nothing in the console, nothing wider than the window, no barrier that axe knows of.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
// The last is 1280 pixels at 400 %.
export const windows = [[320, 900, 1], [768, 900, 1], [1280, 900, 1], [320, 256, 4]];

export const faults = [];
export const check = (holds, what) => { if (!holds) faults.push(what); };

// A page of that window, whose console is listened to. `strict`: under the pages' own policy, as people have it.
// `statuses`: what is answered with anything but 200 and is meant to be; the browser says so of the page itself.
export async function opened(browser, [width, height, scale], { strict = false, cookies = [], statuses = {} } = {}) {
  const context = await browser.newContext({ bypassCSP: !strict, viewport: { width, height }, deviceScaleFactor: scale });
  if (cookies.length) await context.addCookies(cookies);
  const page = await context.newPage();
  const meant = said => {
    const at = new URL(said.location().url || page.url());
    return statuses[at.pathname + at.search] !== undefined;
  };
  page.on('console', said => check(said.type() !== 'error' || meant(said), `${page.url()}: ${said.text()}`));
  page.on('pageerror', error => check(false, `${page.url()}: ${error}`));
  return page;
}

export async function looked_at(page, what) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(over <= 0, `${what}: ${over} pixels too wide`);
  await page.evaluate(axe);
  const found = await page.evaluate(only => axe.run({ runOnly: only }), tags);
  for (const one of found.violations)
    check(false, `${what}: ${one.id}: ${one.nodes.slice(0, 2).map(node => node.html.slice(0, 160)).join(' | ')}`);
}
