export {default} from 'qbank'
