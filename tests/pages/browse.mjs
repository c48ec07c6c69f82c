// Pages as people meet them: with scripting off somebody signs in by a link, looks round and signs out; then each page
// is looked at for barriers and for what does not fit, at the widths of a phone, a tablet and a desk.
//
//     node browse.mjs ADDRESS LINK TOKEN MANAGER SECRETARY MEMBER
import { chromium } from 'playwright-core';
import { check, faults, looked_at, opened, windows } from './looking.mjs';
import { looks_round, minutes_a_line, open_vote, votes_by_keyboard } from './signed_in.mjs';

const [address, link, token, manager, secretary, member] = process.argv.slice(2);

const paths = ['/', '/modifications', '/modifications?waiting=parties', '/modifications?q=nothing-of-the-kind',
  '/modifications/SECMP0062', '/modifications/SECMP0025', '/modifications/SECMP0062?as_at=2019-03-15', '/releases',
  '/releases/november-2019', '/meetings', '/meetings/SECP_66_1503', '/actions', '/actions/SECP66-01', '/bodies',
  '/bodies/panel', '/reports', '/help', '/sign-in', '/modifications/SECMP9999', '/nothing', '/docs', '/search',
  '/search?q=Alert+Storm', '/search?q=nothing-of-the-kind', '/search?q=ab'];
// What is answered with anything but 200, and is meant to be.
const statuses = { '/modifications/SECMP9999': 404, '/nothing': 404, '/search?q=ab': 422 };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

// The whole of it without script.
const plain = await browser.newContext({ javaScriptEnabled: false });
const page = await plain.newPage();
await page.goto(link);
await page.getByRole('button', { name: 'Sign in' }).click();
check(new URL(page.url()).pathname === '/tasks', `the link leads on to ${page.url()}`);
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

// Papers, under their own policy: nothing that they bring is blocked, and nothing stands in the console.
const papers = ['/reports/change-status?format=html', '/reports/timetables?format=html', '/reports/figures?format=html',
  '/meetings/SECP_66_1503/minutes?format=html', '/meetings/SECP_66_1503/agenda?format=html',
  '/modifications/SECMP0062/page?format=html'];
const titles = new Map();
const strict = await opened(browser, windows[2], { strict: true, statuses });
for (const path of [...paths, ...papers]) await strict.goto(address + path, { waitUntil: 'load' });
await strict.context().close();
for (const window of windows) {
  // Looked at from outside: the pages' own policy would not let axe in.
  const looked = await opened(browser, window, { statuses });
  for (const path of paths) {
    const answer = await looked.goto(address + path, { waitUntil: 'load' });
    check(answer.status() === (statuses[path] ?? 200), `${path} is answered with ${answer.status()}`);
    const title = await looked.title();
    if (window === windows[0]) {
      check(!titles.has(title), `${path} and ${titles.get(title)} are both called ${title}`);
      if (!path.includes('?') && !/9999|nothing/.test(path)) titles.set(title, path);
    }
    await looked_at(looked, `${path} at ${window[0]} x ${window[1]}`);
  }
  await looked.context().close();
}

// Those who have signed in.
const paper = await open_vote(address, manager);
const signed_in = await looks_round(browser, address, [
  { token, paths: ['/tasks', '/desk', '/me', '/modifications/new', '/modifications/SECMP0062',
    '/modifications/SECMP0062/do/set-impacts', '/modifications/SECMP0062/do/set-impacts?add=documents'] },
  { token: secretary, paths: ['/tasks', '/meetings/SECP_66_1503', '/meetings/SECP_66_1503/do/propose-decision?item=5&back=item-5'] },
  { token: member, paths: ['/tasks', paper, '/modifications/SECMP0101/ballots/1'] }]);
await minutes_a_line(browser, address, secretary);
await votes_by_keyboard(browser, address, member, paper);
await browser.close();
for (const fault of faults) console.error(fault);
console.log(`${paths.length} pages in ${windows.length} windows, ${signed_in} looks signed in, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
