/** Ids of cards: the comment changes nothing that readers, links and formatters see. */
import GithubSlugger from 'github-slugger'
import * as newest from 'prettier'
import * as oldest from 'prettier-3.6'
import * as middle from 'prettier-3.8'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import {unified} from 'unified'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {findHeadingTexts} from '../../src/bank/heading-texts.ts'
import {toSafeHtml} from '../../src/export/html.ts'
import {makeCardId} from '../../src/template/card-id.ts'
import {processBank, readText} from '../support/bank.ts'

const test = suite('ids of cards')

const plain = `---
bank:
  ids: true
---

# Canal

## Locks

### Q: A paddle that \`sticks\` & a gate

**Difficulty:** Easy  
**Tags:** locks  
**Question:** The paddle is stuck. What do you do?  
**What a strong answer includes:**

- The pound is level.
- Nobody forces the gear.
- The rack is greased.

**Common pitfalls:**

- Pulling with a rope.
- Opening both gates.

### Q: Why are the gates mitred?

**Difficulty:** Hard  
**Tags:** locks  
**Question:** Explain the angle.  
**What a strong answer includes:**

- Water presses them shut.
- The angle faces upstream.
- The sill takes the load.

**Common pitfalls:**

- Saying that it saves timber.
- Drawing it the other way.
`

const withIds = (await processBank(plain)).value

test('each card gets one', () => {
  const ids = readText(withIds).cards.map(({id}) => id?.value)
  assert.is(new Set(ids).size, 2)
  for (const id of ids) assert.match(id ?? '', /^[a-z][a-z\d]{5}$/)
})

test('a bank with ids is read from its text alone', () => {
  const {cards} = readText(withIds)
  assert.equal(
    cards.map(({isCanonical}) => isCanonical),
    [true, true]
  )
})

test('a second fix changes nothing', async () => {
  const {messages, value} = await processBank(withIds)
  assert.equal(messages.map(String), [])
  assert.is(value, withIds)
})

test('an id stays when title, section and place of the card change', async () => {
  const [one = '', other = ''] = readText(withIds).cards.map(
    ({id}) => id?.value ?? ''
  )
  const moved = withIds.replace(
    'A paddle that `sticks` & a gate',
    'Another title'
  )
  const at = moved.indexOf('### Q: Why')
  const card = moved.slice(at)
  const from = moved.indexOf('### Q: Another')
  const {value} = await processBank(
    `${moved.slice(0, from)}${card}\n## Gates\n\n${moved.slice(from, at).trimEnd()}\n`
  )
  assert.equal(
    readText(value).cards.map(({heading, id}) => [heading.title, id?.value]),
    [
      ['Why are the gates mitred?', other],
      ['Another title', one]
    ]
  )
})

test('Prettier leaves the comment where it is', async () => {
  for (const {format, version} of [oldest, middle, newest]) {
    for (const proseWrap of ['preserve', 'always', 'never'] as const) {
      const printed = await format(withIds, {parser: 'markdown', proseWrap})
      assert.is(printed, withIds, `${version} ${proseWrap}`)
    }
  }
})

test('so does remark', () => {
  const body = withIds.slice(withIds.indexOf('# Canal'))
  const print = (text: string): string =>
    unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkStringify, {bullet: '-', rule: '-'})
      .processSync(text)
      .toString()
  const ids = /<!--id:\w+-->\n\n/g
  assert.is(print(body).match(ids)?.length, 2)
  assert.is(print(body).replace(ids, ''), print(body.replace(ids, '')))
})

test('a page and its anchors are the same with and without', () => {
  const toPage = (text: string): string =>
    toSafeHtml(text.slice(text.indexOf('# Canal')), '').replace(/\n+/g, '\n')
  assert.is(toPage(withIds), toPage(plain))
  const toSlugs = (text: string): string[] => {
    const slugger = new GithubSlugger()
    return findHeadingTexts(readText(text)).map((each) =>
      slugger.slug(each.text)
    )
  }
  assert.equal(toSlugs(withIds), toSlugs(plain))
})

test('the same title gets the same id, in any case, and the next one where it is taken', () => {
  const first = makeCardId('A title', () => false)
  assert.is(
    makeCardId('a  TITLE', () => false),
    first
  )
  const second = makeCardId('A title', (id) => id === first)
  assert.is.not(second, first)
  assert.is(
    makeCardId('A title', (id) => id === first),
    second
  )
})

test('ten thousand titles get ten thousand ids', () => {
  const taken = new Set<string>()
  for (let at = 0; at < 10_000; at++) {
    taken.add(makeCardId(`Title ${at}`, (id) => taken.has(id)))
  }

  assert.is(taken.size, 10_000)
})

test.run()
