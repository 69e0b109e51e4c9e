// usage: node overflow.mjs NODE_MODULES CHROMIUM READERS PAGE...
// Looks at each page in Chromium as each reader does and prints one line of JSON for each:
// {file, pieces, faults: [{id, help, target}]}. `pieces` is how many lines of words it saw.
// READERS is JSON: [{width, zoom}], a window in CSS pixels and the size of text in percent.
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, readers, ...pages] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'here.js'));
const { chromium } = require('playwright-core');
const HEIGHT = 800;

// Runs in the page.
function look() {
  const NEAR = 2; // px that may be lost to rounding
  const faults = new Map();
  const root = document.documentElement;
  const name = (element) => {
    const id = element.closest('[id]')?.id;
    return element.localName + (element.className ? `.${element.className}` : '') + (id ? ` in #${id}` : '');
  };
  const note = (id, element, help) => {
    if (!faults.has(id)) faults.set(id, { id, help, target: name(element), times: 0 });
    faults.get(id).times += 1;
  };

  if (root.scrollWidth > root.clientWidth + NEAR) {
    note('wide', root, `the page is ${root.scrollWidth - root.clientWidth} px wider than its window`);
  }

  const scrolls = (element, axis) => /auto|scroll/.test(getComputedStyle(element)[`overflow${axis}`]);
  const floats = (element) => /fixed|sticky|absolute/.test(getComputedStyle(element).position);
  const inline = (element) => /^(inline|contents|ruby)/.test(getComputedStyle(element).display);
  const up = function* (element) {
    for (let at = element; at && at !== root; at = at.parentElement) yield at;
  };

  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const cut = /hidden|clip/;
    const gone = element.clientWidth <= 1 || element.clientHeight <= 1; // kept for speech alone
    if (!gone && cut.test(style.overflowX) && element.scrollWidth > element.clientWidth + NEAR) {
      note('cut', element, `${element.scrollWidth - element.clientWidth} px of it are cut off`);
    }
    if (!gone && cut.test(style.overflowY) && element.scrollHeight > element.clientHeight + NEAR) {
      note('cut', element, `${element.scrollHeight - element.clientHeight} px of it are cut off`);
    }
    if (/fixed|sticky/.test(style.position)) {
      const box = element.getBoundingClientRect();
      if (box.width > innerWidth / 2 && box.height > innerHeight / 3) {
        note('cover', element, `it covers ${Math.round(box.height)} of ${innerHeight} px for good`);
      }
    }
  }

  for (const element of document.body.querySelectorAll('.table')) {
    if (element.scrollWidth > element.clientWidth + NEAR) {
      note('sideways', element, `a table must be scrolled by ${element.scrollWidth - element.clientWidth} px`);
    }
  }

  // Words over two lines that have room on one: in a cell, on a line of the whole text.
  // Not addresses, and not words of scripts without spaces, which may end anywhere.
  const WORD = /[\p{L}\p{M}\p{N}%]+/gu;
  const ADDRESS = /:\/\/|[\p{L}\p{N}][.@:/][\p{L}\p{N}]/u;
  const NO_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
  const cutWords = function* (text, block, range) {
    const cell = text.parentElement.closest('td, th');
    const inGrid = cell && getComputedStyle(cell).display === 'table-cell';
    const place = inGrid ? cell.closest('table').parentElement : block;
    const style = getComputedStyle(place);
    const room = place.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    for (const found of text.data.matchAll(WORD)) {
      const end = found.index + found[0].length;
      const start = text.data.slice(0, found.index).search(/\S*$/);
      if (NO_SPACES.test(found[0]) || ADDRESS.test(text.data.slice(start).split(/\s/, 1)[0])) continue;
      range.setStart(text, found.index);
      range.setEnd(text, end);
      const boxes = [...range.getClientRects()].filter((box) => box.width >= 1);
      if (boxes.every((box) => Math.abs(box.top - boxes[0].top) < boxes[0].height / 2)) continue;
      // A sign beside it, perhaps in another element, may not be parted from it either; and
      // Arabic letters that are parted have other shapes and widths.
      const alone = !/\p{Script=Arabic}/u.test(found[0]) && /^\s/.test(text.data.slice(end)) && /\s$/.test(text.data.slice(0, found.index));
      const signs = alone ? 0 : 1.5 * parseFloat(getComputedStyle(text.parentElement).fontSize);
      const width = boxes.reduce((sum, box) => sum + box.width, 0);
      if (width <= room - signs - NEAR) yield found[0];
    }
  };

  // Every line of words: its box, shrunk to the ink, and the block that it belongs to.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (!text.data.trim()) continue;
    const parents = [...up(text.parentElement)];
    const style = getComputedStyle(text.parentElement);
    if (style.visibility !== 'visible') continue;
    const block = parents.find((element) => !inline(element)) ?? root;
    const scrollers = parents.filter((element) => scrolls(element, 'X') || scrolls(element, 'Y'));
    const sideways = parents.some((element) => scrolls(element, 'X'));
    const loose = parents.find(floats);
    const range = document.createRange();
    for (const words of cutWords(text, block, range)) {
      note('word', text.parentElement, `${words}: a word is cut between its letters`);
    }
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      // What a scroller hides now is no neighbour of what is drawn there.
      const hidden = scrollers.some((element) => {
        const port = element.getBoundingClientRect();
        return box.top >= port.bottom || box.bottom <= port.top;
      });
      if (hidden) continue;
      const middle = (box.top + box.bottom) / 2;
      const half = parseFloat(style.fontSize) * 0.35;
      const line = {
        left: box.left, right: box.right, top: middle - half, bottom: middle + half,
        block, loose, element: text.parentElement, words: text.data.trim().slice(0, 40),
      };
      lines.push(line);
      if (!sideways && !loose && (box.left < -NEAR || box.right > innerWidth + NEAR)) {
        note('beyond', line.element, `${line.words}: words stand outside of the window`);
      }
      const own = block.getBoundingClientRect();
      if (block !== root && (box.left < own.left - NEAR || box.right > own.right + NEAR)) {
        note('spill', line.element, `${line.words}: words leave their box`);
      }
    }
  }

  // Sweep from above; only lines that are open at the same height can meet.
  lines.sort((one, other) => one.top - other.top);
  let open = [];
  for (const line of lines) {
    open = open.filter((other) => other.bottom > line.top + NEAR);
    for (const other of open) {
      if (other.loose !== line.loose) continue;
      const wide = Math.min(other.right, line.right) - Math.max(other.left, line.left);
      const high = Math.min(other.bottom, line.bottom) - line.top;
      if (wide > NEAR && high > NEAR) {
        note('overlap', line.element, `${line.words}: over ${other.words}`);
      }
    }
    open.push(line);
  }
  return { pieces: lines.length, faults: [...faults.values()] };
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const file of pages) {
  const faults = new Map();
  let pieces = 0;
  const context = await browser.newContext({ bypassCSP: true, javaScriptEnabled: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.route(/^(https?|wss?):/, (route) => route.abort());
  await page.goto(pathToFileURL(path.resolve(file)).href);
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
  for (const { width, zoom } of JSON.parse(readers)) {
    await page.setViewportSize({ width, height: HEIGHT });
    // As the reader's own setting of the browser, which media queries heed.
    const standard = (16 * zoom) / 100;
    await session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
    const seen = await page.evaluate(look);
    pieces += seen.pieces;
    for (const { id, help, target, times } of seen.faults) {
      const help_ = `${help} (${width} px, text at ${zoom} %, ${times} times)`;
      if (!faults.has(`${id} ${target}`)) faults.set(`${id} ${target}`, { id, help: help_, target });
    }
  }
  await context.close();
  console.log(JSON.stringify({ file, pieces, faults: [...faults.values()] }));
}
await browser.close();
