/**
 * Comments that switch messages off: for one card, for what follows, for the whole file; of ours, of the rules of
 * remark-lint, and beside a message control that a configuration brings along.
 */
import type {Root} from 'mdast'
import remarkLint from 'remark-lint'
import remarkMessageControl from 'remark-message-control'
import type {PluggableList, Plugin} from 'unified'
import {lintRule} from 'unified-lint-rule'
import {visit} from 'unist-util-visit'
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {rules} from '../../src/index.ts'
import {processBank} from '../support/bank.ts'

/** With one bullet where three are asked for, and a word that `no-weather`, below, does not like. */
const card = (name: string): string => `### Q: What does ${name} need?

**Difficulty:** Easy  
**Tags:** plants  
**Question:** It has rained on the ${name} for a week. What do you do?  
**What a strong answer includes:**

- Water runs off the ${name}.

**Common pitfalls:**

- Watering the ${name} all the same.
- Cutting the ${name} back.
`

/** A bank of three cards, each with a comment before it, or none. */
function bankWith(...comments: readonly string[]): string {
  const names = ['sage', 'thyme', 'basil']
  const parts = names.map((name, index) => {
    const comment = comments[index] ?? ''
    return `${comment === '' ? '' : `${comment}\n\n`}${card(name)}`
  })
  return `# Herbs\n\n## Care\n\n${parts.join('\n')}`
}

/** A rule of remark-lint, written by others. */
const noWeather = lintRule<Root>(
  {origin: 'remark-lint:no-weather'},
  (tree, file) => {
    visit(tree, 'text', (node) => {
      if (node.value.includes('rained')) {
        file.message('Unexpected weather', {place: node.position})
      }
    })
  }
)

/** Says the same under a name of its own. */
const spelling: Plugin<[], Root> = () => (tree, file) => {
  visit(tree, 'text', (node) => {
    if (!node.value.includes('rained')) return
    file.message('Unexpected weather', {
      place: node.position,
      ruleId: 'weather',
      source: 'spelling'
    })
  })
}

/** @returns of each message of these rules (or of `lint-directive`), on which card it is, or `-` for a comment */
async function say(
  id: string,
  input: string,
  plugins: PluggableList = []
): Promise<string> {
  const {messages, bank} = await processBank(input, {plugins})
  return messages
    .filter(({ruleId}) => ruleId === id)
    .map(({place}) => {
      const start = place && ('start' in place ? place.start : place)
      const at = start?.offset ?? -1
      const comment = input.slice(0, at).split('<!--lint').length - 1
      const card = bank.cards.findIndex(
        ({start, end}) => start <= at && at < end
      )
      return id === 'lint-directive' ? comment : card + 1
    })
    .join(' ')
}

const forms: readonly [
  name: string,
  comments: readonly string[],
  cards: string
][] = [
  ['no comment', [], '1 2 3'],
  ['`ignore` is about one card', ['', '<!--lint ignore ID-->'], '1 3'],
  ['`ignore` of all', ['<!--lint ignore-->'], '2 3'],
  ['`disable` in front of the first card', ['<!--lint disable ID-->'], ''],
  [
    '`disable` and `enable` around a card',
    ['', '<!--lint disable ID-->', '<!--lint enable ID-->'],
    '1 3'
  ],
  ['`disable` of all', ['<!--lint disable-->'], ''],
  [
    '`disable` and `enable` of all',
    ['', '<!--lint disable-->', '<!--lint enable-->'],
    '1 3'
  ],
  ['`disable` from a card on', ['', '', '<!--lint disable ID-->'], '1 2'],
  [
    'a misspelt comment has its effect all the same',
    ['', '<!-- lint disabel  XID -->', '<!--lint-enable ID-->'],
    '1 3'
  ],
  ['an incomprehensible comment has none', ['<!--lint off ID-->'], '1 2 3']
]

const test = suite('suppression')

