/** All suites; each runs itself. */
import './practising.ts'
import './reading.ts'
import './safety.ts'
