/** Hostile cards in a real browser, with the policy of the page and without it; and what people need who cannot see or point. */
import axe from 'axe-core'
import type {AxeResults, RunOptions} from 'axe-core'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import type {SiteBank} from '../../src/site/build-site.ts'
import {loadAssets} from '../../src/site/load-assets.ts'
import {texts} from '../export/payloads.ts'
import {dataOf} from '../export/support.ts'
import {buildBanks, siteBank} from '../site/support.ts'
import {getSite, makeSite} from './sites.ts'
import {openPage, show, useBrowser, writeFolder} from './support.ts'

const test = suite('safety and access')
useBrowser(test)

/** A bank of all hostile cards. */
function makeHostileBank(): SiteBank {
  const cards = texts.flatMap((text) => dataOf(text).cards)
  const [first = ''] = texts
  const bank = siteBank(first)
  return {...bank, data: {...bank.data, cards}}
}

let folder: Promise<string> | undefined

function getHostileSite(): Promise<string> {
  folder ??= buildBanks([makeHostileBank()], {assets: loadAssets()}).then(
    writeFolder
  )
  return folder
}

/** Four formulas, and one that is refused. */
const mathBank = `---
bank:
  site: {math: true}
---

# Bank

## Section

### Q: What is $\\beta$?

**Difficulty:** Easy  
**Tags:** one,two  
**Question:** Is it $x^2 + \\text{<img src=x onerror=alert(1)>}$ or $\\href{javascript:alert(1)}{x}$?  
**What a strong answer includes:**

- A sum:

  $$
  \\sum_{i=0}^n \\frac{${'a + '.repeat(100)} b}{c}
  $$

- Two lines: $$\\begin{aligned}a&=b\\\\c&=d\\end{aligned}$$
`

/** Sets `ran` where something runs that should not. */
const spy = `for (const name of ['alert', 'confirm', 'prompt', 'open']) {
  window[name] = () => { document.documentElement.dataset.ran = name }
}`

for (const bypassCSP of [false, true]) {
  const name = bypassCSP ? 'without the policy' : 'with the policy'
  test(`${texts.length} hostile cards run nothing ${name}`, async () => {
    assert.ok(texts.length >= 200)
    const {page, complaints} = await openPage({bypassCSP})
    await page.addInitScript(spy)
    const site = await getHostileSite()
    await show(page, site, 'index.html#view=print')
    await page.waitForFunction(
      (count) => document.querySelectorAll('.sheets .card').length === count,
      texts.length
    )
    await show(page, site, 'section.html')
    await page.getByRole('button', {name: 'Show all answers'}).click()
    await page.evaluate(() => {
      scrollTo(0, document.body.scrollHeight)
    })
    await page.waitForTimeout(200)
    const found = await page.evaluate(() => ({
      ran: document.documentElement.dataset['ran'],
      scripts: document.scripts.length,
      cards: document.querySelectorAll('article.card').length,
      foreign: document.querySelectorAll(
        'main :is(script, style, iframe, object, embed, form, base, meta, link, svg, math, textarea, template)'
      ).length,
      addresses: [...document.querySelectorAll('main [href], main [src]')]
        .map((each) => each.getAttribute('href') ?? each.getAttribute('src'))
        .filter((address) =>
          /^\s*(?:javascript|vbscript|data):/i.test(address ?? '')
        )
    }))
    assert.equal(found, {
      ran: undefined,
      scripts: 2,
      cards: texts.length,
      foreign: 0,
      addresses: []
    })
    await show(page, site)
    await page.fill('input[type=search]', 'alert script')
    await page.waitForSelector('.rows mark')
    for (const button of await page.locator('.rows h2 button').all()) {
      await button.click()
    }

    assert.is(
      await page.evaluate(() => document.documentElement.dataset['ran']),
      undefined
    )
    assert.equal(complaints, [])
  })
}

