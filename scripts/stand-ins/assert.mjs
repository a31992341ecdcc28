// In place of `node:assert/strict` in the bundle: unified-engine asserts four things about itself, and what Node loads to
// describe differences takes longer than checking them.

/**
 * @param {unknown} value
 * @param {string} [message]
 * @returns {asserts value}
 * @throws Error unless the value is truthy
 */
export default function assert(value, message) {
  if (!value) throw new Error(message)
}
