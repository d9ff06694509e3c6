import {createApp} from 'vue'
import {i18n} from '@/i18n'
import {followPreferences} from '@/theme/preferences'
import '@/theme/theme.css'
import '@/blocks/register'
import PortalApp from './PortalApp.vue'
import {addMessages} from '@/i18n'
import messages from './messages'

addMessages('portal', messages)
followPreferences()
createApp(PortalApp).use(i18n).mount('#app')
