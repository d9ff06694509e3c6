/** The public key that verdicts rest on: the node's own, or one that the reader brought. Kept while the page is open. */
import {reactive} from 'vue'
import {api, ask} from '@/api/client'

export const ledgerKey = reactive({pem: ''})

export async function learnKey(): Promise<void> {
  if (!ledgerKey.pem) ledgerKey.pem = (await ask(api.GET('/api/v1/public/disclosure'))).key
}
