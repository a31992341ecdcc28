/** Study and interview, and keys, in a browser. */
import {readFileSync} from 'node:fs'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {Page} from 'playwright-core'
import {bankOf, dataOf} from '../export/support.ts'
import {makeTempFolder, writeFiles} from '../support/temp.ts'
import {getSite, makeSite} from './sites.ts'
import {getTitles, openPage, show, useBrowser} from './support.ts'

const test = suite('study, interview and keys')
useBrowser(test)

const own = dataOf(bankOf('own'))

function getAsked(page: Page): Promise<string | null> {
  return page.locator('.stage h2').textContent()
}

test('study asks, shows, and remembers', async () => {
  const {page, complaints} = await openPage()
  const folder = await getSite('own')
  await show(page, folder, 'index.html#view=study')
  assert.is(await getAsked(page), own.cards[0]?.titleText)
  assert.not(await page.locator('.stage details.answer').isVisible())
  // Nothing is rated before the answer is there.
  await page.keyboard.press('4')
  assert.is(await getAsked(page), own.cards[0]?.titleText)
  for (let at = 0; at < 10; at++) {
    assert.is(await getAsked(page), own.cards[at]?.titleText)
    // The focus is where the space bar goes on, also after a rating.
    if (at === 0) await page.getByRole('button', {name: 'Show answer'}).click()
    else await page.keyboard.press(' ')
    assert.ok(await page.locator('.stage details.answer').isVisible())
    await page.keyboard.press('4')
  }

  await page.getByText('Done for now.').waitFor()
  assert.match((await page.locator('.counts').textContent()) ?? '', /10 of 143/)
  await page.reload()
  await page.getByText('Done for now.').waitFor()
  await page.getByRole('button', {name: /^Study 10 more/}).click()
  assert.is(await getAsked(page), own.cards[10]?.titleText)
  assert.equal(complaints, [])
})

test('progress goes into a file and comes back', async () => {
  const {page, complaints} = await openPage()
  await show(page, await getSite('own'), 'index.html#view=study')
  await page.keyboard.press(' ')
  await page.getByRole('button', {name: /^Easy/}).click()
  await page.getByText('Progress and settings').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', {name: 'Export progress'}).click()
  ])
  const path = `${makeTempFolder()}/progress.json`
  await download.saveAs(path)
  const file = JSON.parse(readFileSync(path, 'utf8')) as {
    format: string
    cards: Record<string, {reps: number}>
  }
  assert.is(file.format, 'qbank-progress')
  assert.is(file.cards[own.cards[0]?.titleText ?? '']?.reps, 1)

  const {page: other} = await openPage()
  await show(other, await getSite('own'), 'index.html#view=study')
  await other.locator('input[type=file]').setInputFiles(path)
  await other.getByText('Progress of 1 card imported.').waitFor()
  assert.is(await getAsked(other), own.cards[1]?.titleText)
  const wrong = makeTempFolder()
  writeFiles(wrong, {
    'a.json': 'x',
    'b.json': '{}',
    'c.json': '{"format": "qbank-progress", "version": 99, "cards": {}}'
  })
  for (const [name, reason] of [
    ['a', 'it is not JSON'],
    ['b', 'it holds no progress'],
    ['c', 'it is of a newer version']
  ] as const) {
    await other
      .locator('input[type=file]')
      .setInputFiles(`${wrong}/${name}.json`)
    await other.getByText(reason).waitFor()
  }

  assert.equal(complaints, [])
})

test('progress survives edits of a card that has an id', async () => {
  const text = bankOf('own')
  const title = own.cards[0]?.title ?? ''
  const withId = text.replace(
    `Q: ${title}\n`,
    `Q: ${title}\n\n<!--id:k3x9m2-->\n`
  )
  const {page} = await openPage()
  await show(page, await makeSite(withId), 'index.html#view=study')
  await page.keyboard.press(' ')
  await page.getByRole('button', {name: /^Easy/}).click()
  await show(
    page,
    await makeSite(withId.replace(title, 'Another title')),
    'index.html#view=study'
  )
  assert.match((await page.locator('.counts').textContent()) ?? '', /1 of 143/)
  assert.is(await getAsked(page), own.cards[1]?.titleText)
})

