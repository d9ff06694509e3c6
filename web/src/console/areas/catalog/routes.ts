import {defineArea} from '../../area'

export default defineArea({
  id: 'catalog', title: {zh: '公共数据资源目录', en: 'Catalog'}, group: 'resources', order: 10, stage: 'catalog',
  routes: [
    {path: '/catalog', name: 'catalog', title: {zh: '资源目录', en: 'Catalog'}, menu: true, may: ['listCatalogEntries'], component: () => import('./CatalogPage.vue')},
    {path: '/catalog/new', name: 'catalog-new', title: {zh: '编制目录条目', en: 'Draft an entry'}, parent: 'catalog', may: ['draftCatalogEntry'], component: () => import('./EntryFormPage.vue')},
    {path: '/catalog/import', name: 'catalog-import', title: {zh: '批量导入目录', en: 'Import entries'}, parent: 'catalog', may: ['draftCatalogEntry'], component: () => import('./ImportPage.vue')},
    {path: '/catalog/compare/:ids', name: 'catalog-compare', title: {zh: '比较目录条目', en: 'Compare entries'}, parent: 'catalog', may: ['getCatalogEntry'], component: () => import('./ComparePage.vue')},
    {path: '/catalog/:id', name: 'catalog-entry', title: {zh: '目录条目', en: 'Catalog entry'}, parent: 'catalog', may: ['getCatalogEntry'], component: () => import('./EntryPage.vue')},
    {path: '/catalog/:id/edit', name: 'catalog-edit', title: {zh: '修订目录条目', en: 'Revise an entry'}, parent: 'catalog', may: ['reviseCatalogEntry'], component: () => import('./EntryFormPage.vue')},
  ],
})