for (const [id, plugins] of [
  ['bullet-count', []],
  ['no-weather', [noWeather]]
] as const) {
  for (const [name, comments, cards] of forms) {
    test(`${id}: ${name}`, async () => {
      const input = bankWith(
        ...comments.map((comment) => comment.replace('ID', id))
      )
      assert.is(await say(id, input, [...plugins]), cards)
    })
  }

  test(`${id}: \`ignore\` within a card is about the next block`, async () => {
    const comment = `<!--lint ignore ${id}-->\n\n`
    const input = bankWith()
    const places = {
      'bullet-count':
        /(?=\*\*What a strong answer includes:\*\*\n\n- Water runs off the thyme)/,
      'no-weather': /(?=\*\*Difficulty:\*\* Easy {2}\n.*\n.*the thyme for)/
    }
    assert.is(
      await say(id, input.replace(places[id], comment), [...plugins]),
      '1 3'
    )
  })
}

test('in a quote and in a bullet, comments are understood', async () => {
  for (const comment of [
    '> <!--lint disabel bullet-count-->',
    '> <!--lint\n> disable bulet-count-->',
    '- <!--lint disable bullet-count-->'
  ]) {
    assert.is(await say('bullet-count', bankWith(comment)), '', comment)
  }
})

test('a rule of the configuration is known, wherever it is listed', async () => {
  const input = bankWith(
    '<!--lint disable no-weather-->',
    '<!--lint disable no-wether-->'
  )
  assert.is(await say('lint-directive', input, [noWeather]), '2')
  const {value} = await processBank(input, {plugins: [noWeather]})
  assert.is(value, input.replace('no-wether', 'no-weather'))
  // Without the plugin, or with it switched off, the rule is not known.
  assert.is(await say('lint-directive', input), '1 2')
  assert.is(await say('lint-directive', input, [[noWeather, false]]), '1 2')
})

test('a configuration makes an error of the rule, or switches it off', async () => {
  const input = bankWith('<!--lint disable prose-length-->')
  const severity = async (plugins: PluggableList): Promise<unknown[]> => {
    const {messages} = await processBank(input, {plugins})
    return messages
      .filter(({ruleId}) => ruleId === 'lint-directive')
      .map(({fatal}) => fatal)
  }
  const {'lint-directive': rule} = rules
  assert.ok(rule)
  assert.equal(await severity([]), [undefined])
  assert.equal(await severity([[rule, 'error']]), [false])
  assert.equal(await severity([[rule, false]]), [])
})

/** A configuration's own control: of other messages, of ours as well, and with a list of what it knows. */
const ownControls: Readonly<Record<string, PluggableList>> = {
  'remark-lint': [remarkLint],
  'its own remark-message-control': [
    [remarkMessageControl, {name: 'lint', source: 'spelling'}]
  ],
  'one that knows its own rules only': [
    [
      remarkMessageControl,
      {name: 'lint', source: 'spelling', known: ['weather']}
    ]
  ],
  'one with a name of its own': [
    [remarkMessageControl, {name: 'spell', source: 'spelling'}]
  ]
}

for (const [name, plugins] of Object.entries(ownControls)) {
  test(`ours works beside ${name}`, async () => {
    for (const list of [
      [...plugins, noWeather, spelling],
      [noWeather, spelling, ...plugins]
    ]) {
      const input = bankWith(
        '<!--lint disable bullet-count-->',
        '<!--lint enable bullet-count-->',
        '<!--lint disable bullet-count-->'
      )
      assert.is(await say('bullet-count', input, list), '2')
      assert.is(await say('lint-directive', input, list), '')
    }
  })
}

test('another control goes on as it was configured', async () => {
  const plugins: PluggableList = [
    spelling,
    [remarkMessageControl, {name: 'lint', source: 'spelling'}]
  ]
  const input = bankWith(
    '<!--lint disable weather-->',
    '<!--lint enable weather-->',
    '<!--lint disable weather-->'
  )
  assert.is(await say('weather', input, plugins), '2')
  // What that one switches off, and which rules it knows, we cannot tell.
  assert.is(await say('lint-directive', input, plugins), '')
  assert.is(await say('weather', input, [spelling]), '1 2 3')
})

test.run()
