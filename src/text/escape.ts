/** Escapes text for the markup of pages. */

/** @returns the text escaped for HTML, also within an attribute in double quotes */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** @returns the text escaped for a line of Markdown, also within a table */
export function escapeMarkdown(text: string): string {
  return text.replace(
    /[\\`*[\]<>|~]|^#|&(?=#?\w)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
    '\\$&'
  )
}
