/**
 * Something that the user can fix. Its message is shown as it is, without a stack trace;
 * the exit code is 2.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** A mistake in a configuration. Other programs may show it, which would show its trace, too: it has none. */
export class ConfigurationError extends UserError {
  override readonly stack = ''
}
