/** Rules that a bank's front matter turns off and on, at the entrances. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import noPlaceholder from '../../rules/no-placeholder.ts'
import bulletCount from '../../rules/bullet-count.ts'
import {defineRule} from '../../src/rule/define-rule.ts'
import {severityOf} from '../../src/message/source.ts'
import {call, makeFolder, read, short} from '../cli/support.ts'
import {processBank} from '../support/bank.ts'
import {git, makeRepository} from '../support/temp.ts'

const test = suite('rules in front matter')

/** A bank with too few pitfalls, and a placeholder. */
const bank = short.replace('What goes wrong?', 'TODO: what goes wrong?')

/** @returns the bank with this in its front matter */
function withRules(rules: string, text = bank): string {
  return `---\nbank:\n  rules:\n${rules}---\n\n${text}`
}

/** @returns what is said, by rule, with its severity */
async function check(
  text: string,
  plugins: Parameters<typeof processBank>[1] = {}
): Promise<Record<string, string>> {
  const {messages} = await processBank(text, plugins)
  return Object.fromEntries(
    messages.map((message) => [message.ruleId ?? '', severityOf(message)])
  )
}

test('off, and another severity', async () => {
  assert.equal(await check(bank), {
    'bullet-count': 'error',
    'no-placeholder': 'error'
  })
  assert.equal(
    await check(withRules('    no-placeholder: off\n    bullet-count: warn\n')),
    {'bullet-count': 'warning'}
  )
  assert.equal(await check(withRules('    no-placeholder: false\n')), {
    'bullet-count': 'error'
  })
})

test('the bank has the last word', async () => {
  const plugins = [
    [noPlaceholder, 'off'],
    [bulletCount, 'warn']
  ] as const
  assert.equal(await check(bank, {plugins: plugins.map((each) => [...each])}), {
    'bullet-count': 'warning'
  })
  const text = withRules('    no-placeholder: on\n    bullet-count: on\n')
  assert.equal(await check(text, {plugins: plugins.map((each) => [...each])}), {
    'no-placeholder': 'error',
    'bullet-count': 'warning'
  })
})

test('a rule of another package', async () => {
  const text = short.replace('What goes wrong?', 'What of https://a.example?')
  assert.is((await check(text))['no-literal-urls'], 'warning')
  const {'no-literal-urls': level} = await check(
    withRules('    no-literal-urls: off\n', text)
  )
  assert.is(level, undefined)
})

test('a rule of the project', async () => {
  const own = defineRule(
    {id: 'no-ovens', description: 'Disallow ovens', severity: 'error'},
    function* (bank) {
      yield {place: bank.place(0, 1), message: 'Unexpected oven'}
    }
  )
  assert.is((await check(bank, {plugins: [own]}))['no-ovens'], 'error')
  const text = withRules('    no-ovens: off\n')
  const messages = await check(text, {plugins: [own]})
  assert.not('no-ovens' in messages)
  assert.not('front-matter' in messages)
  assert.is((await check(text))['front-matter'], 'warning')
})

test('a name that no rule has, and a level that there is not', async () => {
  const text = withRules('    no-placeholdr: off\n')
  const {messages, value} = await processBank(text)
  assert.ok(
    messages
      .map(String)
      .includes(
        'QUESTION_BANK.md:4:5-4:18: Unexpected rule `no-placeholdr`, expected `no-placeholder`'
      ),
    messages.join('\n')
  )
  assert.is(value, withRules('    no-placeholder: off\n'))
  const wrong = await processBank(withRules('    no-placeholder: nope\n'))
  assert.match(wrong.messages.join('\n'), 'bank.rules.no-placeholder')
})

test('the command line, without the configuration of the project', async () => {
  const text = withRules('    no-placeholder: off\n    bullet-count: warn\n')
  const folder = makeFolder({
    'QUESTION_BANK.md': text,
    'b/QUESTION_BANK.md': bank
  })
  const {status, stdout} = await call(folder, ['check', '--no-config'])
  assert.is(status, 1)
  assert.match(stdout, '2 errors, 1 warning')
  const fixed = await call(folder, ['fix', 'QUESTION_BANK.md'])
  assert.is(fixed.status, 0)
  assert.is(read(folder, 'QUESTION_BANK.md'), text)
})

test('the hook', () => {
  const text = withRules('    no-placeholder: off\n    bullet-count: warn\n')
  const folder = makeRepository({'QUESTION_BANK.md': text})
  git(folder, 'add', '--all')
  const {status, stderr} = git(folder, 'commit', '-m', 'Add a bank')
  assert.is(status, 0, stderr)
})

test.run()
