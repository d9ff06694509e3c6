import {defineArea} from '../../area'

export default defineArea({
  id: 'catalog', title: {zh: '公共数据资源目录', en: 'Catalog'}, group: 'resources', order: 10, stage: 'catalog',
  routes: [
    {path: '/catalog', name: 'catalog', title: {zh: '资源目录', en: 'Catalog'}, menu: true, may: ['listCatalogEntries'], component: () => import('./CatalogPage.vue')},
  ],
})
