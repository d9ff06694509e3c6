import {defineArea} from '../../area'
import {subjectRoutes} from '../../record/routes'

export default defineArea({
  id: 'product', title: {zh: '数据产品', en: 'Products'}, group: 'products', order: 10, stage: 'product',
  routes: subjectRoutes({kind: 'product', path: '/products', title: {zh: '产品超市', en: 'Product market'}, name: {zh: '数据产品', en: 'A product'},
    begin: {may: ['draftProduct'], title: {zh: '编写产品候选', en: 'Draft a candidate'}}, load: () => import('./product')}),
})
