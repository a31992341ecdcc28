/** Exit codes: clean; problems found; wrong usage, unreadable file, broken configuration, or a crash. */
export const exitCodes = {clean: 0, problems: 1, usage: 2} as const
