/** What a shipped pack calls a key: its own label or role, then that of the packs beneath it, then of any pack. */
import roles from 'virtual:roles'
import type {ShippedPack} from 'virtual:packs'
import type {Words} from '@/i18n/words'

const own = (pack: ShippedPack, key: string): Words | undefined => pack.labels[key] ?? roles[pack.id]?.[key]

export function nameInPack(pack: ShippedPack, key: string, packs: readonly ShippedPack[]): Words | undefined {
  const beneath = packs.filter(({id}) => id === pack.base)
  return [pack, ...beneath, ...packs].map((one) => own(one, key)).find((name) => name !== undefined)
}
