/** Flags for opening what may not be a regular file. */
import {constants} from 'node:fs'

// Windows does not have the flag, nor such pipes among its files.
const {O_NONBLOCK = 0} = constants as Partial<typeof constants>

/** Flags for reading; a named pipe is opened without waiting for a writer. */
export const readWithoutWaiting = constants.O_RDONLY | O_NONBLOCK
