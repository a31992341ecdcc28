/**
 * An error that the user can fix. Its message is shown as it is, without a stack trace; the exit code is 2.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** A mistake in a configuration. It has no stack trace, as other programs would show that, too. */
export class ConfigurationError extends UserError {
  override readonly stack = ''
}