test('an interview is picked, scored and copied', async () => {
  const {page, complaints} = await openPage({
    permissions: ['clipboard-read', 'clipboard-write']
  })
  await show(page, await getSite('own'))
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press(' ')
  await page.getByRole('button', {name: 'Pick for interview'}).last().click()
  await page.getByRole('link', {name: 'Interview'}).click()
  const rows = page.locator('.interview-view .rows > li')
  assert.is(await rows.count(), 2)
  await page.getByLabel('Candidate or session').fill('Ada *L*')
  const musts = rows.first().locator('.points .must input')
  await musts.first().check()
  await rows.first().getByLabel('Notes').fill('Slow, but right')
  await rows.first().getByLabel('Overall').first().selectOption('3')
  assert.match(
    (await rows.first().locator('.score').textContent()) ?? '',
    /^Must-haves: 1 of 2 · Other points: 0 of \d$/
  )
  await page.reload()
  await rows.first().locator('.points input').first().waitFor()
  assert.ok(await musts.first().isChecked())
  await page
    .getByRole('button', {name: /^Move down/})
    .first()
    .click()
  await rows.last().locator('.points input').first().waitFor()
  await page.getByRole('button', {name: 'Copy as Markdown'}).click()
  await page.getByText('Copied.').waitFor()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  assert.match(text, /^# Interview: Ada \\\*L\\\*\n\n\d{4}-\d\d-\d\d\n\n## /)
  const [, second = '', first = ''] = text.split('\n## ')
  assert.ok(second.startsWith(own.cards[1]?.titleText ?? ''))
  assert.ok(first.startsWith(own.cards[0]?.titleText ?? ''))
  assert.match(first, /\n- \[x\] Must: .* \(must-have\)\n- \[ \] /)
  assert.match(first, /Overall: 3\n/)
  assert.ok(first.endsWith('\nSlow, but right\n'))
  assert.equal(complaints, [])
})

test('keys move, open and help, and can be turned off', async () => {
  const {page, complaints} = await openPage()
  await show(page, await getSite('own'))
  const titles = await getTitles(page)
  const getFocused = (): Promise<string | undefined> =>
    page.evaluate(() => document.activeElement?.textContent ?? undefined)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('j')
  assert.is(await getFocused(), titles[1])
  await page.keyboard.press(' ')
  const row = page.locator('.rows > li').nth(1)
  await row.locator('.question').waitFor()
  await page.keyboard.press(' ')
  await row.locator('.points').waitFor()
  await page.keyboard.press(' ')
  assert.not(await row.locator('.question').isVisible())
  await page.keyboard.press('r')
  assert.match(page.url(), /card=/)
  await page.keyboard.press('?')
  const box = page.getByLabel('Use keyboard shortcuts')
  await box.uncheck()
  await page.getByRole('button', {name: 'Close'}).click()
  await page.keyboard.press('/')
  assert.not(
    await page.evaluate(() => document.activeElement?.matches('[type=search]'))
  )
  assert.equal(complaints, [])
})

test('keys work on the pages of sections', async () => {
  const {page, complaints} = await openPage()
  await show(page, await getSite('own'), 'evaluation-safety.html')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press(' ')
  const card = page.locator('article.card').nth(1)
  assert.ok(await card.locator('.points').isVisible())
  await page.keyboard.press('/')
  await page.waitForURL(/index\.html/)
  assert.equal(complaints, [])
})

test('options of a quiz do not show which is right', async () => {
  const {page} = await openPage()
  await show(page, await getSite('multiple-choice'))
  const row = page.locator('.rows > li').first()
  await row.locator('h2 button').click()
  await row.locator('.options').first().waitFor()
  assert.not(/[\u2611\u2610]/.test((await row.textContent()) ?? ''))
  assert.not(await row.locator('.right').isVisible())
  await row.locator('details.answer > summary').click()
  assert.ok(await row.locator('.right').isVisible())
})

test.run()
