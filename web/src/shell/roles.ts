/** What each role of the packs does first and works with: the tour says the one, the home page counts the other. Each role has an entry (roles.test.ts). */
import type {Words} from '@/i18n/words'

export interface RoleHome {
  /** What it does first, for the tour. */
  first: Words
  /** Kinds of record, the most telling first. Kinds without screens or rows are left out. */
  concerns: string[]
  /** What stands above the to-dos: a set of tiles.ts. */
  tiles?: 'provider' | 'operator' | 'developer' | 'regulator' | 'expert'
}

/** Bodies that supervise: what is out of the ordinary first, then the evidence behind it. */
const supervisor = (zh: string, en: string): RoleHome => ({
  first: {
    zh: `您从${zh}的角度监督：停止令、逾期和例外列在最前，每件事都可以展开证据时间线逐步核验；请您配合核查、出具意见或接收备案的事项在待办里。`,
    en: `You oversee ${en}: stops, what is overdue and exceptions come first, and the evidence behind each can be verified step by step. What asks for your opinion, your help or a filing is among the to-dos.`,
  },
  concerns: ['matter', 'stop', 'rule_exception', 'agreement', 'scenario', 'product'], tiles: 'regulator',
})

const provider: RoleHome = {
  first: {zh: '您编制资源目录（可用电子表格批量导入），办理登记，按脱敏指令供给数据，并查看本单位数据用在哪里。', en: 'You draft the catalog (a workbook can be imported), register resources, supply data under masking orders, and see where your data are used.'},
  concerns: ['catalog_entry', 'registration', 'masking_order', 'batch', 'scenario', 'product'], tiles: 'provider',
}
const sector = (zh: string, en: string): RoleHome => ({
  first: {zh: `您作为${zh}，对本领域的场景和数据使用提出意见；退回或不予通过须写明理由和依据。本单位提供的数据用在哪里，首页可以看到。`, en: `As ${en} you give opinions on scenarios and the use of data in your field; a return or refusal says why and under which article. Where your own data are used stands on the home page.`},
  concerns: ['scenario', 'matter', 'catalog_entry', 'product', 'stop'], tiles: 'provider',
})

export const roleHomes: Record<string, RoleHome> = {
  competent_authority: {
    first: {zh: '您审核目录与应用场景，办理备案，发现风险时可以停止有关产品或单位。轮到本单位时，事项会出现在待办里；退回或不予通过须写明理由和依据。', en: 'You review catalog entries and scenarios, keep filings, and stop what is at risk. What waits for you is among the to-dos; a return or refusal says why and under which article.'},
    concerns: ['scenario', 'catalog_entry', 'agreement', 'product', 'stop', 'matter'],
  },
  implementing_agency: {
    first: {zh: '您编制实施方案、选定运营主体、订立协议，并审核场景、出域结果和产品。', en: 'You write the operation plan, select the operator, conclude agreements, and review scenarios, results and products.'},
    concerns: ['operation_plan', 'agreement', 'scenario', 'workspace', 'product', 'exit'],
  },
  data_provider: provider,
  source_department: {
    first: {zh: '您是数据的来源部门：核对目录条目与一数一源，答复质量异议，并查看本部门数据用在哪里。', en: 'Your department is the source of the data: you check catalog entries and what has one source, answer objections to quality, and see where your data are used.'},
    concerns: provider.concerns, tiles: 'provider',
  },
  operator: {
    first: {zh: '您按场景申请数据，在受控环境中用 SQL 开发，提交作业与出域审查，登记并上架产品。', en: 'You apply for data scenario by scenario, develop with SQL in a controlled environment, submit jobs and results for review, and list products.'},
    concerns: ['scenario', 'workspace', 'job', 'product', 'application_agreement', 'subscription'], tiles: 'operator',
  },
  application_developer: {
    first: {zh: '您从产品中选择、签订应用协议、订阅并申请密钥；每次调用都留痕。', en: 'You choose among products, sign an application agreement, subscribe and obtain keys; every call leaves a trace.'},
    concerns: ['product', 'application_agreement', 'subscription', 'consent', 'scenario', 'job'], tiles: 'developer',
  },
  intermediate_developer: {
    first: {zh: '您在本单位的受控环境中加工中间态数据：按协议所列场景开通环境，用 SQL 开发，结果经审查后供应用单位使用。', en: 'You work intermediate data up in a controlled environment of your own: it opens for the scenarios that your agreement names, and results leave it only after review.'},
    concerns: ['scenario', 'workspace', 'job', 'product', 'application_agreement', 'subscription'], tiles: 'developer',
  },
  expert_panel: {
    first: {zh: '只列出请您评审的事项。出具意见前须声明与申请单位和事项无利害关系；有利害关系的请选择回避，另由他人评审。', en: 'Only what you are asked to judge is listed. An opinion declares that no conflict of interest stands; whoever has one stands aside, and somebody else judges.'},
    concerns: ['operation_plan', 'scenario', 'product', 'matter'], tiles: 'expert',
  },
  sector_authority: sector('行业主管部门', 'the authority of your sector'),
  health_authority: sector('卫生健康主管部门', 'the health authority'),
  civil_affairs: sector('民政主管部门', 'the civil-affairs authority'),
  statistics: sector('统计主管部门', 'the statistics authority'),
  industry_it: sector('工业和信息化主管部门', 'the authority of industry and IT'),
  registration_authority: {
    first: {zh: '您受理资源登记，公示并处理异议。', en: 'You accept registrations, publish them and settle objections.'},
    concerns: ['registration', 'catalog_entry', 'matter'],
  },
  government: {
    first: {zh: '您审议实施方案并录入批准文件。', en: 'You decide on operation plans and enter the approving documents.'},
    concerns: ['operation_plan', 'agreement', 'outside_decision'],
  },
  data_exchange: {
    first: {zh: '您是数据交易机构：查看在架产品及其登记、价格，办理请您配合的事项。', en: 'As the data exchange you see the products on offer with their registration and price, and deal with what asks for your help.'},
    concerns: ['product', 'subscription', 'matter'],
  },
  audit: {
    first: {zh: '您查看账本与证据时间线，每一步都可核验；停止令、逾期和例外列在最前。', en: 'You read the ledger and evidence timelines; each step can be verified. Stops, what is overdue and exceptions come first.'},
    concerns: ['stop', 'matter', 'rule_exception', 'exit'], tiles: 'regulator',
  },
  development_reform: supervisor('发展改革', 'development and reform'),
  pricing_authority: supervisor('价格管理', 'prices'),
  finance: supervisor('财政管理', 'public finance'),
  state_assets: supervisor('国有资产监管', 'state assets'),
  tax: supervisor('税务', 'taxes'),
  cyberspace: supervisor('网络安全和数据安全', 'network and data security'),
  public_security: supervisor('公共安全', 'public security'),
  state_security: supervisor('国家安全', 'state security'),
  secrecy: supervisor('保守国家秘密', 'state secrets'),
  cryptography: supervisor('密码应用', 'cryptography'),
  market_regulation: supervisor('市场监管', 'the market'),
  financial_regulation: supervisor('金融监管', 'finance'),
  intellectual_property: supervisor('知识产权保护', 'intellectual property'),
}