test('formulas are MathML, and nothing in them runs', async () => {
  const {page, complaints} = await openPage({bypassCSP: true})
  await page.addInitScript(spy)
  await page.addInitScript(axe.source)
  const site = await makeSite(mathBank)
  await show(page, site, 'section.html')
  await page.getByRole('button', {name: 'Show all answers'}).click()
  const found = await page.evaluate(async () => ({
    ran: document.documentElement.dataset['ran'],
    heights: [...document.querySelectorAll('main math')].map(
      (math) =>
        math instanceof MathMLElement && math.getBoundingClientRect().height > 0
    ),
    styles: document.querySelectorAll('main [style], main math [href]').length,
    refused: [...document.querySelectorAll('main code')].map(
      (code) => code.textContent
    ),
    violations: (
      await (window as unknown as AxeWindow).axe.run({
        preload: false,
        resultTypes: ['violations']
      })
    ).violations.map(({id}) => id)
  }))
  assert.equal(found, {
    ran: undefined,
    heights: [true, true, true, true],
    styles: 0,
    refused: ['\\href{javascript:alert(1)}{x}'],
    violations: []
  })
  assert.equal(complaints, [])
})

/** A page with axe in it. */
interface AxeWindow {
  readonly axe: {readonly run: (options: RunOptions) => Promise<AxeResults>}
}

/** Views by name, with what to wait for. */
const views: readonly (readonly [string, string])[] = [
  ['index.html', '.rows > li'],
  ['index.html#q=cache&difficulty=Hard', '.rows mark'],
  ['index.html#q=zzzzzz', '.nothing'],
  ['index.html#view=study', '.ratings button'],
  ['index.html#view=interview', '.nothing button'],
  ['index.html#view=print&tag=caching', '.sheets .card'],
  ['evaluation-safety.html', 'article.card']
]

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any view: ${colorScheme}`, async () => {
    const {page, complaints} = await openPage({colorScheme, bypassCSP: true})
    await page.addInitScript(axe.source)
    const site = await getSite('own')
    const problems: string[] = []
    const look = async (view: string): Promise<void> => {
      // To describe what is right as well takes most of the time.
      const violations = await page.evaluate(async () => {
        const results = await (window as unknown as AxeWindow).axe.run({
          preload: false,
          resultTypes: ['violations']
        })
        return results.violations
      })
      for (const {id, nodes} of violations) {
        problems.push(
          `${view}: ${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`
        )
      }
    }
    for (const [view, wanted] of views) {
      await show(page, site, view)
      await page.waitForSelector(wanted)
      await look(view)
      if (view === 'index.html') {
        await page.locator('.rows h2 button').nth(1).click()
        await page.locator('.rows details.answer > summary').first().click()
        await look('an open card')
        await page.keyboard.press('?')
        await page.waitForSelector('dialog[open]')
        await look('help')
      }

      if (view.includes('study')) {
        await page.keyboard.press(' ')
        await page.waitForSelector('.rating')
        await look('an answer in study mode')
      }

      if (view.includes('interview')) {
        await page.locator('.nothing button').click()
        await page.waitForSelector('.points input')
        await look('an interview')
      }

      if (view.endsWith('safety.html')) {
        await page.getByRole('button', {name: 'Show all answers'}).click()
        await look('all answers')
      }
    }

    assert.equal(problems, [])
    assert.equal(complaints, [])
  })
}

test('nothing is wider than the screen, on any screen', async () => {
  const {page} = await openPage()
  const site = await getSite('own')
  for (const [view, wanted] of views) {
    await page.setViewportSize({width: 1280, height: 800})
    await show(page, site, view)
    await page.waitForSelector(wanted)
    for (const width of [1280, 768, 390, 320]) {
      await page.setViewportSize({width, height: 800})
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth
      )
      assert.ok(over <= 0, `${view} at ${width}: ${over} pixels`)
    }
  }
})

test.run()
