/** The words of canonical plans in both languages. `$1`, `$2` … stand for what the word is applied to, `$*` for all of it. */
import type {Words} from '@/i18n/words'

export const types: Record<string, Words> = {
  boolean: {zh: '布尔值', en: 'boolean'}, integer: {zh: '整数', en: 'integer'}, decimal: {zh: '小数', en: 'decimal'}, text: {zh: '文本', en: 'text'}, date: {zh: '日期', en: 'date'}, real: {zh: '浮点数', en: 'real'},
}

/** Calls that are not written name(…); all others are, as in SQL. */
export const calls: Record<string, Words> = {
  equal: {zh: '$1 = $2', en: '$1 = $2'}, not_equal: {zh: '$1 ≠ $2', en: '$1 ≠ $2'}, less: {zh: '$1 < $2', en: '$1 < $2'}, less_equal: {zh: '$1 ≤ $2', en: '$1 ≤ $2'}, greater: {zh: '$1 > $2', en: '$1 > $2'}, greater_equal: {zh: '$1 ≥ $2', en: '$1 ≥ $2'},
  distinct_from: {zh: '$1 与 $2 不同（空值视为相同）', en: '$1 is distinct from $2'}, between: {zh: '$1 在 $2 至 $3 之间', en: '$1 is between $2 and $3'}, in: {zh: '$1 属于（$+）', en: '$1 is one of ($+)'},
  like: {zh: '$1 匹配 $2', en: '$1 is like $2'}, like_escape: {zh: '$1 匹配 $2（转义符 $3）', en: '$1 is like $2 (escape $3)'}, is_null: {zh: '$1 为空', en: '$1 is empty'}, not: {zh: '非（$1）', en: 'not ($1)'},
  add: {zh: '$1 + $2', en: '$1 + $2'}, subtract: {zh: '$1 − $2', en: '$1 − $2'}, multiply: {zh: '$1 × $2', en: '$1 × $2'}, divide: {zh: '$1 ÷ $2', en: '$1 ÷ $2'}, modulo: {zh: '$1 除以 $2 的余数', en: '$1 modulo $2'}, negate: {zh: '−$1', en: '−$1'},
  grouping: {zh: '$* 是否已合计', en: 'whether $* is totalled'}, concat: {zh: '$1 连接 $2', en: '$1 joined to $2'}, cast: {zh: '$1 转为$T', en: '$1 as $T'}, decimal_cast: {zh: '$1 转为小数（$2 位，小数点后 $3 位）', en: '$1 as decimal ($2, $3)'}, nullif: {zh: '$1（等于 $2 时为空）', en: '$1, or empty where it equals $2'},
  date_shift: {zh: '$1 加 $2 个月、$3 日', en: '$1 plus $2 months and $3 days'}, days_after: {zh: '$1 之后 $2 日', en: '$2 days after $1'}, days_before: {zh: '$1 之前 $2 日', en: '$2 days before $1'}, days_between: {zh: '$1 与 $2 相差的日数', en: 'days from $2 to $1'},
}

export const logic: Record<string, Words> = {and: {zh: ' 且 ', en: ' and '}, or: {zh: ' 或 ', en: ' or '}}

export const aggregates: Record<string, Words> = {
  count_rows: {zh: '行数', en: 'number of rows'}, count: {zh: '$1 不为空的行数', en: 'rows with a value of $1'}, count_distinct: {zh: '不同 $1 的个数', en: 'number of different $1'}, sum: {zh: '$1 之和', en: 'sum of $1'}, avg: {zh: '$1 的平均值', en: 'average of $1'},
  min: {zh: '$1 的最小值', en: 'least $1'}, max: {zh: '$1 的最大值', en: 'greatest $1'}, var_samp: {zh: '$1 的样本方差', en: 'sample variance of $1'}, var_pop: {zh: '$1 的总体方差', en: 'population variance of $1'},
  stddev_samp: {zh: '$1 的样本标准差', en: 'sample standard deviation of $1'}, stddev_pop: {zh: '$1 的总体标准差', en: 'population standard deviation of $1'},
}

export const windows: Record<string, Words> = {
  ...aggregates,
  row_number: {zh: '行号', en: 'row number'}, rank: {zh: '名次', en: 'rank'}, dense_rank: {zh: '名次（并列不空位）', en: 'rank without gaps'}, percent_rank: {zh: '名次所占百分位', en: 'rank as a share'}, cume_dist: {zh: '累计占比', en: 'cumulative share'},
  ntile: {zh: '均分为 $1 组后的组号', en: 'which of $1 equal parts'}, lag: {zh: '此前一行的值（$*）', en: 'value of a row before ($*)'}, lead: {zh: '此后一行的值（$*）', en: 'value of a row after ($*)'},
  first_value: {zh: '首行的 $1', en: 'first $1'}, last_value: {zh: '末行的 $1', en: 'last $1'}, nth_value: {zh: '第 $2 行的 $1', en: '$1 of row $2'},
}

export const joins: Record<string, Words> = {
  'from': {zh: '读取 $1', en: 'read $1'}, 'join': {zh: '关联 $1', en: 'join $1'}, 'left-join': {zh: '关联 $1，无对应的左侧行也保留', en: 'join $1, keeping rows on the left without a match'}, 'right-join': {zh: '关联 $1，$1 中无对应的行也保留', en: 'join $1, keeping its rows without a match'},
  'full-join': {zh: '关联 $1，两侧无对应的行都保留', en: 'join $1, keeping rows without a match on both sides'}, 'cross-join': {zh: '与 $1 逐行两两组合', en: 'combine every row with every row of $1'},
}

export const sets: Record<string, Words> = {
  'union': {zh: '合并两个查询的结果，去除重复行', en: 'the rows of both queries, without repeats'}, 'union all': {zh: '合并两个查询的结果，保留重复行', en: 'the rows of both queries, with repeats'},
  'intersect': {zh: '取两个查询都有的行，去除重复行', en: 'rows that both queries have, without repeats'}, 'intersect all': {zh: '取两个查询都有的行，保留重复行', en: 'rows that both queries have, with repeats'},
  'except': {zh: '取前一查询有、后一查询没有的行，去除重复行', en: 'rows of the first query that the second does not have, without repeats'}, 'except all': {zh: '取前一查询有、后一查询没有的行，保留重复行', en: 'rows of the first query that the second does not have, with repeats'},
}

/** Ends of a window frame as the binder writes them. */
export const bounds: Record<string, Words> = {
  'UNBOUNDED PRECEDING': {zh: '首行', en: 'the first row'}, 'CURRENT ROW': {zh: '当前行', en: 'the current row'}, 'UNBOUNDED FOLLOWING': {zh: '末行', en: 'the last row'}, 'PRECEDING': {zh: '前 $1 行', en: '$1 row(s) before'}, 'FOLLOWING': {zh: '后 $1 行', en: '$1 row(s) after'},
}
