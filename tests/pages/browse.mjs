// Pages as people meet them: with scripting off somebody signs in by a link, looks round and signs out; then each page
// is looked at for barriers and for what does not fit, at the widths of a phone, a tablet and a desk.
//
//     node browse.mjs ADDRESS LINK TOKEN
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [address, link, token] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const faults = [];
const check = (holds, what) => { if (!holds) faults.push(what); };

const paths = ['/', '/modifications', '/modifications?waiting=parties', '/modifications?q=nothing-of-the-kind',
  '/modifications/SECMP0062', '/modifications/SECMP0025', '/modifications/SECMP0062?as_at=2019-03-15', '/releases',
  '/releases/november-2019', '/meetings', '/meetings/SECP_66_1503', '/actions', '/actions/SECP66-01', '/bodies',
  '/bodies/panel', '/reports', '/help', '/sign-in', '/modifications/SECMP9999', '/nothing', '/docs', '/search',
  '/search?q=Alert+Storm', '/search?q=nothing-of-the-kind', '/search?q=ab'];
// What is answered with anything but 200, and is meant to be.
const statuses = { '/modifications/SECMP9999': 404, '/nothing': 404, '/search?q=ab': 422 };
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

// The whole of it without script.
const plain = await browser.newContext({ javaScriptEnabled: false });
const page = await plain.newPage();
await page.goto(link);
await page.getByRole('button', { name: 'Sign in' }).click();
check(new URL(page.url()).pathname === '/', `the link leads on to ${page.url()}`);
check(await page.getByRole('link', { name: /My tasks/ }).count() === 1, 'who has signed in by a link is not known');
const cookies = await plain.cookies();
check(cookies.length === 1 && cookies[0].name === '__Host-secmp' && cookies[0].secure && cookies[0].httpOnly &&
  cookies[0].sameSite === 'Lax', `the cookies are ${JSON.stringify(cookies)}`);
await page.goto(link);
await page.getByRole('button', { name: 'Sign in' }).click();
check(/once|already/.test(await page.textContent('main')), 'a link signs in twice');
await page.goto(address + '/me');
await page.getByRole('button', { name: 'Sign out' }).click();
check((await plain.cookies()).length === 0, 'a cookie is left after signing out');
await page.goto(address + '/me');
check(page.url().endsWith('/sign-in?next=%2Fme'), `without a session /me leads to ${page.url()}`);
await page.getByLabel('Your token').fill('secmp_wrong');
await page.getByRole('button', { name: 'Sign in' }).click();
check((await page.title()).startsWith('Error: '), 'a wrong token does not say so in the title');
await page.getByLabel('Your token').fill(token);
await page.getByRole('button', { name: 'Sign in' }).click();
check(page.url() === address + '/me', `signing in leads on to ${page.url()}`);
await page.goto(address + '/');
await page.getByLabel('Find by reference, word or name').fill('Alert Storm');
await page.keyboard.press('Enter');
await page.getByRole('link', { name: 'SECMP0062' }).click();
check((await page.textContent('.say')).includes('Waiting for Parties to respond'), 'a page does not say whom it waits for');
await plain.close();

// Looked at from outside: the pages' own policy would not let axe in.
const titles = new Map();
for (const width of [320, 768, 1280]) {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width, height: 900 } });
  const looked = await context.newPage();
  // A browser says of a page that it was answered with 404, and of nothing else that these have in them.
  const meant = said => statuses[new URL(looked.url()).pathname + new URL(looked.url()).search] !== undefined &&
    said.location().url === looked.url();
  looked.on('console', said => check(said.type() !== 'error' || meant(said), `${looked.url()}: ${said.text()}`));
  for (const path of paths) {
    const answer = await looked.goto(address + path, { waitUntil: 'load' });
    check(answer.status() === (statuses[path] ?? 200), `${path} is answered with ${answer.status()}`);
    const title = await looked.title();
    if (width === 320) {
      check(!titles.has(title), `${path} and ${titles.get(title)} are both called ${title}`);
      if (!path.includes('?') && !/9999|nothing/.test(path)) titles.set(title, path);
    }
    const over = await looked.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(over <= 0, `${path} at ${width}: ${over} pixels too wide`);
    await looked.evaluate(axe);
    const found = await looked.evaluate(only => axe.run({ runOnly: only }), tags);
    for (const one of found.violations)
      check(false, `${path} at ${width}: ${one.id}: ${one.nodes.slice(0, 2).map(node => node.html.slice(0, 160)).join(' | ')}`);
  }
  await context.close();
}
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${paths.length} pages at three widths, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
