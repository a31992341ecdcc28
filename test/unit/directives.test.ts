import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {readDirective} from '../../src/fix/directives.ts'

const test = suite('directives')

test('of a hundred names, one that is nearly a rule is recognized', () => {
  const read = (names: string): (string | undefined)[] | undefined =>
    readDirective(`<!--lint ignore ${names} format fromat-->`, ['format'])
      ?.ids.slice(-2)
      .map(({meant}) => meant)
  assert.equal(read('no-such-rule '.repeat(98)), ['format', 'format'])
  assert.equal(read('no-such-rule '.repeat(100)), ['format', undefined])
})

test.run()
