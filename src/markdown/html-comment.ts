/** Comments of HTML, which readers do not see. */

/**
 * @param html source of an HTML node, which has the spaces that indent it
 * @returns offset after the `<!--` that it begins with; `undefined` where it begins with something else
 */
export function findCommentContent(html: string): number | undefined {
  return /^[ \t]*<!--/.exec(html)?.[0].length
}
