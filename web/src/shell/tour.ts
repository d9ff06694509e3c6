/** What the guided tour says to each role: the parts of the page, and the few pages that role needs first. */
import {t, words} from '@/i18n'
import type {Words} from '@/i18n/words'
import {routesOfAreas} from '@/console/gather'
import {mayOpen, roleName, session} from '@/console/session'

export interface TourStep {
  title: string
  text: string
  /** What is outlined meanwhile. */
  spot?: string
}

/** Role → what it does first; said once, with the pages of the menu that serve it. */
const firsts: Record<string, Words> = {
  competent_authority: {zh: '您审核目录与应用场景，办理备案，发现风险时可以停止有关产品或单位。轮到本单位时，事项会出现在待办里；退回或不予通过须写明理由和依据。', en: 'You review catalog entries and scenarios, keep filings, and stop what is at risk. What waits for you is among the to-dos; a return or refusal says why and under which article.'},
  implementing_agency: {zh: '您编制实施方案、选定运营主体、订立协议，并审核场景、出域结果和产品。', en: 'You write the operation plan, select the operator, conclude agreements, and review scenarios, results and products.'},
  data_provider: {zh: '您编制资源目录（可用电子表格批量导入），办理登记，按脱敏指令供给数据，并查看本单位数据用在哪里。', en: 'You draft the catalog (a workbook can be imported), register resources, supply data under masking orders, and see where your data are used.'},
  operator: {zh: '您按场景申请数据，在受控环境中用 SQL 开发，提交作业与出域审查，登记并上架产品。', en: 'You apply for data scenario by scenario, develop with SQL in a controlled environment, submit jobs and results for review, and list products.'},
  application_developer: {zh: '您从产品中选择、签订应用协议、订阅并申请密钥；每次调用都留痕。', en: 'You choose among products, sign an application agreement, subscribe and obtain keys; every call leaves a trace.'},
  registration_authority: {zh: '您受理资源登记，公示并处理异议。', en: 'You accept registrations, publish them and settle objections.'},
  government: {zh: '您审议实施方案并录入批准文件。', en: 'You decide on operation plans and enter the approving documents.'},
  audit: {zh: '您查看账本与证据时间线，每一步都可核验。', en: 'You read the ledger and evidence timelines; each step can be verified.'},
}

export function tourSteps(): TourStep[] {
  const actor = session.actor
  if (!actor) return []
  const pages = routesOfAreas.filter(({route}) => route.menu && mayOpen(route)).slice(0, 6).map(({route}) => words(route.title)).join('、')
  const own = actor.roles.flatMap((role): TourStep[] => (firsts[role] ? [{title: words(roleName(role)), text: words(firsts[role]), spot: '#menu'}] : []))
  const duties = actor.duties.filter((duty) => duty !== 'staff').map((duty): TourStep => ({title: t(`shell.duty.${duty}`), text: t(`shell.tourDuty.${duty}`), spot: '#menu'}))
  return [
    {title: t('shell.mine'), text: t('shell.tourTodos', {role: actor.roles.map((role) => words(roleName(role))).join('、')}), spot: '[data-tour="todos"]'},
    ...own, ...duties,
    {title: t('shell.menu'), text: t('shell.tourMenu', {pages}), spot: '#menu'},
    {title: t('shell.search'), text: t('shell.tourSearch'), spot: '[data-tour="search"]'},
    {title: t('shell.notifications'), text: t('shell.tourBell'), spot: '[data-tour="bell"]'},
    {title: t('shell.display'), text: t('shell.tourDisplay'), spot: '[data-tour="display"]'},
  ]
}
