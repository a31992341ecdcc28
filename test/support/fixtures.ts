/**
 * Fixtures: a folder per rule, in it a folder per situation, in it `input.md`, `output.md` (what `fix` makes of it)
 * and `messages.txt` (what the rule says, with the text it points at). Where only cards matter, `card.md` is there in place
 * of `input.md`, and `header` comes before it and before `output.md`. `␠` stands for a space at the end of a line:
 * editors take real ones away. `UPDATE=1` writes `output.md` and `messages.txt` (with `RULES=a,b` of these rules only);
 * review the diff.
 */
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {fileURLToPath} from 'node:url'
import type {VFileMessage} from 'vfile-message'
import {toSafeEdit} from '../../src/message/edits.ts'

/** A situation in which a rule is tried. */
export interface Fixture {
  readonly rule: string
  readonly situation: string
  readonly input: string
}

const root = join(dirname(fileURLToPath(import.meta.url)), '../fixtures')

/** Title and section of a bank whose fixture is about its cards only. Lines of messages count it. */
const header = '# Balcony\n\n## Pots\n\n'

/** @returns all fixtures, sorted by rule and situation */
export function readFixtures(): Fixture[] {
  return readdirSync(root)
    .sort()
    .flatMap((rule) =>
      readdirSync(join(root, rule))
        .sort()
        .map((situation) => ({
          rule,
          situation,
          input: readFixtureFile({rule, situation}, 'input.md')
        }))
    )
}

/** @returns a file of a fixture, as a whole bank with real spaces; empty if it is not there */
export function readFixtureFile(
  fixture: Pick<Fixture, 'rule' | 'situation'>,
  name: 'input.md' | 'output.md' | 'messages.txt'
): string {
  const start = getHeader(fixture, name)
  const path = toPath(
    fixture,
    name === 'input.md' && start !== '' ? 'card.md' : name
  )
  if (!existsSync(path)) return ''
  return start + showSpaces(readFileSync(path, 'utf8'), false)
}

/** @returns what a fixture leaves out at the start of one of its files */
function getHeader(
  fixture: Pick<Fixture, 'rule' | 'situation'>,
  name: string
): string {
  const isAdded = name.endsWith('.md') && existsSync(toPath(fixture, 'card.md'))
  return isAdded ? header : ''
}

function toPath(
  {rule, situation}: Pick<Fixture, 'rule' | 'situation'>,
  name: string
): string {
  return join(root, rule, situation, name)
}

/** Compares a file of a fixture with what it should hold; under `UPDATE=1` writes it. */
export function expectFixtureFile(
  fixture: Fixture,
  name: 'output.md' | 'messages.txt',
  actual: string,
  compare: (actual: string, expected: string) => void
): void {
  const {UPDATE, RULES} = process.env
  const isMeant = RULES === undefined || RULES.split(',').includes(fixture.rule)
  if (UPDATE === '1' && isMeant) {
    const start = getHeader(fixture, name)
    if (!actual.startsWith(start)) {
      throw new Error(
        `${fixture.rule}/${fixture.situation}: title or section have changed, so name the file input.md and write them into it`
      )
    }

    writeFileSync(
      toPath(fixture, name),
      showSpaces(actual.slice(start.length), true)
    )
    return
  }

  compare(actual, readFixtureFile(fixture, name))
}

/** Spaces at the ends of lines as `␠`, or back. */
export function showSpaces(text: string, isShown: boolean): string {
  return isShown
    ? text.replace(/ +$/gm, (spaces) => '␠'.repeat(spaces.length))
    : text.replaceAll('␠', ' ')
}

/**
 * @returns each message as a frame: the source line with `^` under what it points at, the message, and what it would
 *   put there
 */
export function formatFrames(
  text: string,
  messages: readonly VFileMessage[]
): string {
  return messages.map((message) => formatFrame(text, message)).join('\n')
}

function formatFrame(text: string, message: VFileMessage): string {
  const {place, expected = []} = message
  const start = place && ('start' in place ? place.start : place)
  const end = place && ('end' in place ? place.end : place)
  const lineNumber = start?.line ?? 1
  const line = text.split('\n')[lineNumber - 1]?.replace(/\r$/, '') ?? ''
  const column = start?.column ?? 1
  const width =
    end?.line === lineNumber ? end.column - column : line.length - column + 1
  const gutter = String(lineNumber)
  const lines = [
    `${gutter} | ${line}`,
    `${' '.repeat(gutter.length)} | ${' '.repeat(column - 1)}${'^'.repeat(Math.max(1, width))}`,
    message.reason
  ]
  if (message.note !== undefined) lines.push(message.note)
  const kind = toSafeEdit(message) ? 'fix' : 'suggestion'
  for (const candidate of expected) {
    lines.push(`${kind}: ${JSON.stringify(candidate)}`)
  }

  return `${lines.join('\n')}\n`
}
