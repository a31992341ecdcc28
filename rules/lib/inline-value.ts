/** The value of a field that has one line, for rules about such values. */
import type {Bank, Field} from '../../src/bank/model.ts'
import type {Range} from '../../src/markdown/offsets.ts'

/** The first line of a value, and the text that should not follow. */
export interface InlineValue extends Range {
  /** The line without white space, or a hard break's backslash, at its end. */
  readonly text: string
  /** Text below the line that still belongs to the value. */
  readonly rest: Range | undefined
}

/** @returns the value's first line; `undefined` if it is empty, or in bold together with its label */
export function readInlineValue(
  bank: Bank,
  {label, value}: Field
): InlineValue | undefined {
  if (value.start === value.end) return undefined
  // The bold around label and value has to be removed first.
  if ((label.boldEnd ?? Infinity) < value.end) return undefined
  const lines = bank.text.slice(value.start, value.end)
  const text = trimLine(lines.split('\n', 1)[0] ?? '')
  const rest = lines.slice(text.length)
  // Text after a blank line does not belong to the value.
  const hasRest = rest !== '' && !/^[ \t\\]*\r?\n[ \t]*\r?\n/.test(rest)
  return {
    text,
    start: value.start,
    end: value.start + text.length,
    rest: hasRest
      ? {start: value.end - rest.trimStart().length, end: value.end}
      : undefined
  }
}

function trimLine(line: string): string {
  const end = line.trimEnd()
  return end.endsWith('\\') ? end.slice(0, -1).trimEnd() : end
}

/** @returns the text without emphasis, code, quotation marks, brackets, and final punctuation */
export function stripMarkup(text: string): string {
  return text
    .replace(/^[\s*_`'"‘’“”([<]+/, '')
    .replace(/[\s*_`'"‘’“”)\]>.,;:!]+$/, '')
}
