/** Texts of `qbank suggest`. */
import {count} from '../text/wording.ts'

/** Texts of `qbank suggest`. */
export const suggestTexts = {
  usage:
    'Run `qbank suggest` in a workflow on `workflow_run` or `pull_request`',
  otherEvent:
    'This event is not about a pull request, so nothing is suggested.',
  gone: 'No open pull request ends with the commit that was checked: it was closed, or there is a newer commit, which has a check of its own. Nothing is suggested.',
  review: (suggested: number, left: number, limit: number) =>
    [
      `${count(suggested, 'fix')} suggested: "Commit suggestion" takes one over, and "Add suggestion to batch" several at once.`,
      ...(left > 0
        ? [
            `${count(left, 'more fix')} ${left === 1 ? 'is' : 'are'} not shown here: no more than ${limit} are suggested at once, and only on lines that this pull request shows. \`npx --no -- qbank fix\` makes them all.`
          ]
        : [])
    ].join(' '),
  choice: 'Choose one:',
  done: (
    number: number,
    {suggested, known, left}: {suggested: number; known: number; left: number}
  ) =>
    `Pull request ${number}: ${count(suggested, 'fix')} suggested, ${known} suggested before, ${left} not suggested (beyond the limit, or on lines that it does not show)`,
  refusedSome: (refused: number, reason: string) =>
    `${count(refused, 'suggestion')} refused by GitHub. ${reason}`
}
