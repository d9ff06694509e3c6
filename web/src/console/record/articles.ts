/** The article behind a rule's code, for places where a code alone says nothing. */
import {shallowRef} from 'vue'
import {readPack} from './pack'

const articles = shallowRef<ReadonlyMap<string, string>>()
let asked = false

/** The id and the article, as `R-11 第十一条`; the code alone until the packs are read, and where none of them has the rule. */
export function withArticle(rule: string): string {
  if (!articles.value && !asked) {
    asked = true
    void readPack().then(({rules}) => { articles.value = new Map(rules.map(({id, article}) => [id, article])) }).catch(() => { asked = false })
  }
  const article = articles.value?.get(rule)
  return article ? `${rule} ${article}` : rule
}
