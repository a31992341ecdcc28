/** Whether to color what is printed. */

/**
 * @param options what the command line says
 * @returns what the options say, else what NO_COLOR and FORCE_COLOR say, else whether the output is a terminal with
 *   colors
 */
export function usesColor(
  options: {readonly color?: boolean | undefined},
  {
    stdout,
    env
  }: {
    readonly stdout: {readonly isTTY?: boolean | undefined}
    readonly env: NodeJS.ProcessEnv
  }
): boolean {
  if (options.color !== undefined) return options.color
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0'
  return stdout.isTTY === true && env['TERM'] !== 'dumb'
}
