/** The routes of a subject: its list, a new one, one record. The subject itself is loaded with the first of them. */
import {defineComponent, h} from 'vue'
import type {Words} from '@/i18n/words'
import type {Access, AreaRoute, Stage} from '../area'
import {routeNames, type Rec, type Subject} from './subject'

interface Module {
  default: unknown
}

interface Options {
  kind: string
  path: string
  /** Of the list, and of one record. */
  title: Words
  name: Words
  /** Who sees the list and a record; nothing = whoever is signed in. */
  seen?: Access
  /** Who may begin one; without it there is no such page. */
  begin?: Access & {title: Words; /** In place of the form of the subject. */ page?: () => Promise<unknown>}
  stage?: Stage
  menu?: boolean
  load: () => Promise<Module>
}

const loaders = new Map<string, () => Promise<Module>>()

/** The subject of a kind, loaded; for what works on records of any kind. */
export async function subjectOf(kind: string): Promise<Subject<Rec> | undefined> {
  return (await loaders.get(kind)?.())?.default as Subject<Rec> | undefined
}

export const hasSubject = (kind: string): boolean => loaders.has(kind)

type Page = 'SubjectList' | 'SubjectNew' | 'SubjectPage'
const pages = {SubjectList: () => import('./SubjectList.vue'), SubjectNew: () => import('./SubjectNew.vue'), SubjectPage: () => import('./SubjectPage.vue')}

const show = (page: Page, load: () => Promise<Module>) => async () => {
  const [{default: view}, {default: subject}] = await Promise.all([pages[page](), load()])
  return defineComponent({props: {id: String}, setup: (props) => () => h(view as never, {subject: subject as Subject<Rec>, id: props.id})})
}

export function subjectRoutes({kind, path, title, name, seen = {}, begin, stage, menu = true, load}: Options): AreaRoute[] {
  const names = routeNames(kind)
  loaders.set(kind, load)
  const routes: AreaRoute[] = [{...seen, path, name: names.list, title, menu, stage, component: show('SubjectList', load)}]
  if (begin) {
    const {page, ...access} = begin
    routes.push({...access, path: `${path}/new`, name: names.create, parent: names.list, stage, component: page ?? show('SubjectNew', load)})
  }
  routes.push({...seen, path: `${path}/:id`, name: names.one, title: name, parent: names.list, stage, component: show('SubjectPage', load)})
  return routes
}
