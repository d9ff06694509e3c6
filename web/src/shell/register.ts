import {addMessages} from '@/i18n'
import form from '@/form/messages'
import messages from './messages'

addMessages('shell', messages)
addMessages('form', form)
