export {default} from 'qbank/lint-staged'
