import {addMessages} from '@/i18n'
import messages from './messages'

addMessages('record', messages)
