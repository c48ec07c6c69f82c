// When a page has first painted something, in Chromium on this machine: medians of so many fresh visits, in milliseconds.
//
//     node paint.mjs ADDRESS TOKEN PAPER BLANK ROUNDS
import { chromium } from 'playwright-core';

const [address, token, paper, blank, rounds] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const known = await browser.newContext(phone);
const page = await known.newPage();
await page.goto(address + '/sign-in');
await page.getByLabel('Your token').fill(token);
await page.getByRole('button', { name: 'Sign in' }).click();
const cookies = await known.cookies();

// Nothing of it is in the browser's cache.
async function painted(url) {
  const context = await browser.newContext(phone);
  await context.addCookies(cookies);
  const visit = await context.newPage();
  const answer = await visit.goto(url);
  if (!answer.ok()) throw new Error(`${url}: ${answer.status()}`);
  const at = await visit.evaluate(() => new Promise(found =>
    new PerformanceObserver(list => found(list.getEntriesByName('first-contentful-paint')[0].startTime))
      .observe({ type: 'paint', buffered: true })));
  await context.close();
  return at;
}

const median = all => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
const ours = [], floor = [];
await painted(address + paper);
for (let i = 0; i < Number(rounds); ++i) {
  ours.push(await painted(address + paper));
  floor.push(await painted(blank));
}
console.log(JSON.stringify({ paper: median(ours), blank: median(floor) }));
await browser.close();
