/** Reading and searching, in a browser. */
import type {Locator} from 'playwright-core'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {selectCards} from '../../src/export/export-banks.ts'
import {bankOf, dataOf} from '../export/support.ts'
import {getSite} from './sites.ts'
import {getTitles, openPage, show, useBrowser} from './support.ts'

const test = suite('reading and searching')
useBrowser(test)

const own = dataOf(bankOf('own'))

/** @returns how many cards the filter of the command line finds */
function countWhere(where: string): number {
  return selectCards([own], where)[0]?.cards.length ?? 0
}

test('without a script, all cards can be reached and read', async () => {
  const {page, complaints} = await openPage({javaScriptEnabled: false})
  const folder = await getSite('own')
  await page.goto(`file://${folder}/index.html`)
  const links = page.locator('.contents li a')
  assert.is(await links.count(), own.cards.length)
  await links.nth(30).click()
  const title = own.cards[30]?.titleText ?? ''
  const card = page.locator('article.card:target')
  assert.ok((await card.locator('h2').textContent())?.startsWith(title))
  const points = card.locator('.points li').first()
  assert.not(await points.isVisible())
  await card.locator('details.answer > summary').click()
  assert.ok(await points.isVisible())
  assert.equal(complaints, [])
})

test('the search finds while it is typed, marks, and is in the address', async () => {
  const {page, complaints} = await openPage()
  const folder = await getSite('own')
  await show(page, folder)
  await page.keyboard.press('/')
  await page.keyboard.type('prefx tenants')
  await page.waitForSelector('.rows mark')
  const [first] = await getTitles(page)
  assert.is(first, 'May all tenants share one prefix cache?')
  assert.equal(
    await page.locator('.rows > li:first-child h2 mark').allTextContents(),
    ['tenants', 'prefix']
  )
  assert.match(page.url(), /#q=prefx\+tenants$/)
  const titles = await getTitles(page)
  await page.reload()
  await page.waitForSelector('.rows mark')
  assert.equal(await getTitles(page), titles)
  await page.fill('input[type=search]', 'zzzzzzz')
  await page.waitForSelector('.nothing')
  assert.equal(complaints, [])
})

test('filters count as the command line does, and are in the address', async () => {
  const {page} = await openPage()
  await show(page, await getSite('own'))
  const getCount = (name: string): Promise<string | null> =>
    page
      .locator('.values label')
      .filter({has: page.getByText(name, {exact: true})})
      .locator('.count')
      .textContent()
  assert.is(Number(await getCount('Hard')), countWhere('difficulty=Hard'))
  await page.getByLabel(/^Hard/).check()
  await page
    .getByRole('button', {name: /^Show all/})
    .last()
    .click()
  await page.getByLabel(/^caching/).check()
  const found = countWhere('difficulty=Hard tag=caching')
  assert.is(
    await page.locator('.found').textContent(),
    `${found} of ${own.cards.length} cards`
  )
  assert.is((await getTitles(page)).length, found)
  assert.is(
    Number(await getCount('Medium')),
    countWhere('difficulty=Medium tag=caching')
  )
  assert.match(page.url(), /#difficulty=Hard&tag=caching$/)
  await page.getByRole('button', {name: 'Clear all'}).click()
  assert.is(
    await page.locator('.found').textContent(),
    `${own.cards.length} cards`
  )
})

test('a card opens with its question, and then its answer', async () => {
  const {page, complaints} = await openPage()
  await show(page, await getSite('own'))
  const row = page.locator('.rows > li').nth(2)
  await row.locator('h2 button').click()
  await row.locator('.question').waitFor()
  assert.not(await row.locator('.points').isVisible())
  await row.locator('details.answer > summary').click()
  assert.ok(await row.locator('.points').isVisible())
  await row.locator('h2 button').click()
  assert.not(await row.locator('.question').isVisible())
  assert.equal(complaints, [])
})

for (const [name, place, asked, answer] of [
  ['two-kinds-of-card', 0, 'f/16', 'Right'],
  ['two-kinds-of-card', 1, 'Why is the sky white', 'It is brighter'],
  ['two-kinds-of-card', 2, 'Light it from one side', 'The shadow draws'],
  ['labels-as-headings', 0, 'Which cloud', 'The cumulonimbus'],
  ['multiple-choice', 1, 'const turns', 'A thousand turns'],
  ['collapsed-answer', 0, 'The table has ten rows', '10 and 7']
] as const) {
  test(`${name}, card ${place + 1}: the question first, then the answer`, async () => {
    const {page, complaints} = await openPage()
    await show(page, await getSite(name))
    const row = page.locator('.rows > li').nth(place)
    await row.locator('h2 button').click()
    const find = (text: string): Locator =>
      row.getByText(text).locator('visible=true').first()
    await find(asked).waitFor()
    assert.not(await find(answer).isVisible())
    await row.locator('details.answer > summary').click()
    assert.ok(await find(answer).isVisible())
    assert.ok(await find(asked).isVisible())
    assert.equal(complaints, [])
  })
}

test('the list goes on as one scrolls', async () => {
  const {page} = await openPage()
  await show(page, await getSite('own'))
  const before = (await getTitles(page)).length
  assert.ok(before < own.cards.length)
  await page
    .locator('.rows > li')
    .nth(before - 1)
    .scrollIntoViewIfNeeded()
  await page.waitForFunction(
    (count) => document.querySelectorAll('.rows > li').length > count,
    before
  )
})

test('a random card matches the filters, and the way back is there', async () => {
  const {page} = await openPage()
  await show(page, await getSite('own'), 'index.html#difficulty=Easy')
  await page.getByRole('button', {name: 'Random card'}).click()
  await page.locator('.rows .question').waitFor()
  assert.is((await getTitles(page)).length, 1)
  assert.match((await page.locator('.rows .meta').textContent()) ?? '', /Easy/)
  const shown = await getTitles(page)
  await page.getByRole('button', {name: 'Another random card'}).click()
  assert.not.equal(await getTitles(page), shown)
  await page.goBack()
  assert.equal(await getTitles(page), shown)
  await page.getByRole('button', {name: 'Back to all cards'}).click()
  assert.is(
    await page.locator('.found').textContent(),
    `${countWhere('difficulty=Easy')} of ${own.cards.length} cards`
  )
})

test('a section that cannot be loaded says so', async () => {
  const {page} = await openPage()
  await page.route(/texts-0/, (route) => route.abort())
  await show(page, await getSite('own'))
  await page.locator('.rows h2 button').first().click()
  assert.match(
    (await page.locator('.failed').first().textContent()) ?? '',
    /data\/texts-0\.js cannot be loaded/
  )
})

test('print shows what matches, a card a page, with or without answers', async () => {
  const {page} = await openPage()
  const wanted = countWhere('difficulty=Hard tag=caching')
  const where = 'index.html#view=print&difficulty=Hard&tag=caching'
  await show(page, await getSite('own'), where)
  await page
    .locator('.sheets .card')
    .nth(wanted - 1)
    .waitFor()
  assert.is(await page.locator('.sheets .card').count(), wanted)
  await page.getByLabel('Each card on a page of its own').check()
  const pdf = await page.pdf({format: 'A4'})
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []
  assert.ok(pages.length >= wanted, `${pages.length} pages`)
  assert.ok(await page.locator('.sheets .points').first().isVisible())
  await page.getByLabel('With answers').uncheck()
  assert.not(await page.locator('.sheets .points').first().isVisible())
})

test('right-to-left text is laid out from the right', async () => {
  const {makeSite} = await import('./sites.ts')
  const text = bankOf('flash-card').replace(
    /(?<=^#{2,3} (?:[^\n]*: )?)[^\n]+$/m,
    'מה זה?'
  )
  const {page} = await openPage()
  await show(page, await makeSite(text))
  const direction = await page
    .getByText('מה זה?')
    .first()
    .evaluate((element) => getComputedStyle(element).direction)
  assert.is(direction, 'rtl')
})

test.run()
