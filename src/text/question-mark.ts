/** Question marks of many scripts. In Greek it looks like a semicolon. */
const mark = '(?:[?？؟՞፧⁇⁈]|(?<=\\p{Script=Greek})[;\u037E])'

const anywhere = new RegExp(mark, 'u')

/** Quotation marks, brackets and markup may come after it. */
const atEnd = new RegExp(
  String.raw`${mark}[\p{Pe}\p{Pf}\p{Pi}"'*_~ ]{0,4}$`,
  'u'
)

/** @returns whether a text has a question mark */
export function hasQuestionMark(text: string): boolean {
  return anywhere.test(text)
}

/** @returns whether a text ends with a question mark */
export function endsWithQuestionMark(text: string): boolean {
  return atEnd.test(text)
}
