/**
 * Something that the person at the keyboard can put right. Its message is shown as it is, without a stack trace;
 * the exit code is 2.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** Prettier and remark show the message alone where there is no trace. */
  override readonly stack = ''
}
