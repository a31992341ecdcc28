/** Forms that a stranger fills in with bad intentions, by chance, and what must hold of what comes of them. */
import {visit} from 'unist-util-visit'
import * as assert from 'uvu/assert'
import {formatAnswer} from '../../src/form/answer.ts'
import {readProposal} from '../../src/form/propose.ts'
import {parse} from '../../src/markdown/parse.ts'
import {readBodies} from '../insert/support.ts'
import {checkBank, readText} from '../support/bank.ts'
import type {Random} from '../support/random.ts'
import {makeRandom, pick} from '../support/random.ts'
import {projectRoot} from '../support/temp.ts'
import {bank, bankName, fillForm, getForm, goodAnswers} from './support.ts'

const pieces: readonly string[] = [
  ...[
    '${{ github.token }}',
    '$(touch x)',
    '`touch x`',
    '; rm -rf .',
    '::set-env name=a::b'
  ],
  ...[
    '@a-team/all',
    '@someone',
    'Fixes #1',
    '#1',
    'GH-1',
    '<!--lint disable-->',
    '-->'
  ],
  ...[
    '<!--lint ignore no-placeholder-->',
    '<!--bank-cards end-->',
    '<!-- prettier-ignore-start -->'
  ],
  ...[
    '<!--id:abcdef-->',
    '<!--bank\nreadme: false\n-->',
    '<!--',
    '<script>',
    '<img src=x onerror=a>'
  ],
  ...[
    '</details>',
    '<details>',
    '[x]: javascript:a',
    '[^1]: note',
    '[x]',
    '![a](b)',
    '\u202Eabc'
  ],
  ...[
    '---\nbank:\n  readme: ../../x\n---',
    '../../../etc/passwd',
    '# Title',
    '## Section',
    '### Q: card'
  ],
  ...[
    '### Tags',
    '### Question\n\nagain',
    '#### deep',
    '```',
    '~~~js',
    '    code',
    '> quote',
    '---',
    '==='
  ],
  ...[
    '**Tags:** a',
    '**Common pitfalls:**',
    '- [x] a',
    '1. a',
    '| a |\n| - |\n| b |',
    '\\',
    '\u0000',
    '\u001B[31m'
  ],
  ...[
    '\r',
    '\n\n',
    '\n',
    ' ',
    'word',
    'Why?',
    'sourdough',
    '_No response_',
    '&lt;',
    '\\<b>',
    '<a\n\nb>'
  ]
]

function write(random: Random): string {
  const length = Math.floor(random() * 8)
  return Array.from({length}, () => pick(random, pieces)).join(
    pick(random, ['', ' ', '\n', '\n\n'])
  )
}

/** Tries the form of one seed. */
export async function tryForm(seed: number): Promise<void> {
  const random = makeRandom(seed)
  const answers = Object.fromEntries(
    Object.entries(goodAnswers).map(([label, text]) => [
      label,
      random() < 0.5
        ? text
        : random() < 0.5
          ? write(random)
          : text + write(random)
    ])
  )
  const body = fillForm(
    getForm(bank),
    random() < 0.9 ? answers : {Title: write(random)}
  )
  const insertion = await readProposal(
    random() < 0.9 ? body : body + write(random),
    {bank: readText(bank), path: bankName, text: bank},
    {cwd: projectRoot, hasConfiguration: false}
  )
  if (!insertion) return
  const {placed, refused, value} = insertion
  assert.is(placed.length + refused.length, 1)
  const old = readBodies(bank)
  const now = readBodies(value)
  assert.is(now.length, old.length + placed.length)
  for (const each of old) assert.ok(now.includes(each), each)
  const fresh = now.find((each) => !old.includes(each))
  if (fresh !== undefined) expectInert(fresh)
  // Nothing has switched a rule off.
  if (placed.length > 0) {
    const {messages} = await checkBank(`${value}\nTODO\n`)
    assert.ok(messages.length > 0 || value === bank)
  }

  const messages = placed.flatMap((card) => card.messages)
  const points = [...refused, ...messages].map(({reason}) => reason)
  expectQuiet(formatAnswer([{text: 'Look:', points}]))
}

/** A card acts on nothing beside itself. */
function expectInert(body: string): void {
  visit(parse(`### ${body}`), (node) => {
    assert.not(node.type === 'html', body)
    assert.not(node.type === 'definition', body)
    assert.not(node.type === 'footnoteDefinition', body)
  })
}

/** An answer notifies no one, and closes nothing: what would is code. */
function expectQuiet(answer: string): void {
  visit(parse(answer), (node) => {
    assert.not(node.type === 'html', answer)
    assert.not(node.type === 'link', answer)
    assert.not(node.type === 'image', answer)
    if (node.type !== 'text') return
    assert.not.match(node.value, /[@#$]|\bgh-\d/i)
  })
}
