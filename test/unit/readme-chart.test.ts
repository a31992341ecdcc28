/** The region `bank-chart`: bars that GitHub shows, that merge, and that a person need not count. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {toSafeHtml} from '../../src/export/html.ts'
import {toChart} from '../../src/regions/number-table.ts'
import {
  listProblems,
  pastOf,
  plan,
  regenerate,
  toBankText,
  toReadme
} from './readme-support.ts'

const test = suite('chart of a README')
const readme = toReadme('bank-chart')

function titles(section: string, amount: number): string[] {
  return Array.from({length: amount}, (_, at) => `${section} ${at}`)
}

function toBank(wheels: number, brakes: number): string {
  return toBankText({
    Wheels: titles('Wheel', wheels),
    Brakes: titles('Brake', brakes)
  })
}

test('a bar for each section', async () => {
  const text = await regenerate(readme, toBank(3, 1))
  assert.match(
    text,
    `<table>
<tbody>
<tr><td><a href="QUESTION_BANK.md#wheels">Wheels</a></td>
<td><code>███</code> 3</td>
</tr>
<tr><td><a href="QUESTION_BANK.md#brakes">Brakes</a></td>
<td><code>█</code> 1</td>
</tr>
</tbody>
</table>
`
  )
})

test('bars are at most 40 characters long, and whatever is not nothing is seen', () => {
  for (const largest of [1, 39, 40, 41, 90, 1000, 123_456]) {
    const chart = toChart([
      {label: 'a', number: largest},
      {label: 'b', number: 1},
      {label: 'c', number: 0}
    ])
    const [long = '', short = '', none = ''] = Array.from(
      chart.matchAll(/<code>(.*)<\/code>/g),
      ([, bar = '']) => bar
    )
    assert.ok(long.length >= Math.min(largest, 16) && long.length <= 40, chart)
    assert.is(short.length, 1)
    assert.is(none, '')
  }
})

test('what GitHub allows leaves it as it is', () => {
  const chart = toChart([{label: 'R & <D>', url: '#r--d', number: 45}])
  const shown = chart
    .replace('&lt;D&gt;', '&#x3C;D>')
    .replace('&amp;', '&#x26;')
  assert.is(toSafeHtml(chart, ''), shown)
})

test('bars that a merge has left wrong are made again, without a word', async () => {
  const ours = await regenerate(readme, toBank(3, 1))
  const merged = ours.replace('<code>█</code> 1', '<code>████</code> 7')
  assert.is.not(merged, ours)
  const bank = toBank(5, 2)
  const result = await plan(merged, bank, pastOf(toBank(3, 1)))
  assert.equal(listProblems(merged, result), [])
  assert.match(result.text, '<code>█████</code> 5')
  assert.match(result.text, '<code>██</code> 2')
})

test.run()
