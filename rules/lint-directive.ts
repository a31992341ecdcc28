/**
 * A comment such as `<!--lint disable no-mojibake-->` that does not do what it seems to: its command or its rule is misspelt,
 * or it has nothing to switch off. It misleads readers, and other tools stop at a command that they do not know. A misspelt
 * comment still has its effect until it is fixed.
 *
 * @off You share a bank between two projects, and each has rules that the other does not know.
 * @limits Only `<!--lint …-->` comments are checked, not those of other linters.
 */
import type {Bank} from '../src/bank/model.ts'
import type {Range} from '../src/markdown/offsets.ts'
import {isBlocked} from '../src/fix/suppressions.ts'
import type {PlacedDirective, Word} from '../src/fix/directives.ts'
import {findDirectives, verbs} from '../src/fix/directives.ts'
import {toSafeEdit} from '../src/message/edits.ts'
import type {LoadedRules} from '../src/rule/known-rules.ts'
import {stateOf} from '../src/rule/state.ts'
import {findUnused} from '../src/fix/unused-directives.ts'
import type {Problem} from '../src/rule/define-rule.ts'
import {defineRule} from '../src/rule/define-rule.ts'
import {quote, quoteAll} from '../src/text/wording.ts'

export default defineRule(
  {
    id: 'lint-directive',
    description:
      'Require comments that switch rules off to be understood, and to be of use',
    fixable: true,
    hasSuggestions: true,
    severity: 'warning',
    isLast: true
  },
  function* (bank, _options, file) {
    const {loadedRules, suppressed = []} = stateOf(file)
    if (!loadedRules || isBlocked(file)) return
    const directives = findDirectives(bank, loadedRules.ids)
    const unused = findUnused(directives, {
      suppressed,
      toOffset: (offset) => bank.inFile?.fromFile(offset) ?? offset,
      loadedRules,
      // `format` has no message on a card with other fixes.
      isFormatted: !file.messages.some((message) => toSafeEdit(message))
    })
    for (const directive of directives) {
      const comment = toComment(directive, bank)
      const reported = [...findSpelling(comment, loadedRules)]
      yield* reported
      if (reported.length > 0) continue
      for (const word of unused.get(directive) ?? []) {
        yield toUnused(comment, word)
      }
    }
  }
)

/** A comment in the bank's text. */
interface Comment extends PlacedDirective {
  readonly bank: Bank
  /** Offsets in the text. */
  readonly range: Range
  /** Whether the text has it in this form: in a quote, there are markers between its lines. */
  readonly isVerbatim: boolean
}

/** Comments may have thousands of names, so what is the same for all is computed once. */
function toComment(directive: PlacedDirective, bank: Bank): Comment {
  const {start, end} = directive.node.position ?? {}
  const range = {start: start?.offset ?? 0, end: end?.offset ?? 0}
  const isVerbatim = bank.text.startsWith(directive.text, range.start)
  return {...directive, bank, range, isVerbatim}
}

/** Problems with the words of a comment, in source order. */
function* findSpelling(
  comment: Comment,
  {hasOtherSources}: LoadedRules
): Iterable<Problem> {
  const {name, verb, ids, separators, rest, text} = comment
  const at = (range: Range): Problem['place'] => placeIn(comment, range)
  if (name) {
    yield {
      place: at(name),
      message: `Unexpected beginning ${quote(text.slice(name.start, name.end))} of a comment, expected ${quote('lint')} and a space`,
      ...expect(comment, 'lint ')
    }
  }

  yield* checkVerb(comment)
  if (verb && verb.meant === undefined) return
  const lastEnd = ids.at(-1)?.end ?? 0
  yield* [
    ...separators.map((separator): Problem => {
      const isLast = separator.end > lastEnd
      return {
        place: at(separator),
        message: `Unexpected comma in a comment, expected ${isLast ? 'nothing after the last rule' : 'a space between rules'}`,
        ...expect(comment, isLast ? '' : ' ')
      }
    }),
    ...ids
      // The rules of other sources are known only to the plugin that controls them.
      .filter(({text, meant}) => text !== meant && !hasOtherSources)
      .map((word): Problem => toUnknown(comment, word))
  ].sort(
    (left, right) =>
      (left.place.start.offset ?? 0) - (right.place.start.offset ?? 0)
  )

  if (rest.text !== '') {
    yield {
      place: at({start: 0, end: text.length + rest.gap}),
      message: `Unexpected ${quote(rest.text)} after a comment, expected the comment on a line of its own`,
      ...expect(comment, `${text}\n`)
    }
  }
}

function* checkVerb(comment: Comment): Iterable<Problem> {
  const {verb, text} = comment
  if (!verb) {
    yield {
      place: placeIn(comment, {start: 0, end: text.length}),
      message: `Unexpected comment without a command, expected ${quoteAll(verbs)}`
    }
  } else if (verb.meant !== verb.text) {
    const expected = verb.meant === undefined ? verbs : [verb.meant]
    yield {
      place: placeIn(comment, verb),
      message: `Unexpected command ${quote(verb.text)}, expected ${quoteAll(expected)}`,
      ...expect(comment, ...expected)
    }
  }
}

/** @param word an id that is not a rule's */
function toUnknown(comment: Comment, {meant, ...word}: Word): Problem {
  const place = placeIn(comment, word)
  const text = quote(word.text)
  if (meant !== undefined) {
    return {
      place,
      message: `Unexpected rule ${text}, expected ${quote(meant)}`,
      ...expect(comment, meant)
    }
  }

  return {
    place,
    message: `Unexpected rule ${text}, expected one that is in use here`,
    note: 'The rules of qbank are listed by `qbank rules`; those of other plugins have to be in the configuration.'
  }
}

/** @param word the rule without messages; `undefined` for a comment about all rules */
function toUnused(comment: Comment, word: Word | undefined): Problem {
  const verb = quote(comment.verb?.text ?? '')
  const rule = word ? quote(word.text) : 'any rule'
  return {
    place: placeIn(comment, word ?? {start: 0, end: comment.text.length}),
    message:
      comment.verb?.meant === 'enable'
        ? `Unexpected ${verb} of ${rule}, which is not switched off above, expected no such comment`
        : `Unexpected ${verb} of ${rule}, which ${word ? 'has' : 'would have'} no effect here, expected no such comment`
  }
}

function placeIn(
  {bank, range, isVerbatim}: Comment,
  {start, end}: Range
): Problem['place'] {
  return isVerbatim
    ? bank.place(range.start + start, range.start + end)
    : bank.place(range.start, range.end)
}

function expect(
  {isVerbatim}: Comment,
  ...expected: string[]
): Pick<Problem, 'expected'> {
  return isVerbatim ? {expected} : {}
}
