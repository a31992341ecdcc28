/**
 * Mathematics in a paragraph, as GitHub and remark-math read it: behind the back of Markdown, so that an escape that
 * Markdown takes away is one more character in a formula.
 */

/** `$$…$$`, `` $`…`$ ``, and `$…$` without spaces at its ends or a digit behind; none over an escaped `$`. */
const math =
  /(?<![\\$])(?:\$\$(?!\$)([^$]+)\$\$|\$`([^`$]+)`\$|\$(?![\s`])([^$]*[^$\s\\])\$(?![\d$]))/g

/** Marks of a quote, and indentation, before a line. */
const lineStart = /\n[\t >]*/g

/**
 * @param paragraph its source
 * @returns the formulas in it, in order, with line breaks as spaces
 */
export function findMath(paragraph: string): string[] {
  return [...paragraph.replace(lineStart, '\n').matchAll(math)].map(
    ([formula]) => formula.replace(/\s+/g, ' ')
  )
}
