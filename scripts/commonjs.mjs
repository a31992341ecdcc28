// What CommonJS takes for granted; bundled into `dist/` where a library asks for it.
import {fileURLToPath} from 'node:url'

export const __filename = fileURLToPath(import.meta.url)
