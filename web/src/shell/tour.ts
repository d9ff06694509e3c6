/** What the guided tour says to each role: the parts of the page, and the few pages that role needs first. */
import {comma, t, words} from '@/i18n'
import {routesOfAreas} from '@/console/gather'
import {mayOpen, roleName, session} from '@/console/session'
import {roleHomes} from './roles'

export interface TourStep {
  title: string
  text: string
  /** What is outlined meanwhile. */
  spot?: string
}

export function tourSteps(): TourStep[] {
  const actor = session.actor
  if (!actor) return []
  const pages = routesOfAreas.filter(({route}) => route.menu && mayOpen(route)).slice(0, 6).map(({route}) => words(route.title)).join(comma())
  const own = actor.roles.flatMap((role): TourStep[] => (roleHomes[role] ? [{title: words(roleName(role)), text: words(roleHomes[role].first), spot: '#menu'}] : []))
  const duties = actor.duties.filter((duty) => duty !== 'staff').map((duty): TourStep => ({title: t(`shell.duty.${duty}`), text: t(`shell.tourDuty.${duty}`), spot: '#menu'}))
  return [
    {title: t('shell.mine'), text: t('shell.tourTodos', {role: actor.roles.map((role) => words(roleName(role))).join(comma())}), spot: '[data-tour="todos"]'},
    ...own, ...duties,
    {title: t('shell.menu'), text: t('shell.tourMenu', {pages}), spot: '#menu'},
    {title: t('shell.search'), text: t('shell.tourSearch'), spot: '[data-tour="search"]'},
    {title: t('shell.notifications'), text: t('shell.tourBell'), spot: '[data-tour="bell"]'},
    {title: t('shell.display'), text: t('shell.tourDisplay'), spot: '[data-tour="display"]'},
  ]
}
