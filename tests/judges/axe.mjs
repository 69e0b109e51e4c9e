// usage: node axe.mjs NODE_MODULES CHROMIUM PAGE...
// Runs axe-core on each page in Chromium and prints one line of JSON for each:
// {file, passes, violations: [{id, help, target}]}. Exit 0 says only that all were judged.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'here.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// WCAG 2.2 AA includes all that came before it.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// A reader with a wide screen, one with a phone or at 400 % (WCAG 1.4.10), one in the dark.
const readers = [
  { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
];

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const file of pages) {
  const violations = new Map();
  // What is wrong for all readers is said once.
  const note = (violation) => violations.set(`${violation.id} ${violation.target}`, violation);
  let passes = 0;
  for (const reader of readers) {
    const context = await browser.newContext({ bypassCSP: true, ...reader });
    const page = await context.newPage();
    await page.route(/^(https?|wss?):/, (route) => route.abort());
    await page.goto(pathToFileURL(path.resolve(file)).href);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (wide > 0) {
      const help = `the page is ${wide} px wider than its ${reader.viewport.width} px window`;
      note({ id: 'reflow', help, target: 'html' });
    }
    await page.addScriptTag({ content: axe });
    const result = await page.evaluate(
      (values) => axe.run(document, { runOnly: { type: 'tag', values } }),
      tags,
    );
    passes += result.passes.length;
    for (const { id, help, nodes } of result.violations) {
      note({ id, help, target: nodes[0].target.join(' ') });
    }
    await context.close();
  }
  console.log(JSON.stringify({ file, passes, violations: [...violations.values()] }));
}
await browser.close();
