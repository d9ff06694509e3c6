import {has, t} from '@/i18n'

/** Why control took something away, in words. */
export const reasonText = (reason: string): string => (has(`egress.reasons.${reason}`) ? t(`egress.reasons.${reason}`) : reason)
