/**
 * Formulas in a paragraph, as GitHub and remark-math read them. Markdown does not know them: it removes an escape that
 * is part of a formula.
 */

/** `$$…$$`, `` $`…`$ ``, and `$…$` without spaces at its ends or a digit after it; none contains an escaped `$`. */
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
