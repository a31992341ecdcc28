/** Dates as people write them, and how old they are. */
import {suite} from 'uvu'
import * as assert from 'uvu/assert'
import {countDays, isDate, readDates} from '../../rules/lib/dates.ts'
import dateAge from '../../rules/date-age.ts'
import {processBank} from '../support/bank.ts'

const test = suite('dates')

test('a date is a day that exists', () => {
  for (const date of ['2024-02-29', '2000-02-29', '2025-12-31']) {
    assert.ok(isDate(date), date)
  }

  for (const text of ['2025-02-29', '1900-02-29', '2025-04-31', '2025-00-10']) {
    assert.not(isDate(text), text)
    assert.equal(readDates(text), [], text)
  }

  for (const text of ['0000-00-00', '0099-01-01', '2025-1-1', ' 2025-01-01']) {
    assert.not(isDate(text), text)
  }
})

test('other ways to write a date have one reading, two, or none', () => {
  const readings: Readonly<Record<string, readonly string[]>> = {
    '2026-11-7': ['2026-11-07'],
    '2026/11/07': ['2026-11-07'],
    '2026. 11. 7': ['2026-11-07'],
    '7 november, 2026': ['2026-11-07'],
    'Nov-07-2026': ['2026-11-07'],
    '13.1.2026': ['2026-01-13'],
    '1/13/2026': ['2026-01-13'],
    '1/12/2026': ['2026-12-01', '2026-01-12'],
    '12012026': [],
    '2026-11': [],
    '7 Nowember 2026': [],
    '31 June 2026': [],
    '2026-11-07T10:00Z': [],
    '': []
  }
  for (const [text, dates] of Object.entries(readings)) {
    assert.equal(readDates(text), dates, text)
  }
})

test('days are counted over the end of a year', () => {
  assert.is(countDays('2025-03-01') - countDays('2024-02-28'), 367)
})

const bank = `---
bank:
  maxAge: 30
  template:
    fields:
      - {label: Question, kind: prose}
      - {label: Reviewed, kind: date}
---

# Bicycles

## Wheels

### Q: Why does a spoke break?

**Question:** Spokes break. Why?  
**Reviewed:** 2025-01-31
`

test('the age of a date is counted from the day that is configured', async () => {
  const tell = async (today: string): Promise<string[]> => {
    const {messages} = await processBank(bank, {
      plugins: [[dateAge, ['warn', {today}]]]
    })
    return messages
      .filter(({ruleId}) => ruleId === 'date-age')
      .map(({reason}) => reason)
  }

  const future =
    'Unexpected `2025-01-31` in `Reviewed`, expected no date in the future'
  const old =
    'Unexpected `2025-01-31` in `Reviewed`, expected a date of the last 30 days'
  assert.equal(await tell('2025-01-29'), [future])
  // It may be the 31st already where the card was reviewed.
  assert.equal(await tell('2025-01-30'), [])
  assert.equal(await tell('2025-03-02'), [])
  assert.equal(await tell('2025-03-03'), [old])
})

test.run()
